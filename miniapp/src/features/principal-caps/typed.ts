import { parseYuan } from '@merchant-coin/shared/kernel/money';
import type { PrincipalCaps } from '@merchant-coin/shared/merchants/rules';

/** From the wider cap to the narrower one. */
export const WHICH = ['identifiedFen', 'otherwiseFen'] as const;
export type Which = (typeof WHICH)[number];

/** What stands in the two fields, in yuan. */
export type Typed = Record<Which, string>;

export const typedFrom = ({ identifiedFen, otherwiseFen }: PrincipalCaps): Typed => ({
  identifiedFen: String(identifiedFen / 100),
  otherwiseFen: String(otherwiseFen / 100),
});

/** A field that cannot be a cap: no sum the law allows, or above the cap of members on record. */
export type Wrong = 'range' | 'aboveIdentified';

export interface Read {
  /** Null while a field is wrong. */
  caps: PrincipalCaps | null;
  wrong: Partial<Record<Which, Wrong>>;
}

/** What was typed as caps; the server judges the same. */
export function readCaps(typed: Typed, legal: PrincipalCaps): Read {
  const read = (which: Which): number | null => {
    const fen = parseYuan(typed[which]);
    return fen !== null && fen <= legal[which] ? fen : null;
  };
  const [identifiedFen, otherwiseFen] = [read('identifiedFen'), read('otherwiseFen')];
  const wrong: Read['wrong'] = {};
  if (identifiedFen === null) wrong.identifiedFen = 'range';
  if (otherwiseFen === null) wrong.otherwiseFen = 'range';
  if (identifiedFen === null || otherwiseFen === null) return { caps: null, wrong };
  if (otherwiseFen > identifiedFen)
    return { caps: null, wrong: { otherwiseFen: 'aboveIdentified' } };
  return { caps: { identifiedFen, otherwiseFen }, wrong };
}

export const changedIn = (before: PrincipalCaps, after: PrincipalCaps): Which[] =>
  WHICH.filter((which) => before[which] !== after[which]);
