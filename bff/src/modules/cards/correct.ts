import { newId } from '../../db/ids';
import type { Keyed, StaffActor } from '../../http/mount';
import {
  type Claims,
  type Correction,
  type Entry,
  postOrRefuse,
  requestClaim,
  writeRemark,
} from '../coins';
import { publishEntry } from './card-events';
import type { CardDocument } from './cards.model';
import { assertNotSelf } from './cards.policy';
import { originStoreOf } from './origin-store';
import { loadableCapOf } from './principal-cap';

export interface CorrectionRequest extends Keyed {
  actor: StaffActor;
  card: CardDocument;
  correction: Correction;
  /** When bonus that is added ends; null for everything else. */
  expiresAt: Date | null;
  reason: string;
}

/**
 * The owner puts right what a card holds; the reason is kept with the entry.
 *
 * @throws AppError by the codes of the contract.
 */
export async function correctCard(request: CorrectionRequest): Promise<Entry> {
  const { actor, card, correction, expiresAt, requestKey, fingerprint, now } = request;
  const { merchantId, _id: cardId } = card;
  assertNotSelf(actor, card.userId);
  const claims: Claims = [requestClaim(requestKey)];
  const { entry, replayed } = await postOrRefuse(merchantId, claims, fingerprint, async () => {
    const bringsPrincipal = correction.kind === 'principal' && correction.delta > 0;
    const capFen = bringsPrincipal ? await loadableCapOf(card) : 0;
    const originStoreId = await originStoreOf(card);
    const entryId = newId('entry', now);
    await writeRemark(merchantId, entryId, request.reason);
    return {
      type: 'correct',
      merchantId,
      cardId,
      now,
      claims,
      fingerprint,
      storeId: null,
      staffId: actor.staffId,
      entryId,
      correction,
      originStoreId,
      expiresAt,
      capFen,
    };
  });
  if (!replayed) publishEntry(card, entry);
  return entry;
}
