import { formatFen } from '../kernel/money';

/**
 * Days that come round each year, by the sun's or the moon's calendar, and what reminds of them. No zod: the
 * mini-program imports this file.
 */

/** A day of every year; `leap` is of a lunar month that comes twice (闰月). */
export interface AnnualDay {
  calendar: 'solar' | 'lunar';
  month: number;
  day: number;
  leap: boolean;
}

export const MAX_LUNAR_DAY = 30;

/** Days of each month in a leap year: 29 February is somebody's birthday. */
const SOLAR_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Lunar months that came, or will come, twice in a year between 1900 and 2100. */
export const LEAP_MONTHS: readonly number[] = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11];

/** The most days that a month can have; 0 for what is no month. */
export function daysOfMonth(calendar: AnnualDay['calendar'], month: number): number {
  if (!Number.isInteger(month) || month < 1 || month > 12) return 0;
  return calendar === 'lunar' ? MAX_LUNAR_DAY : (SOLAR_DAYS[month - 1] ?? 0);
}

/** What is wrong with a day of the year, by its field; null where it can be. */
export function annualDayProblem(day: AnnualDay): 'month' | 'day' | 'leap' | null {
  const most = daysOfMonth(day.calendar, day.month);
  if (most === 0) return 'month';
  if (!Number.isInteger(day.day) || day.day < 1 || day.day > most) return 'day';
  const canLeap = day.calendar === 'lunar' && LEAP_MONTHS.includes(day.month);
  return day.leap && !canLeap ? 'leap' : null;
}

/** What a member may be reminded of. */
export const REMINDER_KINDS = [
  'lowBalance',
  'cardExpiring',
  'bonusExpiring',
  'birthday',
  'anniversary',
  'absent',
] as const;
export type ReminderKind = (typeof REMINDER_KINDS)[number];

/** How a merchant reminds until its owner says otherwise. Sums in fen, times in the merchant's zone. */
export const DEFAULT_REMINDERS = {
  kinds: [...REMINDER_KINDS] as ReminderKind[],
  /** Kinds that also go out by SMS, to members who allow it. */
  smsKinds: [] as ReminderKind[],
  lowBalanceFen: 2_000,
  cardExpiringDays: [30, 7, 1],
  bonusExpiringDays: [7, 1],
  absentDays: 60,
  /** No message leaves from `quietFrom` until `quietUntil`; the same time twice: none are quiet. */
  quietFrom: '21:00',
  quietUntil: '09:00',
  /** Messages to one member a day; further ones are in the inbox alone. */
  dailyCap: 2,
  texts: {} as Partial<Record<ReminderKind, string>>,
};

export const MAX_OCCASIONS = 20;

/**
 * Whether messages wait at a time of day, `HH:MM`. A quiet time that begins in the evening lasts over midnight.
 */
export function isQuiet(time: string, from: string, until: string): boolean {
  if (from === until) return false;
  return from < until ? time >= from && time < until : time >= from || time < until;
}

export const MAX_TEXT_LENGTH = 60;

/** What a reminder's facts are called in the owner's own text, in braces: `余额只剩 {余额}，来店里坐坐`; never an anniversary's name, which is its member's alone. */
export const FACTS_OF_KINDS = {
  lowBalance: ['余额', '提醒线'],
  cardExpiring: ['日期', '天数'],
  bonusExpiring: ['金额', '日期', '天数'],
  birthday: ['日期'],
  anniversary: ['日期'],
  absent: ['天数', '日期'],
} as const satisfies Record<ReminderKind, readonly TextFact[]>;

export type TextFact = '余额' | '提醒线' | '金额' | '日期' | '天数';

interface Facts {
  balanceFen?: number | undefined;
  limitFen?: number | undefined;
  amountFen?: number | undefined;
  date?: string | undefined;
  days?: number | undefined;
}

const BRACES = /[{｛]([^{}｛｝]*)[}｝]/g;

const sum = (fen: number | undefined): string => (fen === undefined ? '' : formatFen(fen));

const WRITTEN: Record<TextFact, (facts: Facts) => string> = {
  余额: ({ balanceFen }) => sum(balanceFen),
  提醒线: ({ limitFen }) => sum(limitFen),
  金额: ({ amountFen }) => sum(amountFen),
  日期: ({ date = '' }) => dayText(date),
  天数: ({ days }) => (days === undefined ? '' : String(days)),
};

/** `3月15日`; the year says itself within a reminder's reach. */
function dayText(date: string): string {
  const [, month, day] = date.split('-').map(Number);
  return month && day ? `${month}月${day}日` : '';
}

/** What a text names in braces that its kind does not know, as it stands there; null where all is known. */
export function unknownFactIn(kind: ReminderKind, text: string): string | null {
  const known: readonly string[] = FACTS_OF_KINDS[kind];
  for (const [whole, name = ''] of text.matchAll(BRACES)) {
    if (!known.includes(name.trim())) return whole;
  }
  return null;
}

/** The text with a reminder's facts in it. */
export function fillText(text: string, facts: Facts): string {
  return text.replace(BRACES, (whole, name: string) => {
    const write = WRITTEN[name.trim() as TextFact] as ((facts: Facts) => string) | undefined;
    return write ? write(facts) : whole;
  });
}
