import type { ReminderSettings } from '@merchant-coin/shared';
import { parseYuan } from '@merchant-coin/shared/kernel/money';
import {
  REMINDER_KINDS,
  type ReminderKind,
  unknownFactIn,
} from '@merchant-coin/shared/reminders/rules';
import { amountTextOf } from '@/lib/amount';

/** The settings with what is typed as it stands in its field. */
export interface Draft extends Omit<ReminderSettings, 'lowBalanceFen' | 'absentDays'> {
  lowBalance: string;
  absentDays: string;
}

export type Wrong = 'lowBalance' | 'absentDays' | `text.${ReminderKind}`;

/** As the server judges them. */
const MOST_LIMIT_FEN = 1_000_000;
const ABSENT_DAYS = { least: 7, most: 730 };
export const MOST_DAYS = 5;

export function draftOf({ lowBalanceFen, absentDays, ...rest }: ReminderSettings): Draft {
  return { ...rest, lowBalance: amountTextOf(lowBalanceFen), absentDays: String(absentDays) };
}

/** Those that say something; an empty one is the usual text. */
function textsOf(typed: Draft['texts']): Draft['texts'] {
  const entries = Object.entries(typed).map(([kind, text]) => [kind, text.trim()]);
  return Object.fromEntries(entries.filter(([, text]) => text !== '')) as Draft['texts'];
}

export function readDraft({ lowBalance, absentDays, ...rest }: Draft): {
  /** Null while a field is wrong. */
  settings: ReminderSettings | null;
  wrong: readonly Wrong[];
} {
  const lowBalanceFen = parseYuan(lowBalance);
  const days = /^\d{1,3}$/.test(absentDays.trim()) ? Number(absentDays) : 0;
  const hasLimit = lowBalanceFen !== null && lowBalanceFen <= MOST_LIMIT_FEN;
  const hasDays = days >= ABSENT_DAYS.least && days <= ABSENT_DAYS.most;
  const texts = textsOf(rest.texts);
  const unclear = REMINDER_KINDS.filter((kind) => unknownFactIn(kind, texts[kind] ?? '') !== null);
  if (hasLimit && hasDays && unclear.length === 0) {
    return { settings: { ...rest, lowBalanceFen, absentDays: days, texts }, wrong: [] };
  }
  const wrong: Wrong[] = unclear.map((kind) => `text.${kind}` as const);
  if (!hasLimit) wrong.push('lowBalance');
  if (!hasDays) wrong.push('absentDays');
  return { settings: null, wrong };
}

/** With one more, or one fewer, as it was there or not; `most` at the most. */
export function toggled<V>(values: readonly V[], value: V, most = Infinity): V[] {
  if (values.includes(value)) return values.filter((each) => each !== value);
  return values.length >= most ? [...values] : [...values, value];
}

/** What can be picked: the usual ones, and whatever else is set; most first. */
export function choicesOf(usual: readonly number[], set: readonly number[]): number[] {
  return [...new Set([...usual, ...set])].sort((one, other) => other - one);
}

/** A word for what is set, to tell whether anything differs; the order of a list says nothing. */
export function fingerprintOf(draft: Draft): string {
  const entries: [string, unknown][] = Object.entries({ ...draft, texts: textsOf(draft.texts) });
  return JSON.stringify(sorted(entries.map(([key, value]) => [key, fixed(value)])));
}

const sorted = (entries: [string, unknown][]) =>
  entries.sort(([one], [other]) => (one < other ? -1 : 1));

function fixed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(String).sort();
  return typeof value === 'object' && value !== null ? sorted(Object.entries(value)) : value;
}
