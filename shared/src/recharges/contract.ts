import { z } from 'zod';
import { balance } from '../coins/schema';
import { endpoint, LIMITS } from '../kernel/endpoint';
import { amountFen, fen, id, instant, phone } from '../kernel/schema';

/** How the clerk was paid. */
export const counterTender = z.enum(['cash', 'bankCard', 'wechat']);
export type CounterTender = z.infer<typeof counterTender>;

/** How a recharge was paid: at the counter, or by a recharge card that was paid for before. */
export const rechargeTender = z.enum([...counterTender.options, 'rechargeCard']);

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
      'idempotencyMismatch',
    ],
  }),
};
