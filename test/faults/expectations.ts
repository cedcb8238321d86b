import type { Entry } from '@merchant-coin/bff/modules/coins/ledger/entry';
import type { Attempt, CardAsk } from './history';
import { kindOf } from './operations';
import { type Facts, sumOf } from './operations/kind';

export type Asked = Pick<Attempt<CardAsk>, 'ask' | 'staffId' | 'nowMs'>;

const isSum = (expectedFen: number | undefined, foundFen: number) =>
  expectedFen === undefined || expectedFen === foundFen;

/** Whether an entry is exactly what was asked for. */
export function fulfils({ ask, staffId, nowMs }: Asked, entry: Entry, facts: Facts): boolean {
  const expected = kindOf(ask).expected(ask, facts, nowMs);
  const { claims = [], refersTo = null, mayRefer, hasTerms } = expected;
  return (
    entry.merchantId === facts.history.merchantId &&
    entry.cardId === ask.cardId &&
    entry.type === expected.type &&
    entry.staffId === staffId &&
    (mayRefer || entry.refersTo === refersTo) &&
    isSum(expected.takenFen, sumOf(entry.takes)) &&
    isSum(expected.givenFen, sumOf(entry.gives)) &&
    claims.every((claim) => entry.claims.includes(claim)) &&
    (hasTerms?.(entry) ?? true)
  );
}

/** By how much an entry that is what was asked for changes all that a card holds, in lots and in holds. */
export function changeFenOf({ ask, nowMs }: Asked, entry: Entry, facts: Facts): number {
  const { changeFen } = kindOf(ask).expected(ask, facts, nowMs);
  return changeFen ?? sumOf(entry.gives) - sumOf(entry.takes);
}
