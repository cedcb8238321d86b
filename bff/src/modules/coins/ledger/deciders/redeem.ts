import type { RedeemCommand } from '../commands';
import { takesFor } from '../spend';
import { balancesOf, DUPLICATE_WINDOW_MS, type Wallet } from '../wallet';
import { pinRefusal, pinTermsOn } from './pin';
import { type Case, refuse, type Verdict } from './verdict';

/** Points for a sale (DESIGN section 7): `floor(paidFen × pointsBp / 1,000,000)`. */
export function pointsEarned(paidFen: number, pointsBp: number): number {
  return Math.floor((paidFen * pointsBp) / 1_000_000);
}

/** Why the card cannot pay that much; null where it can. */
export function fundsRefusal(wallet: Wallet, paidFen: number, at: Date): Verdict | null {
  if (wallet.frozen) return refuse('cardFrozen');
  const { spendableFen } = balancesOf(wallet, at);
  if (spendableFen >= paidFen) return null;
  return refuse('insufficientBalance', { spendableFen, missingFen: paidFen - spendableFen });
}

export function decideRedeem({ wallet, command, at }: Case<RedeemCommand>): Verdict {
  const { sale, policy, storeId } = command;
  if (wallet.frozen) return refuse('cardFrozen');
  const since = at.getTime() - DUPLICATE_WINDOW_MS;
  const same = wallet.recentRedeems.findLast(
    (redeem) =>
      redeem.storeId === storeId && redeem.paidFen === sale.paidFen && redeem.at.getTime() > since,
  );
  if (same && !command.confirmDuplicate) {
    const secondsAgo = Math.round((at.getTime() - same.at.getTime()) / 1000);
    return refuse('possibleDuplicate', { amountFen: sale.paidFen, secondsAgo });
  }
  const pin = command.pin && pinTermsOn(wallet, command.pin);
  const overLimit = pin && pinRefusal(wallet, pin, sale.paidFen);
  if (overLimit) return overLimit;
  const unfunded = fundsRefusal(wallet, sale.paidFen, at);
  if (unfunded) return unfunded;
  return {
    effect: {
      type: 'redeem',
      ...(pin && { pin }),
      takes: takesFor(wallet.lots, sale.paidFen, policy, at),
      sale: { ...sale, policy },
      pointsDelta: pointsEarned(sale.paidFen, sale.pointsBp),
      spentDelta: sale.paidFen,
    },
  };
}
