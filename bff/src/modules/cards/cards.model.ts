import { model, Schema } from 'mongoose';
import { tenantCollection } from '../../db/tenancy';

/** The device that shows a card's pay codes, and what it makes them from. */
export interface PayDevice {
  deviceId: string;
  /** Base 32, sealed. */
  secretSealed: string;
  since: Date;
}

/** One per member. What is on it, its wallet, belongs to the coins. */
export interface CardDocument {
  _id: string;
  merchantId: string;
  memberId: string;
  userId: string;
  /** 10 digits for people. */
  number: string;
  /** 10 digits that pay codes carry. */
  serial: string;
  /** Every serial that the card has had, the present one too: no other card ever gets one of them. */
  serials?: string[];
  typeId: string;
  tierId: string | null;
  /** Calendar dates in the merchant's zone. */
  joinedOn: string;
  validThrough: string;
  payDevice: PayDevice | null;
  /** The member's own limit, in fen; null or absent: none. */
  approvalLimitFen?: number | null;
  /** The merchant's date of the last payment; null or absent before the first. Written behind. */
  lastVisitOn?: string | null;
  createdAt: Date;
}

const cardSchema = new Schema<CardDocument>(
  {
    _id: String,
    merchantId: { type: String, required: true },
    memberId: { type: String, required: true },
    userId: { type: String, required: true },
    number: { type: String, required: true },
    serial: { type: String, required: true },
    serials: { type: [String], default: undefined },
    typeId: { type: String, required: true },
    tierId: { type: String, default: null },
    joinedOn: { type: String, required: true },
    validThrough: { type: String, required: true },
    payDevice: {
      type: new Schema<PayDevice>(
        { deviceId: String, secretSealed: String, since: Date },
        { _id: false },
      ),
      default: null,
    },
    approvalLimitFen: { type: Number, default: null },
    lastVisitOn: { type: String, default: null },
    createdAt: { type: Date, required: true },
  },
  { versionKey: false },
);
cardSchema.index({ merchantId: 1, number: 1 }, { unique: true });
cardSchema.index({ merchantId: 1, serial: 1 }, { unique: true });
cardSchema.index(
  { merchantId: 1, serials: 1 },
  { unique: true, partialFilterExpression: { serials: { $exists: true } } },
);
cardSchema.index({ merchantId: 1, memberId: 1 }, { unique: true });
cardSchema.index({ merchantId: 1, userId: 1 });
// Whom to remind: of a card that ends, and of the shop itself.
cardSchema.index({ merchantId: 1, validThrough: 1 });
cardSchema.index({ merchantId: 1, lastVisitOn: 1 });
cardSchema.plugin(tenantCollection);

export const CardModel = model<CardDocument>('Card', cardSchema, 'cards');
