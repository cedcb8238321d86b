import type { AnnualDay } from '@merchant-coin/shared';
import { LunarDay, LunarMonth, LunarYear, SolarDay, SolarMonth } from 'tyme4ts';

/**
 * A day of the year in one year of its calendar (a lunar year ends in the solar year after it):
 *
 * - of a leap month in years that have it, else of the month of that number; a plain month's never in the leap
 *   month after it;
 * - day 30 of a month of 29 days is its last day, and 29 February is 28 February in common years.
 */
export function occurrenceIn(year: number, { calendar, month, day, leap }: AnnualDay): string {
  if (calendar === 'solar') {
    const days = SolarMonth.fromYm(year, month).getDayCount();
    return textOf(SolarDay.fromYmd(year, month, Math.min(day, days)));
  }
  const isLeap = leap && LunarYear.fromYear(year).getLeapMonth() === month;
  const signedMonth = isLeap ? -month : month;
  const days = LunarMonth.fromYm(year, signedMonth).getDayCount();
  return textOf(LunarDay.fromYmd(year, signedMonth, Math.min(day, days)).getSolarDay());
}

/**
 * When a day of the year falls next.
 *
 * @param after the first date that counts, `YYYY-MM-DD`
 */
export function nextOccurrence(day: AnnualDay, after: string): string {
  const year = Number(after.slice(0, 4));
  // The lunar year before this one may still be running.
  for (let candidate = year - 1; candidate <= year + 2; candidate += 1) {
    const date = occurrenceIn(candidate, day);
    if (date >= after) return date;
  }
  throw new Error(`no year around ${year} has ${JSON.stringify(day)}`);
}

/** The days of the year that somebody born on a date has, by the sun and by the moon. */
export function solarAndLunarOf(date: string): { solar: AnnualDay; lunar: AnnualDay } {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const moon = SolarDay.fromYmd(year, month, day).getLunarDay();
  const ofMonth = moon.getLunarMonth();
  return {
    solar: { calendar: 'solar', month, day, leap: false },
    lunar: {
      calendar: 'lunar',
      month: ofMonth.getMonth(),
      day: moon.getDay(),
      leap: ofMonth.isLeap(),
    },
  };
}

/** When somebody born on a date has their birthday next, by the sun and by the moon. */
export function nextBirthdaysOf(
  date: string,
  after: string,
): { nextSolarOn: string; nextLunarOn: string; lunarText: string } {
  const { solar, lunar } = solarAndLunarOf(date);
  const nextLunarOn = nextOccurrence(lunar, after);
  return {
    nextSolarOn: nextOccurrence(solar, after),
    nextLunarOn,
    lunarText: lunarTextOf(nextLunarOn),
  };
}

/** A date by the moon: 农历丙午年六月初一. */
export function lunarTextOf(date: string): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return SolarDay.fromYmd(year, month, day).getLunarDay().toString();
}

function textOf(solar: SolarDay): string {
  const pad = (value: number, length: number) => String(value).padStart(length, '0');
  return `${pad(solar.getYear(), 4)}-${pad(solar.getMonth(), 2)}-${pad(solar.getDay(), 2)}`;
}
