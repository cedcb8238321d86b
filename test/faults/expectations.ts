import type { Entry, LotMove } from '@merchant-coin/bff/modules/coins/ledger/entry';
import { priceFen } from '@merchant-coin/shared';
import type { Ask, Attempt, History } from './history';

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
  /** A reversal's is looked at apart. */
  refersTo?: string;
  claims?: readonly string[];
}

function expectedOf(history: History, ask: Ask): Expected {
  switch (ask.do) {
    case 'recharge':
    case 'grant':
      return { type: ask.do, takenFen: 0, givenFen: ask.amountFen };
    case 'redeem':
    case 'hold': {
      const claims = [`code:${ask.cardId}:${ask.step}`];
      return { type: ask.do, takenFen: paidFenOf(history, ask.listFen), givenFen: 0, claims };
    }
    case 'pay':
      return { type: 'redeem', takenFen: ask.amountFen, givenFen: 0 };
    case 'reverse':
      return { type: ask.do, takenFen: 0, givenFen: ask.amountFen };
    case 'capture': {
      const takenFen = paidFenOf(history, ask.listFen);
      return { type: ask.do, takenFen, givenFen: null, refersTo: ask.holdId };
    }
    case 'release':
      return { type: ask.do, takenFen: 0, givenFen: null, refersTo: ask.holdId };
  }
}

/** The sums that a clock which is off may shift a hold's end by. */
const CLOCKS_OFF_MS = [0, 45_000, -45_000];

/** Whether kind, expiry, tender, list price and what it refers to are the ones asked for. */
function hasTerms({ ask, nowMs }: Asked, entry: Entry, takingOf: TakingOf): boolean {
  const [give] = entry.gives;
  switch (ask.do) {
    case 'recharge':
      return give?.kind === 'principal' && entry.tender === 'cash';
    case 'grant':
      return give?.kind === 'bonus' && msOf(give.expiresAt) === ask.expiresAtMs;
    case 'hold': {
      const lateMs = (msOf(entry.holdExpiresAt) ?? 0) - nowMs - ask.minutes * 60_000;
      return CLOCKS_OFF_MS.includes(lateMs) && entry.sale?.listFen === ask.listFen;
    }
    case 'redeem':
    case 'capture':
      // Two list prices may come to the same sum.
      return entry.sale?.listFen === ask.listFen;
    case 'reverse':
      return entry.refersTo === takingOf(ask.cardId, ask.redemptionId)?._id;
    case 'pay':
    case 'release':
      return true;
  }
}

/** The entry among these that took a redemption's coins. */
export const takingIn = (entries: readonly Entry[], redemptionId: string): Entry | undefined =>
  entries.find(
    ({ _id, type, refersTo }) =>
      (type === 'redeem' && _id === redemptionId) ||
      (type === 'capture' && refersTo === redemptionId),
  );

/** Finds the entry that took a redemption's coins: its own, or its hold's capture. */
export type TakingOf = (cardId: string, redemptionId: string) => Entry | undefined;

export type Asked = Pick<Attempt, 'ask' | 'staffId' | 'nowMs'>;

/** Whether an entry is exactly what was asked for. */
export function fulfils(history: History, asked: Asked, entry: Entry, takingOf: TakingOf): boolean {
  const { ask, staffId } = asked;
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
    (ask.do === 'reverse' || entry.refersTo === refersTo) &&
    amounts.every(([wanted, found]) => wanted === null || wanted === found) &&
    claims.every((claim) => entry.claims.includes(claim)) &&
    hasTerms(asked, entry, takingOf)
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
    case 'capture':
      return -paidFenOf(history, ask.listFen);
    case 'pay':
      return -ask.amountFen;
    case 'hold':
    case 'release':
      return 0;
  }
}
