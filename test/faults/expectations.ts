import type { Entry, LotMove } from '@merchant-coin/bff/modules/coins/ledger/entry';
import { priceFen } from '@merchant-coin/shared';
import type { Ask, History } from './history';

const sumOf = (moves: readonly LotMove[]) => moves.reduce((sum, move) => sum + move.amountFen, 0);

const msOf = (at: Date | null) => at?.getTime() ?? null;

/** What a redemption of this list price costs. */
export const paidFenOf = (history: History, listFen: number): number =>
  priceFen(listFen, history.discountBp);

/** What an ask must have done to a card, told from the ask alone. */
interface Expected {
  type: Entry['type'];
  /** What left lots and what came; null where it depends on the card. */
  takenFen: number | null;
  givenFen: number | null;
  refersTo?: string;
  claims?: readonly string[];
}

function expectedOf(history: History, ask: Ask): Expected {
  switch (ask.do) {
    case 'recharge':
    case 'grant':
      return { type: ask.do, takenFen: 0, givenFen: ask.amountFen };
    case 'redeem': {
      const claims = [`code:${ask.cardId}:${ask.step}`];
      return { type: ask.do, takenFen: paidFenOf(history, ask.listFen), givenFen: 0, claims };
    }
    case 'reverse':
      return { type: ask.do, takenFen: 0, givenFen: ask.amountFen, refersTo: ask.redemptionId };
    case 'hold':
      return { type: ask.do, takenFen: ask.amountFen, givenFen: 0 };
    case 'capture':
      return { type: ask.do, takenFen: ask.amountFen, givenFen: null, refersTo: ask.holdId };
    case 'release':
      return { type: ask.do, takenFen: 0, givenFen: null, refersTo: ask.holdId };
  }
}

/** Whether kind, expiry, tender and list price are the ones asked for. */
function hasTerms(ask: Ask, entry: Entry): boolean {
  const [give] = entry.gives;
  if (ask.do === 'recharge') return give?.kind === 'principal' && entry.tender === 'cash';
  if (ask.do === 'grant') return give?.kind === 'bonus' && msOf(give.expiresAt) === ask.expiresAtMs;
  if (ask.do === 'hold') return msOf(entry.holdExpiresAt) === ask.expiresAtMs;
  // Two list prices may come to the same sum.
  return ask.do !== 'redeem' || entry.sale?.listFen === ask.listFen;
}

/** Whether an entry is exactly what an ask wanted. */
export function fulfils(history: History, ask: Ask, staffId: string, entry: Entry): boolean {
  const expected = expectedOf(history, ask);
  const { claims = [], refersTo = null } = expected;
  const amounts = [
    [expected.takenFen, sumOf(entry.takes)],
    [expected.givenFen, sumOf(entry.gives)],
  ];
  return (
    entry.merchantId === history.merchantId &&
    entry.cardId === ask.cardId &&
    entry.type === expected.type &&
    entry.staffId === staffId &&
    entry.refersTo === refersTo &&
    amounts.every(([wanted, found]) => wanted === null || wanted === found) &&
    claims.every((claim) => entry.claims.includes(claim)) &&
    hasTerms(ask, entry)
  );
}

/**
 * By how much an entry changes all that a card holds (in lots, expired or not, and in holds), told from
 * what was asked; null where the answer depends on what other reversals left.
 */
export function changeFenOf(history: History, ask: Ask): number | null {
  switch (ask.do) {
    case 'recharge':
    case 'grant':
    case 'reverse':
      return ask.amountFen;
    case 'redeem':
      return -paidFenOf(history, ask.listFen);
    case 'capture':
      return -ask.amountFen;
    case 'hold':
    case 'release':
      return 0;
  }
}
