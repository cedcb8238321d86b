import { z } from 'zod';
import { balance } from '../coins/schema';
import { endpoint, LIMITS } from '../kernel/endpoint';
import { pageOf, pageQuery } from '../kernel/page';
import { amountFen, fen, id, instant, phone } from '../kernel/schema';
import { refund, refundEndpoints } from '../refunds/contract';

/** How the clerk was paid. */
export const counterTender = z.enum(['cash', 'bankCard', 'wechat']);
export type CounterTender = z.infer<typeof counterTender>;

/**
 * How a recharge was paid: at the counter (`wechat`: the till's own code), by a recharge card that was paid
 * for before, or by the member in the app (`wechatPay`).
 */
export const rechargeTender = z.enum([...counterTender.options, 'rechargeCard', 'wechatPay']);

export const recharge = z.object({
  id: id('entry'),
  cardId: id('card'),
  amountFen: fen,
  bonusFen: fen,
  bonusExpiresAt: instant.nullable(),
  tender: rechargeTender,
  /** Where it was paid: the coins' origin. */
  storeId: id('store'),
  entrySeq: z.int(),
  at: instant,
});
export type Recharge = z.infer<typeof recharge>;

/** A recharge to staff, with what it would give back today. */
export const rechargeRow = recharge.extend({
  /** What is left of it on the card, set aside by no one. */
  leftFen: fen,
  /** For the member's own reason. */
  refundableFen: fen,
  refundedFen: fen,
  /** The latest refund of it. */
  refund: refund.nullable(),
});
export type RechargeRow = z.infer<typeof rechargeRow>;

export const recharges = {
  createRecharge: endpoint({
    method: 'POST',
    path: '/v1/merchants/{merchantId}/recharges',
    summary: 'Load coins that the member paid for at the counter',
    access: 'clerk',
    status: 201,
    idempotent: true,
    limits: [LIMITS.till],
    input: z
      .object({
        merchantId: id('merchant'),
        storeId: id('store'),
        phone: phone.optional(),
        cardId: id('card').optional(),
        amountFen,
        tender: counterTender,
        /** What the member was told; `conflict` with the reason `offerChanged` where it is no longer so. */
        bonusFen: z.int().min(0).optional(),
      })
      .refine((body) => (body.phone === undefined) !== (body.cardId === undefined), {
        error: 'name the member by phone or by cardId',
      }),
    output: z.object({ recharge, balance }),
    errors: [
      'notFound',
      'forbidden',
      'storeForbidden',
      'cardFrozen',
      'principalCapExceeded',
      'rechargeUnavailable',
      'phoneUnconfirmed',
      'conflict',
      'idempotencyMismatch',
    ],
  }),
  listCardRecharges: endpoint({
    method: 'GET',
    path: '/v1/merchants/{merchantId}/cards/{cardId}/recharges',
    summary: 'The recharges of a card, newest first, with what each would give back',
    access: 'clerk',
    status: 200,
    limits: [LIMITS.read],
    input: z.object({ merchantId: id('merchant'), cardId: id('card'), ...pageQuery }),
    output: pageOf(rechargeRow),
    errors: ['notFound'],
  }),
  ...refundEndpoints,
};
