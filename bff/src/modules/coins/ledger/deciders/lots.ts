import type { LotMove } from '../entry';
import type { Wallet } from '../wallet';
import { refuse, type Verdict } from './verdict';

/**
 * One purchase may spend all of a card's lots in one entry, and every snapshot carries them: they stay few,
 * however many small sums a card is given. Never lower it: the proof decides old entries again.
 */
const MOST_LOTS = 500;

const tooMany = () => refuse('conflict', { reason: 'tooManyLots', most: MOST_LOTS });

/** Lots, and what holds took out of lots and may bring back. */
const lotsOf = ({ lots, holds }: Wallet): number =>
  holds.reduce((count, { takes }) => count + takes.length, lots.length);

/** Why the card may not take these new lots; null where it may. */
export function lotsRefusal(wallet: Wallet, gives: readonly LotMove[]): Verdict | null {
  return lotsOf(wallet) + gives.length > MOST_LOTS ? tooMany() : null;
}

/** Why no lots may come back in place of expired ones; null while there is room for any, then all may. */
export function graceRefusal(wallet: Wallet, gives: readonly LotMove[]): Verdict | null {
  const isNew = ({ bornSeq }: LotMove) => bornSeq > wallet.version;
  return lotsOf(wallet) >= MOST_LOTS && gives.some(isNew) ? tooMany() : null;
}
