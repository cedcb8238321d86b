/**
 * Calendar dates (`YYYY-MM-DD`) in the merchant's zone. Instants are `Date` or ISO strings in UTC. Every
 * function takes `now`; nothing here reads a clock.
 */

/** The zone of every merchant today; stored per merchant so that it can differ later. */
export const DEFAULT_ZONE = 'Asia/Shanghai';

export const DAY_MS = 86_400_000;

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making one takes as long as hundreds of uses. */
function formatterOf(
  locale: string,
  options: Intl.DateTimeFormatOptions & { timeZone: string },
): Intl.DateTimeFormat {
  const key = `${locale} ${options.timeZone}`;
  const formatter = formatters.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formatters.set(key, formatter);
  return formatter;
}

/** The calendar date of an instant in a zone. */
export function dateIn(zone: string, instant: Date): string {
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  return formatterOf('en-CA', { timeZone: zone, ...parts }).format(instant);
}

/** The time of day of an instant in a zone, `HH:MM`. */
export function timeIn(zone: string, instant: Date): string {
  const parts = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  return formatterOf('en-GB', { timeZone: zone, ...parts }).format(instant);
}

/**
 * Adds whole months to a date and clamps to the month's last day: 31 Jan + 1 = 28 or 29 Feb.
 * `joinDay` keeps the original day over several renewals (31 Jan → 28 Feb → 31 Mar).
 */
export function addMonths(date: string, months: number, joinDay?: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const index = year * 12 + (month - 1) + months;
  const targetYear = Math.floor(index / 12);
  const targetMonth = index - targetYear * 12;
  const lastDay = new Date(Date.UTC(targetYear, targetMonth + 1, 0)).getUTCDate();
  const targetDay = Math.min(joinDay ?? day, lastDay);
  return `${targetYear}-${String(targetMonth + 1).padStart(2, '0')}-${String(targetDay).padStart(2, '0')}`;
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

const MINUTE_MS = 60_000;
/** No zone is further from UTC; in minutes. */
const FURTHEST_MINUTES = 16 * 60;

/** The first instant of a date in a zone: midnight, or what comes first where clocks skip it. */
export function startOfDay(zone: string, date: string): Date {
  const utcMinute = Date.parse(`${date}T00:00:00Z`) / MINUTE_MS;
  let before = utcMinute - FURTHEST_MINUTES;
  let from = utcMinute + FURTHEST_MINUTES;
  while (from - before > 1) {
    const middle = Math.floor((before + from) / 2);
    if (dateIn(zone, new Date(middle * MINUTE_MS)) >= date) from = middle;
    else before = middle;
  }
  return new Date(from * MINUTE_MS);
}

/** When something ends that is good through a date `days` after today: at the midnight after it. */
export function endOfDayAfter(zone: string, now: Date, days: number): Date {
  return startOfDay(zone, addDays(dateIn(zone, now), days + 1));
}

/** Whole days from one date to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

/** Whether a text is a date that exists. */
export function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const instant = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text);
}
