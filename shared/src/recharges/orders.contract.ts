import { z } from 'zod';
import { rechargeOffer } from '../campaigns/contract';
import { endpoint, LIMITS } from '../kernel/endpoint';
import { pageOf, pageQuery } from '../kernel/page';
import { amountFen, calendarDate, fen, id, instant } from '../kernel/schema';
import { filing } from '../merchants/schema';
import { refundProblem } from '../refunds/contract';

const merchantId = id('merchant');
const cardId = id('card');
const orderId = id('rechargeOrder');

/**
 * `created`: recorded, WeChat not asked yet; `paying`: the member may pay; `paid`: WeChat has the money, the
 * coins are on their way; `credited`: they are on the card; `closed`: nobody can pay any more;
 * `refunding`, `refunded`: the coins could not be loaded and the money goes back.
 */
export const rechargeOrderState = z.enum([
  'created',
  'paying',
  'paid',
  'credited',
  'closed',
  'refunding',
  'refunded',
]);
export type RechargeOrderState = z.infer<typeof rechargeOrderState>;

/** Why the money of a paid order went back. */
export const orderRefundReason = z.enum(['cardFrozen', 'principalCapExceeded', 'cardUnavailable']);

/** A recharge that the member pays in WeChat. Its id is the order number there. */
export const rechargeOrder = z.object({
  id: orderId,
  merchantId,
  cardId,
  amountFen: fen,
  /** Promised when it was ordered. */
  bonusFen: fen,
  bonusValidDays: z.int().nullable(),
  state: rechargeOrderState,
  refundReason: orderRefundReason.nullable(),
  createdAt: instant,
  /** Nobody can pay after it. */
  expiresAt: instant,
  paidAt: instant.nullable(),
  /** The entry that credited it. */
  rechargeId: id('entry').nullable(),
});
export type RechargeOrder = z.infer<typeof rechargeOrder>;

/** What `wx.requestPayment` takes. */
export const paymentParams = z.object({
  timeStamp: z.string(),
  nonceStr: z.string(),
  /** `prepay_id=…` */
  package: z.string(),
  signType: z.literal('RSA'),
  paySign: z.string(),
});

/** Why the member cannot recharge now; a screen says it before anything is typed. */
export const noRechargeReason = z.enum([
  'merchantNotOpen',
  'notIssuing',
  'filingPending',
  'payeeMissing',
  'cardFrozen',
  'phoneUnconfirmed',
  'capReached',
]);
export type NoRechargeReason = z.infer<typeof noRechargeReason>;

/** All that a member is told before paying. */
export const rechargeTerms = z.object({
  /** Null where they can recharge. */
  whyNot: noRechargeReason.nullable(),
  /** The bonus in force, smallest step first. */
  offers: z.array(rechargeOffer),
  /** The most principal that the card may hold, and how much of it is free. */
  capFen: fen,
  roomFen: fen,
  filing,
  /** Who gets the money. */
  legalName: z.string(),
  contract: z.object({
    version: z.int(),
    text: z.string(),
    /** The version that the member has accepted; null before. */
    acceptedVersion: z.int().nullable(),
  }),
});
export type RechargeTerms = z.infer<typeof rechargeTerms>;

const difference = z.object({
  /**
   * `unknownOrder`: the bill has a payment that no order of ours is of; `amountDiffers`; `notCredited`: paid
   * by the bill, neither credited nor going back here (asked of WeChat at once); `missing`: ours is paid on
   * that day, the bill does not have it; `unknownRefund`, `missingRefund`: the same of refunds;
   * `refundNotDone`: given back by the bill, not done with here.
   */
  kind: z.enum([
    'unknownOrder',
    'amountDiffers',
    'notCredited',
    'missing',
    'unknownRefund',
    'missingRefund',
    'refundNotDone',
  ]),
  orderNumber: z.string(),
  refundNumber: z.string().nullable(),
  transactionId: z.string().nullable(),
  billFen: fen.nullable(),
  ourFen: fen.nullable(),
});

