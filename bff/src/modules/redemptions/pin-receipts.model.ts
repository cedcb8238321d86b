import { model, Schema } from 'mongoose';
import { tenantCollection } from '../../db/tenancy';

/** A payment by PIN that its member is to be told of. It warns of thieves: better twice than never. */
export interface PinReceiptDocument {
  /** The entry's id. */
  _id: string;
  merchantId: string;
  status: 'waiting' | 'sent' | 'failed';
  /** When it is tried next; null once that is over. */
  dueAt: Date | null;
  tries: number;
}

const receiptSchema = new Schema<PinReceiptDocument>(
  {
    _id: String,
    merchantId: { type: String, required: true },
    status: { type: String, required: true },
    dueAt: { type: Date, default: null },
    tries: { type: Number, default: 0 },
  },
  { versionKey: false },
);
receiptSchema.index(
  { merchantId: 1, dueAt: 1 },
  { partialFilterExpression: { dueAt: { $type: 'date' } } },
);
receiptSchema.plugin(tenantCollection);

export const PinReceiptModel = model<PinReceiptDocument>(
  'PinReceipt',
  receiptSchema,
  'pinReceipts',
);
