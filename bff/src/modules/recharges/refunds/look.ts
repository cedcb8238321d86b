import { AppError } from '../../../http/app-error';
import type { StaffActor } from '../../../http/mount';
import { type CardDocument, cardById, ownCard } from '../../cards';
import { type Entry, entryById, holdById, rechargeStories, type RechargeStory } from '../../coins';
import { assertNotOwnCard } from '../recharges.policy';
import { isRefundHold, type RefundRecord } from './facts';

/** A recharge's or a refund's card. @throws AppError `notFound`; `forbidden` on one's own card. */
export async function cardOfEntry(actor: StaffActor, entry: Entry): Promise<CardDocument> {
  const card = await cardById(actor.merchantId, entry.cardId);
  if (!card) throw new AppError('notFound');
  assertNotOwnCard(actor, card);
  return card;
}

/** @throws AppError `notFound` for what is no recharge of the merchant; `forbidden` on one's own card. */
export async function rechargeToRefund(
  actor: StaffActor,
  rechargeId: string,
): Promise<{ recharge: Entry; card: CardDocument }> {
  const recharge = await entryById(actor.merchantId, rechargeId);
  if (recharge?.type !== 'recharge') throw new AppError('notFound');
  return { recharge, card: await cardOfEntry(actor, recharge) };
}

/** A refund on one of the user's own cards. @throws AppError `notFound` for what is none. */
export async function ownRefund(
  userId: string,
  { cardId, refundId }: { cardId: string; refundId: string },
): Promise<RefundRecord> {
  const { merchantId } = await ownCard(userId, cardId);
  const record = await holdById(merchantId, refundId);
  if (record?.hold.cardId !== cardId || !isRefundHold(record.hold)) throw new AppError('notFound');
  return { hold: record.hold, end: record.end };
}

/** What has become of one recharge. */
export async function storyOf(recharge: Entry, now: Date): Promise<RechargeStory> {
  const [story] = await rechargeStories([recharge], now);
  if (!story) throw new Error(`no story of ${recharge._id}`);
  return story;
}
