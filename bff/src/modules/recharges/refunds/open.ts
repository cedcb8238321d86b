import {
  type RefundReason,
  type RefundView,
  refundChoices,
  type RefundFacts,
  refundSum,
} from '@merchant-coin/shared';
import { newId } from '../../../db/ids';
import { AppError } from '../../../http/app-error';
import type { StaffActor } from '../../../http/mount';
import { publishEntry } from '../../cards';
import { type Claims, postOrRefuse, refundClaim, requestClaim, writeRemark } from '../../coins';
import { storeServedBy } from '../../merchants';
import { assertPaysRefunds } from '../recharges.policy';
import { isRefundHold, refundFactsOf, type RefundHold, refundRecordsOf } from './facts';
import { rechargeToRefund, storyOf } from './look';

export interface OpenRefundRequest {
  actor: StaffActor;
  rechargeId: string;
  storeId: string;
  reason: RefundReason;
  view: RefundView;
  refundFen: number;
  note?: string | undefined;
  requestKey: string;
  fingerprint: string;
  now: Date;
}

/** The card may move while the sum is worked out; each try works it out anew. */
const TRIES = 5;

/**
 * Sets aside all that is left of a recharge for the sum that the member was told. The reason and the view are
 * kept with it, so that what is paid out later is what was agreed.
 *
 * @throws AppError by the codes of the contract; `conflict` with `sumChanged` where the sum is another one by
 *   now, `refundOpen` or `coinsHeld` where the coins are already set aside.
 */
export async function openRefund(request: OpenRefundRequest): Promise<RefundHold> {
  assertPaysRefunds(await storeServedBy(request.actor, request.storeId));
  for (let tries = 1; ; tries += 1) {
    try {
      return await tryOpen(request);
    } catch (error) {
      if (!isOvertaken(error) || tries === TRIES) throw error;
    }
  }
}

const isOvertaken = (error: unknown): boolean =>
  error instanceof AppError &&
  error.code === 'conflict' &&
  ['cardMoved', 'doneMeanwhile'].includes(String(error.details?.['reason']));

async function tryOpen(request: OpenRefundRequest): Promise<RefundHold> {
  const { actor, rechargeId, storeId, requestKey, fingerprint, now } = request;
  const { merchantId, staffId } = actor;
  const { recharge, card } = await rechargeToRefund(actor, rechargeId);
  const claims: Claims = [requestClaim(requestKey)];
  const { entry, replayed } = await postOrRefuse(merchantId, claims, fingerprint, async () => {
    const story = await storyOf(recharge, now);
    const records = refundRecordsOf(story);
    if (records.some(({ end }) => end === null)) {
      throw new AppError('conflict', { reason: 'refundOpen' });
    }
    claims.push(refundClaim(rechargeId, records.length + 1));
    assertAgreed(request, refundFactsOf(story));
    return {
      type: 'refundHold',
      merchantId,
      cardId: card._id,
      now,
      claims,
      fingerprint,
      storeId,
      staffId,
      refund: termsOf(request),
      seenSeq: story.seq,
      ...(request.note === undefined ? {} : await remarked(merchantId, request.note, now)),
    };
  });
  if (!replayed) publishEntry(card, entry);
  if (!isRefundHold(entry)) throw new Error(`${entry._id} is no refund`);
  return entry;
}

const termsOf = ({ rechargeId, reason, view, refundFen }: OpenRefundRequest) => ({
  rechargeId,
  reason,
  view,
  refundFen,
});

/** The view is the reason's or one better for the member, and its sum is the one that was told. */
function assertAgreed({ reason, view, refundFen, now }: OpenRefundRequest, facts: RefundFacts) {
  const views = refundChoices(facts, reason, now);
  const sums = views.map((each) => refundSum(facts, each));
  if (sums.every((sum) => sum.refundFen === 0)) {
    throw new AppError('refundUnavailable', { reason: 'nothingLeft' });
  }
  const chosen = sums.find((sum) => sum.view === view);
  // What was untouched when the sum was told has been used since.
  if (!chosen && view !== 'full') {
    throw new AppError('refundUnavailable', { reason: 'viewNotAllowed', views });
  }
  if (chosen?.refundFen !== refundFen) {
    throw new AppError('conflict', { reason: 'sumChanged', refundFen: chosen?.refundFen });
  }
}

async function remarked(merchantId: string, text: string, now: Date): Promise<{ entryId: string }> {
  const entryId = newId('entry', now);
  await writeRemark(merchantId, entryId, text);
  return { entryId };
}
