import { inTransaction } from '@merchant-coin/bff/db/transaction';
import { AppError } from '@merchant-coin/bff/http/app-error';
import type { Handler } from '@merchant-coin/bff/http/mount';
import {
  type Claims,
  post,
  postWithin,
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

const TERMS = { discountBp: 10_000, pointsBp: 10_000 };
const POLICY = 'bonusFirst';

type Posted = Awaited<ReturnType<typeof post>>;
type Command = Parameters<typeof post>[0];

/** Holds go by the batched door, what ends them by the one inside a transaction: both meet on a card. */
function postByEitherDoor(command: Command): Promise<Posted> {
  const isEnd = command.type === 'capture' || command.type === 'release';
  return isEnd ? inTransaction((session) => postWithin(session, command)) : post(command);
}

export const handlePosting: Handler<typeof createPosting> = async (call) => {
  const { merchantId, cardId, storeId, type, amountFen: fen, holdId } = call.input;
  const expiresAt = call.input.expiresAt === null ? null : new Date(call.input.expiresAt);
  const { now, fingerprint } = call;
  const { staffId } = call.actor;
  const claims: Claims = [requestClaim(call.requestKey)];
  if (type === 'capture' || type === 'release') claims.push(releaseClaim(holdId));
  const base = { merchantId, cardId, storeId, staffId, now, claims, fingerprint };
  const sale = { listFen: fen, paidFen: fen, ...TERMS };
  const { entry } = await postByEitherDoor(commandOf());
  return {
    posting: { id: entry._id, entrySeq: entry.seq },
    balance: presentBalanceAfter(entry),
  };

  function commandOf(): Command {
    switch (type) {
      case 'grant':
        if (!expiresAt) throw new AppError('validationFailed');
        return { ...base, type, amountFen: fen, expiresAt, originStoreId: storeId };
      case 'hold':
        return { ...base, type, sale, policy: POLICY, expiresAt };
      case 'capture':
        return { ...base, type, holdId, sale: { ...sale, policy: POLICY } };
      case 'release':
        return { ...base, type, holdId };
    }
  }
};
