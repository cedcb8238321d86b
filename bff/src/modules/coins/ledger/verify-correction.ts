import { isDeepStrictEqual } from 'node:util';
import type { Entry } from './entry';
import { takesOfKind } from './spend';
import { sumOf, type Wallet } from './wallet';

/**
 * What is wrong with a correction on this wallet: it must do what it says it was asked for, take in spend
 * order, and leave a shortfall only of what was not there. Null when nothing is.
 */
export function correctionProblem(wallet: Wallet, entry: Entry): string | null {
  const { correction, takes, gives, at } = entry;
  if (!correction) return 'a correction that does not say of what';
  const { kind, delta } = correction;
  const ofCoins = kind === 'points' ? 0 : delta;
  if (entry.pointsDelta !== (kind === 'points' ? delta : 0))
    return 'points differ from the correction';
  if (sumOf(gives) !== Math.max(0, ofCoins) || gives.some((give) => give.kind !== kind)) {
    return 'gives differ from the correction';
  }
  const askedFen = Math.max(0, -ofCoins);
  const expected = kind === 'points' ? [] : takesOfKind(wallet.lots, kind, askedFen, at);
  if (!isDeepStrictEqual(byLot(takes), byLot(expected))) {
    return 'takes do not follow the spend order';
  }
  const shortfallFen = askedFen - sumOf(expected);
  return entry.shortfallFen === shortfallFen ? null : 'the shortfall differs from what was missing';
}

const byLot = (moves: Entry['takes']) => moves.map(({ lotId, amountFen }) => [lotId, amountFen]);
