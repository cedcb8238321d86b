/**
 * Days that come round each year, by the sun's or the moon's calendar. No zod: the mini-program imports this
 * file.
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
