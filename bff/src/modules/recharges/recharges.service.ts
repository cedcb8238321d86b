import { AppError } from '../../http/app-error';
import type { StaffActor } from '../../http/mount';
import { type CardDocument, cardById, cardByPhone, loadableCapOf, publishEntry } from '../cards';
import { type Claims, type Entry, postOrRefuse, requestClaim } from '../coins';
import { storeServedBy } from '../merchants';
import { assertNotOwnCard } from './recharges.policy';
import { assertSells, bonusNow } from './terms';

export interface RechargeRequest {
  actor: StaffActor;
  storeId: string;
  phone?: string | undefined;
  cardId?: string | undefined;
  amountFen: number;
  tender: string;
  /** What the member was told, where the caller says so. */
  bonusFen?: number | undefined;
  requestKey: string;
  fingerprint: string;
  now: Date;
}

/**
 * Loads coins that were paid for at the counter: one principal lot and, by the campaign in force, one bonus
 * lot, in one entry.
 *
 * @throws AppError by the codes of the contract.
 */
export async function rechargeCard(request: RechargeRequest): Promise<Entry> {
  const { actor, storeId, requestKey, fingerprint, now } = request;
  const { merchantId, staffId } = actor;
  const store = await storeServedBy(actor, storeId);
  const card = await namedCard(merchantId, request);
  assertNotOwnCard(actor, card);
  const claims: Claims = [requestClaim(requestKey)];
  const { entry, replayed } = await postOrRefuse(merchantId, claims, fingerprint, async () => {
    await assertSells(store);
    const capFen = await loadableCapOf(card);
    const bonus = await bonusNow(merchantId, request, now);
    return {
      type: 'recharge',
      merchantId,
      cardId: card._id,
      now,
      claims,
      fingerprint,
      storeId,
      staffId,
      amountFen: request.amountFen,
      ...bonus,
      originStoreId: storeId,
      tender: request.tender,
      capFen,
    };
  });
  if (!replayed) publishEntry(card, entry);
  return entry;
}

async function namedCard(
  merchantId: string,
  { phone, cardId }: Pick<RechargeRequest, 'phone' | 'cardId'>,
): Promise<CardDocument> {
  const card =
    cardId === undefined
      ? await cardByPhone(merchantId, phone ?? '')
      : await cardById(merchantId, cardId);
  if (!card) throw new AppError('notFound');
  return card;
}
