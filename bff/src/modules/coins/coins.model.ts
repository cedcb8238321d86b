import { model, Schema } from 'mongoose';
import { tenantCollection } from '../../db/tenancy';
import type { Entry } from './ledger/entry';
import type { Wallet } from './ledger/wallet';

/**
 * The ledger. Two unique indexes carry its rules: no two entries of a card have the same `seq`, and no claim
 * is made twice in a merchant.
 */
const entrySchema = new Schema<Entry>(
  {
    _id: String,
    merchantId: String,
    cardId: String,
    seq: Number,
    type: String,
    at: Date,
    claims: [String],
    refersTo: String,
    storeId: String,
    pointsDelta: Number,
  },
  { strict: false, versionKey: false },
);
entrySchema.index({ merchantId: 1, cardId: 1, seq: 1 }, { unique: true });
entrySchema.index({ merchantId: 1, claims: 1 }, { unique: true });
entrySchema.index({ merchantId: 1, at: 1 });
// A store's holds, newest first; partial, so that no other entry pays for it.
entrySchema.index(
  { merchantId: 1, storeId: 1, _id: -1 },
  { partialFilterExpression: { type: 'hold' } },
);
entrySchema.plugin(tenantCollection);

/** A wallet as it was at `version`; exact state is this and the entries after it. */
export type WalletSnapshot = Wallet & { _id: string };

const walletSchema = new Schema<WalletSnapshot>(
  { _id: String, merchantId: String, cardId: String, version: Number },
  { strict: false, versionKey: false },
);
walletSchema.index({ merchantId: 1, cardId: 1 });
// What is overdue, for the nightly jobs.
walletSchema.index({ merchantId: 1, 'lots.expiresAt': 1 });
walletSchema.index({ merchantId: 1, 'holds.expiresAt': 1 });
walletSchema.plugin(tenantCollection);

/** Free text about an entry (a note, a reason), under the entry's id. */
interface Remark {
  _id: string;
  merchantId: string;
  text: string;
}

const remarkSchema = new Schema<Remark>(
  {
    _id: String,
    merchantId: { type: String, required: true },
    text: { type: String, required: true },
  },
  { versionKey: false },
);
remarkSchema.plugin(tenantCollection);

export const EntryModel = model<Entry>('Entry', entrySchema, 'entries');
export const WalletModel = model<WalletSnapshot>('Wallet', walletSchema, 'wallets');
export const RemarkModel = model<Remark>('Remark', remarkSchema, 'remarks');
