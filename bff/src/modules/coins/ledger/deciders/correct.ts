import type { CorrectCommand } from '../commands';
import { takesOfKind } from '../spend';
import { sumOf } from '../wallet';
import { capRefusal, expiryRefusal, newLot } from './load';
import { lotsRefusal } from './lots';
import { pointsShortfall } from './reverse';
import { type Case, type Verdict } from './verdict';

type CoinKind = 'principal' | 'bonus';

/**
 * Puts right what a card holds of one kind. Coins are taken in spend order and never below zero: what was
 * not there is the entry's `shortfallFen` (docs/decisions/003). Points go below zero, as in a reversal. A
 * frozen card can be put right too.
 */
export function decideCorrect(c: Case<CorrectCommand>): Verdict {
  const { correction } = c.command;
  const { kind, delta } = correction;
  if (kind !== 'points') return delta > 0 ? add(c, kind, delta) : takeAway(c, kind, -delta);
  const shortfallPoints = pointsShortfall(c.wallet, -delta);
  return { effect: { type: 'correct', correction, pointsDelta: delta, shortfallPoints } };
}

function add(c: Case<CorrectCommand>, kind: CoinKind, amountFen: number): Verdict {
  const { correction, expiresAt, capFen } = c.command;
  const refusal =
    kind === 'principal' ? capRefusal(c.wallet, amountFen, capFen) : expiryRefusal(expiresAt, c.at);
  if (refusal) return refusal;
  const gives = newLot(c, kind, amountFen, kind === 'principal' ? null : expiresAt);
  return lotsRefusal(c.wallet, gives) ?? { effect: { type: 'correct', correction, gives } };
}

function takeAway(c: Case<CorrectCommand>, kind: CoinKind, amountFen: number): Verdict {
  const { correction } = c.command;
  const takes = takesOfKind(c.wallet.lots, kind, amountFen, c.at);
  const shortfallFen = amountFen - sumOf(takes);
  return { effect: { type: 'correct', correction, takes, shortfallFen } };
}
