import type { RechargeOrder, RechargeOrderState } from '@merchant-coin/shared';
import { model, Schema } from 'mongoose';
import { tenantCollection } from '../../../db/tenancy';

/** A recharge that the member pays in WeChat. What is told of its terms never changes after it is made. */
export interface OrderDocument {
  /** Also its number at WeChat Pay. */
  _id: string;
  merchantId: string;
  cardId: string;
  userId: string;
  payeeId: string;
  amountFen: number;
  bonusFen: number;
  bonusValidDays: number | null;
  /** The coins' origin. */
  storeId: string;
  /** Who pays, as the payee's app knows them. */
  openidSealed: string;
  requestKey: string;
  fingerprint: string;
  state: RechargeOrderState;
  refundReason: RechargeOrder['refundReason'];
  createdAt: Date;
  expiresAt: Date;
  /** When WeChat, or the ledger, is asked next; null once the order has come to an end. */
  dueAt: Date | null;
  /** How often that was done since the state last changed. */
  looks: number;
  /** When its member last had WeChat asked. */
  lookedAt: Date | null;
  transactionId?: string;
  paidAt: Date | null;
  /** The entry that credited it. */
  rechargeId: string | null;
  /** The day of the channel's bill that had it. */
  billedOn: string | null;
}

const orderSchema = new Schema<OrderDocument>(
  {
    _id: String,
    merchantId: { type: String, required: true },
    cardId: { type: String, required: true },
    userId: { type: String, required: true },
    payeeId: { type: String, required: true },
    amountFen: { type: Number, required: true },
    bonusFen: { type: Number, required: true },
    bonusValidDays: { type: Number, default: null },
    storeId: { type: String, required: true },
    openidSealed: { type: String, required: true },
    requestKey: { type: String, required: true },
    fingerprint: { type: String, required: true },
    state: { type: String, required: true },
    refundReason: { type: String, default: null },
    createdAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
    dueAt: { type: Date, default: null },
    looks: { type: Number, default: 0 },
    lookedAt: { type: Date, default: null },
    transactionId: String,
    paidAt: { type: Date, default: null },
    rechargeId: { type: String, default: null },
    billedOn: { type: String, default: null },
  },
  { versionKey: false },
);
orderSchema.index({ merchantId: 1, requestKey: 1 }, { unique: true });
orderSchema.index({ merchantId: 1, cardId: 1, _id: 1 });
orderSchema.index({ merchantId: 1, state: 1, _id: 1 });
orderSchema.index(
  { merchantId: 1, dueAt: 1 },
  { partialFilterExpression: { dueAt: { $type: 'date' } } },
);
orderSchema.index({ merchantId: 1, payeeId: 1, paidAt: 1 });
orderSchema.index({ merchantId: 1, payeeId: 1, _id: 1 });
orderSchema.index(
  { merchantId: 1, transactionId: 1 },
  { unique: true, partialFilterExpression: { transactionId: { $type: 'string' } } },
);
orderSchema.plugin(tenantCollection);

export const OrderModel = model<OrderDocument>('RechargeOrder', orderSchema, 'rechargeOrders');
