import { model, Schema } from 'mongoose';
import { tenantCollection } from '../../../db/tenancy';

/** Cards of one value that were made to be printed together. */
export interface RechargeCardBatchDocument {
  _id: string;
  merchantId: string;
  /** Eight digits: the beginning of its cards' numbers. */
  serial: string;
  amountFen: number;
  count: number;
  staffId: string;
  madeAt: Date;
  /** Blind index of the request key. The key itself is the seed of the codes and is kept nowhere. */
  requestIndex: string;
  fingerprint: string;
}

const batchSchema = new Schema<RechargeCardBatchDocument>(
  {
    _id: String,
    merchantId: { type: String, required: true },
    serial: { type: String, required: true },
    amountFen: { type: Number, required: true },
    count: { type: Number, required: true },
    staffId: { type: String, required: true },
    madeAt: { type: Date, required: true },
    requestIndex: { type: String, required: true },
    fingerprint: { type: String, required: true },
  },
  { versionKey: false },
);
batchSchema.index({ merchantId: 1, _id: -1 });
batchSchema.index({ merchantId: 1, serial: 1 }, { unique: true });
batchSchema.index({ merchantId: 1, requestIndex: 1 }, { unique: true });
batchSchema.plugin(tenantCollection);

export const RechargeCardBatchModel = model<RechargeCardBatchDocument>(
  'RechargeCardBatch',
  batchSchema,
  'rechargeCardBatches',
);

/** How a card was paid for at the counter. */
export interface RechargeCardSaleFacts {
  storeId: string;
  staffId: string;
  /** Whoever sold a card does not load it. */
  userId: string;
  tender: string;
  at: Date;
  requestKey: string;
  fingerprint: string;
}

export interface RechargeCardDocument {
  _id: string;
  merchantId: string;
  batchId: string;
  number: string;
  codeIndex: string;
  amountFen: number;
  /** `loaded` is written behind its entry: until then a `sold` card's claim tells (see `loaded.ts`). */
  status: 'unsold' | 'sold' | 'loaded' | 'voided';
  sale: RechargeCardSaleFacts | null;
  /** When a load was last begun. The card cannot be voided while that load may still come true. */
  loadingAt: Date | null;
  loaded: { entryId: string; at: Date } | null;
  voided: { staffId: string; at: Date; reason: string } | null;
}

const cardSchema = new Schema<RechargeCardDocument>(
  {
    _id: String,
    merchantId: { type: String, required: true },
    batchId: { type: String, required: true },
    number: { type: String, required: true },
    codeIndex: { type: String, required: true },
    amountFen: { type: Number, required: true },
    status: { type: String, required: true },
    sale: {
      type: new Schema(
        {
          storeId: String,
          staffId: String,
          userId: String,
          tender: String,
          at: Date,
          requestKey: String,
          fingerprint: String,
        },
        { _id: false },
      ),
      default: null,
    },
    loadingAt: { type: Date, default: null },
    loaded: { type: new Schema({ entryId: String, at: Date }, { _id: false }), default: null },
    voided: {
      type: new Schema({ staffId: String, at: Date, reason: String }, { _id: false }),
      default: null,
    },
  },
  { versionKey: false },
);
cardSchema.index({ merchantId: 1, codeIndex: 1 }, { unique: true });
cardSchema.index({ merchantId: 1, number: 1 }, { unique: true });
cardSchema.index({ merchantId: 1, batchId: 1, number: 1 });
cardSchema.index(
  { merchantId: 1, 'sale.requestKey': 1 },
  { unique: true, partialFilterExpression: { 'sale.requestKey': { $exists: true } } },
);
cardSchema.plugin(tenantCollection);

export const RechargeCardModel = model<RechargeCardDocument>(
  'RechargeCard',
  cardSchema,
  'rechargeCards',
);
