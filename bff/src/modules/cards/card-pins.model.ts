import { model, Schema } from 'mongoose';
import { tenantCollection } from '../../db/tenancy';

/** A card's PIN, apart from the card: who reads cards has no business with it. */
export interface CardPinDocument {
  /** The card's id. */
  _id: string;
  merchantId: string;
  /** Base64url of 16 random bytes, and of what scrypt makes of them and the PIN. */
  salt: string;
  hash: string;
  setAt: Date;
}

const pinSchema = new Schema<CardPinDocument>(
  {
    _id: String,
    merchantId: { type: String, required: true },
    salt: { type: String, required: true },
    hash: { type: String, required: true },
    setAt: { type: Date, required: true },
  },
  { versionKey: false },
);
pinSchema.plugin(tenantCollection);

export const CardPinModel = model<CardPinDocument>('CardPin', pinSchema, 'cardPins');
