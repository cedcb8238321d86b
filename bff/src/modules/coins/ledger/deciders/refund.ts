import type { RefundCommand, RefundHoldCommand } from '../commands';
import type { LotMove } from '../entry';
import { MOST_HOLDS } from './holds';
import { moveOf } from '../spend';
import { isExpired, sumOf, type Wallet } from '../wallet';
import { type Case, refuse, type Verdict } from './verdict';

/** All that is left of a recharge: its principal, and its bonus that has not expired. */
export function leftOf(wallet: Pick<Wallet, 'lots'>, rechargeId: string, at: Date): LotMove[] {
  return wallet.lots
    .filter((lot) => lot.grantGroup === rechargeId && !isExpired(lot, at))
    .map((lot) => moveOf(lot, lot.remainingFen));
}

/** Coins of a recharge that lie in holds: nobody knows yet whether they will be used. */
const isHeld = (wallet: Pick<Wallet, 'holds'>, rechargeId: string, byRefund: boolean): boolean =>
  wallet.holds.some(
    (hold) =>
      (hold.refund !== null) === byRefund &&
      hold.takes.some((take) => take.grantGroup === rechargeId),
  );

/**
 * Sets aside all that is left of a recharge, without an end of its own: only the final answer on the payment
 * ends it. The sum was worked out on what had happened up to `seenSeq`; anything later makes it be worked
 * out again.
 */
export function decideRefundHold(c: Case<RefundHoldCommand>): Verdict {
  const { wallet, command, at } = c;
  const { refund } = command;
  if (wallet.frozen) return refuse('cardFrozen');
  if (isHeld(wallet, refund.rechargeId, true)) return refuse('conflict', { reason: 'refundOpen' });
  if (isHeld(wallet, refund.rechargeId, false)) return refuse('conflict', { reason: 'coinsHeld' });
  if (c.lastSeq !== command.seenSeq) return refuse('conflict', { reason: 'cardMoved' });
  if (wallet.holds.length >= MOST_HOLDS) {
    return refuse('conflict', { reason: 'tooManyHolds', most: MOST_HOLDS });
  }
  const takes = leftOf(wallet, refund.rechargeId, at);
  if (refund.refundFen < 1 || refund.refundFen > sumOf(takes)) {
    return refuse('refundUnavailable', { reason: 'nothingLeft' });
  }
  return { effect: { type: 'hold', takes, holdExpiresAt: null, refund } };
}

/**
 * Burns what a refund has set aside: the sum that was paid out, and the rest, which lapses with the recharge.
 * Not while the card is frozen, where the money goes over the counter with this entry; what WeChat has given
 * back has left already.
 */
export function decideRefund({ wallet, command }: Case<RefundCommand>): Verdict {
  const hold = wallet.holds.find(({ id }) => id === command.holdId);
  if (!hold?.refund) return refuse('conflict', { reason: 'holdEnded' });
  if (wallet.frozen && command.tender !== 'wechatPay') return refuse('cardFrozen');
  const { id: refersTo, takes, refund } = hold;
  return { effect: { type: 'refund', refersTo, takes, refund, tender: command.tender } };
}
