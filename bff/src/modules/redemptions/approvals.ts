import { AppError } from '../../http/app-error';
import type { Keyed, StaffActor } from '../../http/mount';
import { type CardDocument, cardOfMerchant, ownCard } from '../cards';
import { type Entry, holdsByIds, walletOf } from '../coins';
import { membershipsOf } from '../members';
import { storeServedBy } from '../merchants';
import { publishAnswered } from './approval-events';
import { endHold, type HoldEnd } from './end-hold';
import { askedRedemption } from './find';
import { assertNotOwnCard } from './redemptions.policy';

/** So many of a member's cards are looked through, newest first. */
const MOST_CARDS = 100;

export interface AnswerRequest extends Keyed {
  userId: string;
  cardId: string;
  redemptionId: string;
}

/**
 * The member pays what was asked: the hold is captured whole, in the name of the clerk who asked.
 *
 * @throws AppError `notFound`; `conflict` with `holdEnded` where it was answered or its minute is over;
 *   `cardFrozen`.
 */
export function approveRedemption(request: AnswerRequest): Promise<Entry> {
  return answer(request, 'done', ({ _id, sale, staffId }) => {
    if (!sale) throw new Error(`${_id} has no price`);
    return { type: 'capture', holdId: _id, sale, staffId, isApproval: true };
  });
}

/** The member does not pay. @throws AppError as `approveRedemption` does. */
export function refuseRedemption(request: AnswerRequest): Promise<Entry> {
  return answer(request, 'refused', ({ _id }) => ({
    type: 'release',
    holdId: _id,
    staffId: null,
  }));
}

export interface CancelRequest extends Keyed {
  actor: StaffActor;
  redemptionId: string;
}

/** Staff of the store give up waiting. @throws AppError as `approveRedemption` does; `storeForbidden`. */
export async function cancelRedemption({
  actor,
  redemptionId,
  ...keyed
}: CancelRequest): Promise<Entry> {
  const { hold } = await askedRedemption(actor.merchantId, redemptionId);
  await storeServedBy(actor, hold.storeId);
  const card = await cardOfMerchant(hold.merchantId, hold.cardId);
  assertNotOwnCard(actor, card);
  const { staffId } = actor;
  return end(card, hold, 'cancelled', keyed, { type: 'release', holdId: hold._id, staffId });
}

async function answer(
  { userId, cardId, redemptionId, ...keyed }: AnswerRequest,
  status: 'done' | 'refused',
  endOf: (hold: Entry) => HoldEnd,
): Promise<Entry> {
  const card = await ownCard(userId, cardId);
  const { hold } = await askedRedemption(card.merchantId, redemptionId);
  if (hold.cardId !== card._id) throw new AppError('notFound');
  return end(card, hold, status, keyed, endOf(hold));
}

async function end(
  card: CardDocument,
  hold: Entry,
  status: 'done' | 'refused' | 'cancelled',
  keyed: Keyed,
  how: HoldEnd,
): Promise<Entry> {
  const { entry, replayed } = await endHold(card, hold, keyed, how);
  if (!replayed) publishAnswered(card, hold, status);
  return entry;
}

/** The holds that wait for a user's word, newest first. */
export async function waitingFor(userId: string, now: Date): Promise<Entry[]> {
  const { items } = await membershipsOf(userId, { limit: MOST_CARDS });
  const waiting = await Promise.all(items.map((membership) => waitingOn(membership, now)));
  return waiting.flat().sort((a, b) => (a._id < b._id ? 1 : -1));
}

async function waitingOn(
  { merchantId, cardId }: { merchantId: string; cardId: string },
  now: Date,
): Promise<Entry[]> {
  const { holds } = await walletOf({ merchantId, cardId }, now);
  if (holds.length === 0) return [];
  const entries = await holdsByIds(
    merchantId,
    holds.map(({ id }) => id),
  );
  return entries.filter((entry) => entry.awaitsApproval);
}