/** One day of the channel's bill beside our orders. */
export const reconciliation = z.object({
  date: calendarDate,
  payeeId: id('payee'),
  mchid: z.string(),
  madeAt: instant,
  payments: z.int(),
  paymentsFen: fen,
  refunds: z.int(),
  refundsFen: fen,
  /** All of them; `differences` names the first hundred. */
  differenceCount: z.int(),
  differences: z.array(difference),
});
export type Reconciliation = z.infer<typeof reconciliation>;

/** An order to staff: also whose. */
export const rechargeOrderRow = rechargeOrder.extend({
  cardNumber: z.string(),
  phoneMasked: z.string().nullable(),
  transactionId: z.string().nullable(),
  /** What keeps the money of one that is `refunding` from going back. */
  refundProblem: refundProblem.nullable(),
});
export type RechargeOrderRow = z.infer<typeof rechargeOrderRow>;

export const rechargeOrders = {
  getRechargeTerms: endpoint({
    method: 'GET',
    path: '/v1/me/cards/{cardId}/recharge-terms',
    summary:
      'Packages, cap, filing, contract: all that is said before paying, or why nothing can be paid',
    access: 'user',
    status: 200,
    limits: [LIMITS.read],
    input: z.object({ cardId }),
    output: rechargeTerms,
    errors: ['notFound'],
  }),
  createRechargeOrder: endpoint({
    method: 'POST',
    path: '/v1/me/cards/{cardId}/recharge-orders',
    summary:
      'Order a recharge and get what WeChat’s payment sheet takes; coins come once it is paid',
    access: 'user',
    status: 201,
    idempotent: true,
    proofs: ['loginCode'],
    limits: [{ per: 'user', points: 30, seconds: 600 }],
    input: z.object({
      cardId,
      amountFen,
      /** The bonus that the member was told; another one by now is a `conflict`. */
      bonusFen: z.int().min(0),
      /** The contract that the member accepts with it; another one by now is a `conflict`. */
      contractVersion: z.int().min(1),
      /** Of `wx.login`, just now: who pays. */
      loginCode: z.string().min(1).max(200),
    }),
    output: z.object({
      order: rechargeOrder,
      /** Null once it has been paid or closed. */
      payment: paymentParams.nullable(),
    }),
    errors: [
      'notFound',
      'conflict',
      'cardFrozen',
      'principalCapExceeded',
      'rechargeUnavailable',
      'phoneUnconfirmed',
      'wechatCodeInvalid',
      'idempotencyMismatch',
    ],
  }),
  getRechargeOrder: endpoint({
    method: 'GET',
    path: '/v1/me/cards/{cardId}/recharge-orders/{orderId}',
    summary: 'How an order stands; while it is open WeChat is asked, not the callback awaited',
    access: 'user',
    status: 200,
    limits: [LIMITS.read],
    input: z.object({ cardId, orderId }),
    output: z.object({ order: rechargeOrder }),
    errors: ['notFound'],
  }),
  listMyRechargeOrders: endpoint({
    method: 'GET',
    path: '/v1/me/cards/{cardId}/recharge-orders',
    summary: 'The orders of one’s card, newest first',
    access: 'user',
    status: 200,
    limits: [LIMITS.read],
    input: z.object({ cardId, ...pageQuery }),
    output: pageOf(rechargeOrder),
    errors: ['notFound'],
  }),
  listRechargeOrders: endpoint({
    method: 'GET',
    path: '/v1/merchants/{merchantId}/recharge-orders',
    summary: 'Recharges that members paid in WeChat, newest first',
    access: 'manager',
    status: 200,
    limits: [LIMITS.read],
    input: z.object({ merchantId, state: rechargeOrderState.optional(), ...pageQuery }),
    output: pageOf(rechargeOrderRow),
    errors: ['notFound'],
  }),
  listReconciliations: endpoint({
    method: 'GET',
    path: '/v1/merchants/{merchantId}/reconciliations',
    summary: 'WeChat Pay’s bill beside our orders, day by day, the latest first',
    access: 'owner',
    status: 200,
    limits: [LIMITS.read],
    input: z.object({ merchantId, ...pageQuery }),
    output: pageOf(reconciliation),
    errors: ['notFound'],
  }),
};
