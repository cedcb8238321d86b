import { z } from 'zod';
import { balance } from '../coins/schema';
import { endpoint, LIMITS } from '../kernel/endpoint';
import { pageOf } from '../kernel/page';
import { amountFen, fen, id, instant, text } from '../kernel/schema';
import { REFUND_REASONS, REFUND_VIEWS, type RefundReason } from './rules';

const merchantId = id('merchant');
const rechargeId = id('entry');
const refundId = id('entry');

export const refundReason = z.enum(
  Object.keys(REFUND_REASONS) as [RefundReason, ...RefundReason[]],
);
export const refundView = z.enum(REFUND_VIEWS);

/** How staff give money back: over the counter up to 100 yuan, else to an account in the member's name. */
export const handedTender = z.enum(['cash', 'bankTransfer']);
export type HandedTender = z.infer<typeof handedTender>;

/** How the money went back; `wechatPay`: the way it came, up to 365 days after payment. */
export const refundTender = z.enum([...handedTender.options, 'wechatPay']);
export type RefundTender = z.infer<typeof refundTender>;

/**
 * What keeps WeChat from giving back. `notEnough`: the merchant's account there holds less; tried for a week.
 * `accountAbnormal`: the member's account cannot take it; the merchant ends it on WeChat Pay's site. `keys`: ours
 * are not taken. `refused`: not like that. `outage`: no answer, so nothing is known; asked again.
 */
export const refundProblem = z.enum(['notEnough', 'accountAbnormal', 'keys', 'refused', 'outage']);

/**
 * How the channel stands with a refund. `asked`: its answer is awaited, and nothing else can be done with the
 * refund; `failed`: the money did not go back that way, so it is given by another, asked for anew or
 * cancelled.
 */
export const channelRefund = z.object({
  state: z.enum(['asked', 'done', 'failed']),
  problem: refundProblem.nullable(),
  askedAt: instant,
});
export type ChannelRefund = z.infer<typeof channelRefund>;

/** One refund of a recharge. Its id is that of the entry which set the coins aside. */
export const refund = z.object({
  id: refundId,
  rechargeId,
  cardId: id('card'),
  status: z.enum(['waiting', 'paid', 'cancelled']),
  reason: refundReason,
  view: refundView,
  /** What the member gets in money. */
  refundFen: fen,
  /** Coins set aside, and burnt once it is paid out. */
  principalFen: fen,
  bonusFen: fen,
  /** Null until it is paid out. */
  tender: refundTender.nullable(),
  /** Null until WeChat is asked, and for what was not paid there. */
  channel: channelRefund.nullable(),
  /** Until when it can go back through WeChat; null for what was not paid there. */
  byWechatUntil: instant.nullable(),
  openedAt: instant,
  endedAt: instant.nullable(),
});
export type Refund = z.infer<typeof refund>;

const refundStep = z.object({
  is: z.enum(['opened', 'paid', 'cancelled']),
  at: instant,
  storeName: z.string().nullable(),
});
const staffRefundStep = refundStep.extend({
  staffName: z.string().nullable(),
  /** Why, or what proves the payment; null where nothing was written, and for clerks. */
  note: z.string().nullable(),
});
export type RefundStep = z.infer<typeof refundStep>;
export type StaffRefundStep = z.infer<typeof staffRefundStep>;

/** A refund to its member: how it stands, and how it came to that, oldest first. */
export const myRefund = refund.extend({ steps: z.array(refundStep) });
export type MyRefund = z.infer<typeof myRefund>;

/** The same to staff: also by whom, and on what evidence. */
export const staffRefund = refund.extend({ steps: z.array(staffRefundStep) });
export type StaffRefund = z.infer<typeof staffRefund>;

/** One sale that took coins of the recharge, and what it counts for in each view. */
export const refundLine = z.object({
  entryId: id('entry'),
  at: instant,
  storeName: z.string().nullable(),
  listPriceFen: fen,
  priceChargedFen: fen,
  paidShareFen: fen,
});
export type RefundLine = z.infer<typeof refundLine>;

/** The sum in one view. `refundFen` = paid − used − refunded before − uncovered, never below zero. */
export const refundSumView = z.object({
  view: refundView,
  usedFen: fen,
  refundFen: fen,
  /** No coins are left for this part, as of a bonus that has expired. */
  uncoveredFen: fen,
  lapsingPrincipalFen: fen,
  lapsingBonusFen: fen,
});
export type RefundSumView = z.infer<typeof refundSumView>;

