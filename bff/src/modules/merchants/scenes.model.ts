import { model, type mongo, Schema } from 'mongoose';

/** Where a mini-program code leads. */
export interface SceneTarget {
  merchantId: string;
  /** The store that shows the code; null for a member's. */
  storeId: string | null;
  /** The card of the member who invites; null for a store's. */
  cardId: string | null;
}

/** Platform collection: whoever scans a code does not know the merchant yet. */
export interface SceneDocument extends SceneTarget {
  /** The word that the code carries. */
  _id: string;
  /** WeChat's picture of it, and the page that it opens; null until WeChat has drawn it. */
  picture: { page: string; bytes: mongo.Binary } | null;
  createdAt: Date;
}

const sceneSchema = new Schema<SceneDocument>(
  {
    _id: String,
    merchantId: { type: String, required: true },
    storeId: { type: String, default: null },
    cardId: { type: String, default: null },
    picture: {
      type: new Schema({ page: String, bytes: Buffer }, { _id: false }),
      default: null,
    },
    createdAt: { type: Date, required: true },
  },
  { versionKey: false },
);
sceneSchema.index({ merchantId: 1, storeId: 1, cardId: 1 }, { unique: true });

export const SceneModel = model<SceneDocument>('Scene', sceneSchema, 'scenes');
