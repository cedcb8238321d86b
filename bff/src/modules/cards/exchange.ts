import { endOfDayAfter } from '@merchant-coin/shared';
import { AppError } from '../../http/app-error';
import { type Claims, type Entry, postOrRefuse, requestClaim } from '../coins';
import { merchantById } from '../merchants';
import { publishEntry } from './card-events';
import type { CardDocument } from './cards.model';
import { openOptionOf } from './exchange-table';
import { originStoreOf } from './origin-store';

export interface ExchangeRequest {
  card: CardDocument;
  optionId: string;
  times: number;
  requestKey: string;
  fingerprint: string;
  now: Date;
}

/**
 * Exchanges a member's own points for one bonus lot, of the store that any grant comes from.
 *
 * Also after `validThrough`: then the discount and the earning of points pause, but what the member has,
 * coins and points, stays and does not expire, and using it is not a benefit.
 *
 * @throws AppError by the codes of the contract.
 */
export async function exchangePoints(request: ExchangeRequest): Promise<Entry> {
  const { card, times, requestKey, fingerprint, now } = request;
  const { merchantId } = card;
  const claims: Claims = [requestClaim(requestKey)];
  const { entry, replayed } = await postOrRefuse(merchantId, claims, fingerprint, async () => {
    const [option, merchant, originStoreId] = await Promise.all([
      openOptionOf(merchantId, request.optionId),
      merchantById(merchantId),
      originStoreOf(card),
    ]);
    if (!merchant) throw new AppError('notFound');
    return {
      type: 'exchange',
      merchantId,
      cardId: card._id,
      now,
      claims,
      fingerprint,
      storeId: null,
      staffId: null,
      optionId: option.id,
      points: option.points * times,
      bonusFen: option.bonusFen * times,
      expiresAt: endOfDayAfter(merchant.zone, now, option.validDays),
      originStoreId,
    };
  });
  if (!replayed) publishEntry(card, entry);
  return entry;
}