export const refundViews = z.object({
  rechargeId,
  cardId: id('card'),
  paidFen: fen,
  bonusFen: fen,
  paidAt: instant,
  leftPrincipalFen: fen,
  leftBonusFen: fen,
  refundedFen: fen,
  /** Oldest first. */
  lines: z.array(refundLine),
  sums: z.array(refundSumView),
  /** For each reason the views that staff may choose; the first is the one it selects. */
  choices: z.array(z.object({ reason: refundReason, views: z.array(refundView) })),
  /** The latest refund of this recharge; while one waits no other can be opened. */
  refund: refund.nullable(),
});
export type RefundViews = z.infer<typeof refundViews>;

const endErrors = [
  'notFound',
  'forbidden',
  'storeForbidden',
  'refundUnavailable',
  'conflict',
  'idempotencyMismatch',
] as const;

export const refundEndpoints = {
  getRefundViews: endpoint({
    method: 'GET',
    path: '/v1/merchants/{merchantId}/recharges/{rechargeId}/refund-views',
    summary: 'What a recharge gives back now, in every view and line by line',
    access: 'manager',
    status: 200,
    limits: [LIMITS.read],
    input: z.object({ merchantId, rechargeId }),
    output: refundViews,
    errors: ['notFound', 'forbidden'],
  }),
  listRefunds: endpoint({
    method: 'GET',
    path: '/v1/merchants/{merchantId}/recharges/{rechargeId}/refunds',
    summary: 'The refunds of a recharge, newest first; their evidence is for managers',
    access: 'clerk',
    status: 200,
    limits: [LIMITS.read],
    input: z.object({ merchantId, rechargeId }),
    output: pageOf(staffRefund),
    errors: ['notFound', 'forbidden'],
  }),
  getMyRefund: endpoint({
    method: 'GET',
    path: '/v1/me/cards/{cardId}/refunds/{refundId}',
    summary: 'A refund on one of one’s own cards',
    access: 'user',
    status: 200,
    limits: [LIMITS.read],
    input: z.object({ cardId: id('card'), refundId }),
    output: z.object({ refund: myRefund }),
    errors: ['notFound'],
  }),
  openRefund: endpoint({
    method: 'POST',
    path: '/v1/merchants/{merchantId}/recharges/{rechargeId}/refunds',
    summary: 'Set aside what is left of a recharge until its refund is paid out or cancelled',
    access: 'manager',
    status: 201,
    idempotent: true,
    limits: [LIMITS.write],
    input: z.object({
      merchantId,
      rechargeId,
      storeId: id('store'),
      reason: refundReason,
      view: refundView,
      /** The sum that the member was told; another one by now is a `conflict`. */
      refundFen: amountFen,
      note: text(200).optional(),
    }),
    output: z.object({ refund, balance }),
    errors: [...endErrors, 'cardFrozen'],
  }),
  payOutRefund: endpoint({
    method: 'POST',
    path: '/v1/merchants/{merchantId}/refunds/{refundId}/pay-out',
    summary: 'The money has been given: burn what was set aside',
    access: 'manager',
    status: 200,
    idempotent: true,
    limits: [LIMITS.write],
    input: z
      .object({
        merchantId,
        refundId,
        storeId: id('store'),
        tender: handedTender,
        /** The bank's number of the transfer. */
        reference: text(64).optional(),
        /** What proves the payment: who received it, against which paper. */
        evidence: text(200),
      })
      .refine((body) => (body.tender === 'bankTransfer') === (body.reference !== undefined), {
        error: 'a bank transfer has a reference, cash has none',
      }),
    output: z.object({ refund, balance }),
    errors: [...endErrors, 'cardFrozen'],
  }),
  payRefundByWechat: endpoint({
    method: 'POST',
    path: '/v1/merchants/{merchantId}/refunds/{refundId}/wechat',
    summary:
      'Give the money back the way it came; what was set aside is burnt when WeChat says it is done',
    access: 'manager',
    status: 200,
    idempotent: true,
    limits: [LIMITS.write],
    input: z.object({ merchantId, refundId, storeId: id('store') }),
    output: z.object({ refund }),
    errors: endErrors,
  }),
  cancelRefund: endpoint({
    method: 'POST',
    path: '/v1/merchants/{merchantId}/refunds/{refundId}/cancel',
    summary: 'Give back to the card what was set aside',
    access: 'manager',
    status: 200,
    idempotent: true,
    limits: [LIMITS.write],
    input: z.object({ merchantId, refundId, storeId: id('store'), note: text(200).optional() }),
    output: z.object({ refund, balance }),
    errors: endErrors,
  }),
};
