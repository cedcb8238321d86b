import { AppError } from '@merchant-coin/bff/http/app-error';
import type { Handler } from '@merchant-coin/bff/http/mount';
import {
  type Claims,
  post,
  presentBalanceAfter,
  releaseClaim,
  requestClaim,
} from '@merchant-coin/bff/modules/coins';
import { amountFen, balance, endpoint, id, instant, LIMITS } from '@merchant-coin/shared';
import { z } from 'zod';

/** Postings that no endpoint of the product makes on its own: holds and what ends them, and grants. */
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
    type: z.enum(['grant', 'hold', 'capture', 'release']),
    amountFen: amountFen.default(1),
    expiresAt: instant.nullable().default(null),
    holdId: z.string().default(''),
  }),
  output: z.object({ posting: z.object({ id: z.string(), entrySeq: z.int() }), balance }),
  errors: ['insufficientBalance', 'conflict', 'idempotencyMismatch'],
});

/** The terms of every sale in a fault run. */
export const POSTING_TERMS = { discountBp: 10_000, pointsBp: 10_000 };
export const POSTING_POLICY = 'bonusFirst';

export const handlePosting: Handler<typeof createPosting> = async (call) => {
  const { merchantId, cardId, storeId, type, amountFen: fen, holdId } = call.input;
  const expiresAt = call.input.expiresAt === null ? null : new Date(call.input.expiresAt);
  const { now, fingerprint } = call;
  const { staffId } = call.actor;
  const claims: Claims = [requestClaim(call.requestKey)];
  if (type === 'capture' || type === 'release') claims.push(releaseClaim(holdId));
  const base = { merchantId, cardId, storeId, staffId, now, claims, fingerprint };
  const sale = { listFen: fen, paidFen: fen, ...POSTING_TERMS };
  const { entry } = await post(commandOf());
  return {
    posting: { id: entry._id, entrySeq: entry.seq },
    balance: presentBalanceAfter(entry),
  };

  function commandOf(): Parameters<typeof post>[0] {
    switch (type) {
      case 'grant':
        if (!expiresAt) throw new AppError('validationFailed');
        return { ...base, type, amountFen: fen, expiresAt, originStoreId: storeId };
      case 'hold':
        return { ...base, type, sale, policy: POSTING_POLICY, expiresAt };
      case 'capture':
        return { ...base, type, holdId, sale: { ...sale, policy: POSTING_POLICY } };
      case 'release':
        return { ...base, type, holdId };
    }
  }
};
