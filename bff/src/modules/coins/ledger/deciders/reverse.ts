import type { ReverseCommand } from '../commands';
import { giveBack, minus } from '../spend';
import type { Wallet } from '../wallet';
import { graceRefusal } from './lots';
import { type Case, refuse, type Verdict } from './verdict';

/** How far below zero, or further below, the points go when so many are taken. */
export function pointsShortfall(wallet: Wallet, points: number): number {
  return Math.max(0, points - Math.max(0, wallet.points));
}

/**
 * Points taken back in total = floor(earned × reversed ÷ paid); where the member has fewer left, points go
 * below zero and the entry names the shortfall.
 */
export function decideReverse({ wallet, command, at, entryId }: Case<ReverseCommand>): Verdict {
  const { original } = command;
  const leftFen = original.paidFen - original.givenFen;
  const amountFen = command.amountFen ?? leftFen;
  if (amountFen > leftFen || leftFen === 0) return refuse('reversalExceeds', { leftFen });
  const reversedFen = original.givenFen + amountFen;
  const pointsDue = Number(
    (BigInt(original.pointsEarned) * BigInt(reversedFen)) / BigInt(original.paidFen),
  );
  const points = pointsDue - original.pointsTaken;
  const taken = minus(original.takes, original.given);
  const gives = giveBack({ taken, amountFen, at, entryId, seq: wallet.version + 1 });
  const effect = {
    type: 'reverse' as const,
    refersTo: original.entryId,
    gives,
    pointsDelta: -points,
    spentDelta: -amountFen,
    shortfallPoints: pointsShortfall(wallet, points),
  };
  return graceRefusal(wallet, gives) ?? { effect };
}
