import { LONGEST_HOLD_MINUTES, priceFen } from '@merchant-coin/shared';
import { pageOfRows, keyOfCursor } from '../../db/cursor';
import { AppError } from '../../http/app-error';
import type { Keyed, StaffActor } from '../../http/mount';
import { cardOfMerchant, readPayCode } from '../cards';
import { type Entry, type HoldRecord, openHoldsAt } from '../coins';
import { storeById } from '../merchants';
import { endHold, type HoldEnd } from './end-hold';
import { counterHold } from './find';
import { assertNotOwnCard, assertServesHolds } from './redemptions.policy';
import { spendByCode, type SpendRequest } from './spend';

const MINUTE_MS = 60_000;

export interface HoldRequest extends SpendRequest {
  payCode: string;
  minutes: number;
}

/**
 * Sets coins aside by the member's pay code, priced as a redemption would be, until a capture, a release or
 * the end of the term. A frozen card holds nothing.
 *
 * @throws AppError as `redeemCoins` does by a code; `conflict` for too many holds on the card, or nothing.
 */
export function holdCoins(request: HoldRequest): Promise<Entry> {
  const expiresAt = new Date(request.now.getTime() + request.minutes * MINUTE_MS);
  const read = () => readPayCode(request.actor.merchantId, request.payCode);
  return spendByCode(request, read, (spend, needsApproval) => {
    // Its capture would be a redemption that nobody approved.
    if (needsApproval) throw new AppError('approvalUnavailable', { reason: 'aboveLimit' });
    return { ...spend, type: 'hold', expiresAt };
  });
}

export interface EndRequest extends Keyed {
  actor: StaffActor;
  holdId: string;
}

/** A hold as it was before the request, and the entry that ended it. */
export interface Ended {
  hold: Entry;
  end: Entry;
}

/**
 * Takes coins out of a hold, priced at the hold's own discount; what is left goes back.
 *
 * @throws AppError `insufficientBalance` for more than is held, `conflict` where the hold has ended.
 */
export function captureHold(request: EndRequest & { listFen: number }): Promise<Ended> {
  const { listFen } = request;
  const { staffId } = request.actor;
  return endAtCounter(request, ({ _id, sale }) => {
    if (!sale) throw new Error(`hold ${_id} has no price`);
    const paidFen = priceFen(listFen, sale.discountBp);
    return { type: 'capture', holdId: _id, sale: { ...sale, listFen, paidFen }, staffId };
  });
}

/** Gives back all that is held. @throws AppError `conflict` where the hold has ended. */
export function releaseHold(request: EndRequest): Promise<Ended> {
  const { staffId } = request.actor;
  return endAtCounter(request, ({ _id }) => ({ type: 'release', holdId: _id, staffId }));
}

/** A hold is dealt with at the store that made it, whichever store a manager is at. */
async function endAtCounter(
  { actor, holdId, ...keyed }: EndRequest,
  endOf: (hold: Entry) => HoldEnd,
): Promise<Ended> {
  const { hold } = await counterHold(actor.merchantId, holdId);
  const card = await cardOfMerchant(hold.merchantId, hold.cardId);
  assertServesHolds(actor, hold.storeId);
  assertNotOwnCard(actor, card);
  const { entry } = await endHold(card, hold, keyed, endOf(hold));
  return { hold, end: entry };
}

/** One hold, to staff who may deal with it. @throws AppError `notFound`, `storeForbidden`. */
export async function holdServedBy(actor: StaffActor, holdId: string): Promise<HoldRecord> {
  const record = await counterHold(actor.merchantId, holdId);
  assertServesHolds(actor, record.hold.storeId);
  return record;
}

export interface OpenHoldsRequest {
  actor: StaffActor;
  storeId: string;
  cursor?: string | undefined;
  limit: number;
  now: Date;
}

/** A store's open holds, newest first. @throws AppError `storeForbidden`. */
export async function openHoldsOf({ actor, storeId, cursor, limit, now }: OpenHoldsRequest) {
  const { merchantId } = actor;
  assertServesHolds(actor, storeId);
  if (!(await storeById(merchantId, storeId))) throw new AppError('storeForbidden');
  const beforeId = keyOfCursor(cursor);
  const since = new Date(now.getTime() - LONGEST_HOLD_MINUTES * MINUTE_MS);
  const rows = await openHoldsAt({ merchantId, storeId, now, since, beforeId, limit: limit + 1 });
  return pageOfRows(rows, limit, (hold) => hold._id);
}
