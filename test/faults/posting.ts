import { inTransaction } from '@merchant-coin/bff/db/transaction';
import type { Handler } from '@merchant-coin/bff/http/mount';
import {
  type Claims,
  post,
  postWithin,
  presentBalanceAfter,
  requestClaim,
} from '@merchant-coin/bff/modules/coins';
import { amountFen, balance, endpoint, id, instant, LIMITS } from '@merchant-coin/shared';
import mongoose from 'mongoose';
import { z } from 'zod';

/** What no endpoint of the product does yet: a grant; and an order paid inside a transaction. */
export const createPosting = endpoint({
  method: 'POST',
  path: '/v1/merchants/{merchantId}/postings',
  summary: 'A posting for the fault run',
  access: 'clerk',
  status: 201,
  idempotent: true,
  limits: [LIMITS.till],
  input: z.object({
    merchantId: id('merchant'),
    storeId: id('store'),
    cardId: id('card'),
    amountFen,
    /** Of a grant; a payment has none. */
    expiresAt: instant.optional(),
  }),
  output: z.object({ posting: z.object({ id: z.string(), entrySeq: z.int() }), balance }),
  errors: ['insufficientBalance', 'cardFrozen', 'conflict', 'idempotencyMismatch'],
});

const TERMS = { discountBp: 10_000, pointsBp: 10_000 };

/** The order that a transaction writes beside its entry, under the request's key. */
export interface PaidOrder {
  _id: string;
  merchantId: string;
}
export const ORDERS = 'faultOrders';

type Command = Parameters<typeof post>[0];

export const handlePosting: Handler<typeof createPosting> = async (call) => {
  const { merchantId, cardId, storeId, amountFen: fen, expiresAt } = call.input;
  const { requestKey, now, fingerprint } = call;
  const { staffId } = call.actor;
  const claims: Claims = [requestClaim(requestKey)];
  const base = { merchantId, cardId, storeId, staffId, now, claims, fingerprint };
  const { entry } =
    expiresAt === undefined
      ? await payOrder(requestKey, {
          ...base,
          type: 'redeem',
          sale: { listFen: fen, paidFen: fen, ...TERMS },
          policy: 'bonusFirst',
          confirmDuplicate: true,
        })
      : await post({
          ...base,
          type: 'grant',
          amountFen: fen,
          expiresAt: new Date(expiresAt),
          originStoreId: storeId,
        });
  return {
    posting: { id: entry._id, entrySeq: entry.seq },
    balance: presentBalanceAfter(entry),
  };
};

/** Writes the order and its entry, or neither. */
function payOrder(_id: string, command: Command) {
  return inTransaction(async (session) => {
    const orders = mongoose.connection.collection<PaidOrder>(ORDERS);
    const order = { $setOnInsert: { merchantId: command.merchantId } };
    await orders.updateOne({ _id }, order, { session, upsert: true });
    return postWithin(session, command);
  });
}
