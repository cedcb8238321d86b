import { newId } from '../../../db/ids';
import { inTransaction } from '../../../db/transaction';
import { AppError } from '../../../http/app-error';
import { cardById, type CardDocument, loadableCapOf, publishEntry } from '../../cards';
import { type Entry, payClaim, postWithin } from '../../coins';
import { giveBack } from '../pay-refunds/give-back';
import { bonusEndOf } from '../terms';
import { keyOf, orderBy } from './find';
import { type OrderDocument, OrderModel } from './orders.model';

type RefundReason = NonNullable<OrderDocument['refundReason']>;

/** Why coins cannot be loaded although they are paid for; anything else is tried again. */
const GIVEN_BACK: Partial<Record<string, RefundReason>> = {
  cardFrozen: 'cardFrozen',
  principalCapExceeded: 'principalCapExceeded',
  phoneUnconfirmed: 'cardUnavailable',
  // A card holds so many lots at most.
  conflict: 'cardUnavailable',
};

/**
 * Loads the coins of a paid order, once: the entry and the order's step are one transaction, and whoever
 * comes second finds the order credited. Coins that the card cannot take are given back in money, by the same
 * step of the order, so that never both happens.
 */
export async function creditOrder(order: OrderDocument, now: Date): Promise<OrderDocument> {
  const paid = await orderBy(keyOf(order));
  if (paid.state !== 'paid') return paid;
  const card = await cardById(order.merchantId, order.cardId);
  if (!card) return giveBack(paid, 'cardUnavailable', now);
  try {
    const entry = await credit(paid, card, now);
    if (entry) publishEntry(card, entry);
  } catch (error) {
    const reason = error instanceof AppError ? GIVEN_BACK[error.code] : undefined;
    if (!reason) throw error;
    return giveBack(paid, reason, now);
  }
  return orderBy(keyOf(order));
}

/** Null where somebody else has moved the order on. */
async function credit(order: OrderDocument, card: CardDocument, now: Date): Promise<Entry | null> {
  const { merchantId, transactionId, bonusFen, bonusValidDays } = order;
  if (transactionId === undefined) throw new Error(`order ${order._id} is paid by nothing`);
  const capFen = await loadableCapOf(card);
  const rechargeId = newId('entry', now);
  return inTransaction(async (session) => {
    const moved = await OrderModel.updateOne(
      { ...keyOf(order), state: 'paid' },
      { $set: { state: 'credited', rechargeId, dueAt: null } },
    );
    if (moved.matchedCount === 0) return null;
    const { entry } = await postWithin(session, {
      type: 'recharge',
      merchantId,
      cardId: card._id,
      now,
      claims: [payClaim(transactionId)],
      fingerprint: order._id,
      storeId: order.storeId,
      staffId: null,
      entryId: rechargeId,
      amountFen: order.amountFen,
      bonusFen,
      bonusExpiresAt: bonusEndOf(bonusValidDays, now),
      originStoreId: order.storeId,
      tender: 'wechatPay',
      capFen,
    });
    return entry;
  });
}
