import { model, Schema } from 'mongoose';
import { tenantCollection } from '../../db/tenancy';

/** That the member was told of a payment by PIN: once, whoever notices it first. */
export interface PinReceiptDocument {
  /** The entry's id. */
  _id: string;
  merchantId: string;
  status: 'sending' | 'sent' | 'failed';
}

const receiptSchema = new Schema<PinReceiptDocument>(
  {
    _id: String,
    merchantId: { type: String, required: true },
    status: { type: String, required: true },
  },
  { versionKey: false },
);
receiptSchema.plugin(tenantCollection);

export const PinReceiptModel = model<PinReceiptDocument>(
  'PinReceipt',
  receiptSchema,
  'pinReceipts',
);
