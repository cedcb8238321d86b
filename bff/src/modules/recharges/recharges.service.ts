import { DAY_MS } from '@merchant-coin/shared';
import { AppError } from '../../http/app-error';
import type { StaffActor } from '../../http/mount';
import { rechargeBonusFor } from '../campaigns';
import { type CardDocument, cardById, cardByPhone, loadableCapOf, publishEntry } from '../cards';
import { type Claims, type Entry, postOrRefuse, requestClaim } from '../coins';
import {
  merchantById,
  type MerchantDocument,
  type StoreDocument,
  storeServedBy,
} from '../merchants';

export interface RechargeRequest {
  actor: StaffActor;
  storeId: string;
  phone?: string | undefined;
  cardId?: string | undefined;
  amountFen: number;
  tender: string;
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
  if (card.userId === actor.userId) throw new AppError('forbidden', { reason: 'ownCard' });
  const claims: Claims = [requestClaim(requestKey)];
  const { entry, replayed } = await postOrRefuse(merchantId, claims, fingerprint, async () => {
    await assertSells(store);
    const capFen = await loadableCapOf(card);
    const bonus = await rechargeBonusFor(merchantId, request.amountFen, now);
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
      bonusFen: bonus?.bonusFen ?? 0,
      bonusExpiresAt: bonus && new Date(now.getTime() + bonus.bonusValidDays * DAY_MS),
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

/** Coins are sold by open merchants whose filing stands, at their own stores. */
async function assertSells(store: StoreDocument): Promise<void> {
  const merchant = await merchantById(store.merchantId);
  const reason = whyNotSelling(merchant, store);
  if (reason) throw new AppError('rechargeUnavailable', { reason });
}

function whyNotSelling(merchant: MerchantDocument | null, store: StoreDocument): string | null {
  if (merchant?.status !== 'open') return 'merchantNotOpen';
  if (!merchant.issuing) return 'notIssuing';
  if (merchant.filing.status === 'pending') return 'filingPending';
  return store.kind === 'own' ? null : 'terminalStore';
}
