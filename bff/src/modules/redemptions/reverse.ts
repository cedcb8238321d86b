import { newId } from '../../db/ids';
import { AppError } from '../../http/app-error';
import type { StaffActor } from '../../http/mount';
import { cardById, publishEntry } from '../cards';
import {
  type Claims,
  type Entry,
  postOrRefuse,
  requestClaim,
  reversalClaim,
  reversible,
  writeRemark,
} from '../coins';
import { assertMayReverse } from './redemptions.policy';

export interface ReverseRequest {
  actor: StaffActor;
  redemptionId: string;
  amountFen?: number | undefined;
  reason: string;
  requestKey: string;
  fingerprint: string;
  now: Date;
}

/** A reversal, and the entry whose coins it gives back. */
export interface Reversed {
  reversal: Entry;
  taking: Entry;
}

/** Reversals of one redemption may race; each try takes the next number. */
const TRIES = 5;

/**
 * Gives coins back into the lots they came from, whole or in part; together at most what was taken.
 *
 * @throws AppError `notFound`, `forbidden`, `storeForbidden`, `reversalExceeds`, `idempotencyMismatch`, or
 *   `conflict` when others keep reversing the same redemption.
 */
export async function reverseRedemption(request: ReverseRequest): Promise<Reversed> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await tryReverse(request);
    } catch (error) {
      if (!isLostRace(error) || tries === TRIES) throw error;
    }
  }
}

const isLostRace = (error: unknown): boolean =>
  error instanceof AppError && error.code === 'conflict';

async function tryReverse(request: ReverseRequest): Promise<Reversed> {
  const { actor, redemptionId, requestKey, fingerprint, now } = request;
  const { merchantId, staffId } = actor;
  const { entry: sale, original, reversals } = await reversible(merchantId, redemptionId);
  const card = await cardById(merchantId, sale.cardId);
  if (!card) throw new AppError('notFound');
  const claims: Claims = [requestClaim(requestKey), reversalClaim(sale._id, reversals + 1)];
  const posted = await postOrRefuse(merchantId, claims, fingerprint, async () => {
    assertMayReverse(actor, sale, card, now);
    const entryId = newId('entry', now);
    await writeRemark(merchantId, entryId, request.reason);
    return {
      type: 'reverse',
      merchantId,
      cardId: sale.cardId,
      now,
      claims,
      fingerprint,
      storeId: sale.storeId,
      staffId,
      entryId,
      original,
      amountFen: request.amountFen ?? null,
    };
  });
  if (!posted.replayed) publishEntry(card, posted.entry);
  return { reversal: posted.entry, taking: sale };
}
