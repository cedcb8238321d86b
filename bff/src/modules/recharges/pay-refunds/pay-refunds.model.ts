import type { ChannelRefund } from '@merchant-coin/shared';
import { model, Schema } from 'mongoose';
import { tenantCollection } from '../../../db/tenancy';

/** A refund of a recharge at the counter: its hold is burnt when WeChat has given the money back. */
export interface CounterCause {
  holdId: string;
  cardId: string;
  storeId: string;
  staffId: string | null;
}

/** Money that WeChat is asked to give back. */
export interface PayRefundDocument {
  /** Also its number at WeChat Pay. */
  _id: string;
  merchantId: string;
  payeeId: string;
  orderId: string;
  amountFen: number;
  totalFen: number;
  /** Null where the order itself is given back, since its coins could not be loaded. */
  counter: CounterCause | null;
  /** Of the call that asked for it; absent for an order's own. */
  requestKey?: string;
  fingerprint?: string;
  state: ChannelRefund['state'];
  problem: ChannelRefund['problem'];
  askedAt: Date;
  endedAt: Date | null;
  dueAt: Date | null;
  looks: number;
  billedOn: string | null;
}

const payRefundSchema = new Schema<PayRefundDocument>(
  {
    _id: String,
    merchantId: { type: String, required: true },
    payeeId: { type: String, required: true },
    orderId: { type: String, required: true },
    amountFen: { type: Number, required: true },
    totalFen: { type: Number, required: true },
    counter: {
      type: new Schema<CounterCause>(
        { holdId: String, cardId: String, storeId: String, staffId: String },
        { _id: false },
      ),
      default: null,
    },
    requestKey: String,
    fingerprint: String,
    state: { type: String, required: true },
    problem: { type: String, default: null },
    askedAt: { type: Date, required: true },
    endedAt: { type: Date, default: null },
    dueAt: { type: Date, default: null },
    looks: { type: Number, default: 0 },
    billedOn: { type: String, default: null },
  },
  { versionKey: false },
);
payRefundSchema.index(
  { merchantId: 1, dueAt: 1 },
  { partialFilterExpression: { dueAt: { $type: 'date' } } },
);
payRefundSchema.index(
  { merchantId: 1, requestKey: 1 },
  { unique: true, partialFilterExpression: { requestKey: { $type: 'string' } } },
);
payRefundSchema.index({ merchantId: 1, orderId: 1, _id: 1 });
payRefundSchema.index({ merchantId: 1, 'counter.holdId': 1, _id: 1 });
payRefundSchema.index({ merchantId: 1, payeeId: 1, askedAt: 1 });
payRefundSchema.plugin(tenantCollection);

export const PayRefundModel = model<PayRefundDocument>('PayRefund', payRefundSchema, 'payRefunds');

/**
 * Where the ways meet in which a refund at the counter ends. Whoever ends one writes here in the same
 * transaction, so that the money never leaves twice: over the counter and through WeChat.
 */
export interface RefundGateDocument {
  /** The hold's entry. */
  _id: string;
  merchantId: string;
  /** WeChat is asked, or has given the money back. */
  withWechat: boolean;
  turns: number;
}

const refundGateSchema = new Schema<RefundGateDocument>(
  {
    _id: String,
    merchantId: { type: String, required: true },
    withWechat: { type: Boolean, required: true },
    turns: { type: Number, required: true },
  },
  { versionKey: false },
);
refundGateSchema.plugin(tenantCollection);

export const RefundGateModel = model<RefundGateDocument>(
  'RefundGate',
  refundGateSchema,
  'refundGates',
);
