import { FULL_PRICE_BP } from '@merchant-coin/shared/kernel/money';
import { daysBetween } from '@merchant-coin/shared/kernel/time';
import { textsNow } from '@/i18n';
import { commonTexts } from '@/i18n/common';
import { serverNow } from './clock';
import { currentLanguage } from './settings';

/**
 * Minutes that merchants' clocks are ahead of UTC. Every merchant is in Asia/Shanghai, which has had no
 * daylight saving time since 1991; WeChat's engine on Android has no `Intl` to ask.
 */
const ZONE_MINUTES = 480;

const two = (value: number) => String(value).padStart(2, '0');

/** The parts of an instant on the merchant's wall clock. */
function wallClock(atMs: number): { date: string; time: string; hour: number } {
  const shifted = new Date(atMs + ZONE_MINUTES * 60_000);
  return {
    date: shifted.toISOString().slice(0, 10),
    time: `${two(shifted.getUTCHours())}:${two(shifted.getUTCMinutes())}`,
    hour: shifted.getUTCHours(),
  };
}

/** Today in the merchant's zone, by the server's clock. */
export function today(): string {
  return wallClock(serverNow()).date;
}

const thisYear = () => Number(today().slice(0, 4));

export function hourNow(): number {
  return wallClock(serverNow()).hour;
}

/** `2027-03-15` as people write it; the year only where it is not this one. */
export function formatDate(date: string, { year = false }: { year?: boolean } = {}): string {
  const [yyyy = 0, month = 1, day = 1] = date.split('-').map(Number);
  const t = textsNow(commonTexts);
  const withYear = year || yyyy !== thisYear();
  return withYear ? t.dayOfYear(yyyy, month, day) : t.day(month, day);
}

export function dateOf(instant: string): string {
  return wallClock(Date.parse(instant)).date;
}

/** The last day on which something that ends at an instant is good: at midnight that is the day before. */
export function lastDayOf(endsAt: string): string {
  return wallClock(Date.parse(endsAt) - 1).date;
}

/** `1,234`, or `−20`. */
export function formatPoints(points: number): string {
  const digits = String(Math.abs(points)).replace(/\B(?=(\d{3})+$)/g, ',');
  return points < 0 ? `−${digits}` : digits;
}

/** `+1,234`, or `−20`. */
export function formatPointsChange(change: number): string {
  return change > 0 ? `+${formatPoints(change)}` : formatPoints(change);
}

/** `14:02`, of a day that is said beside it. */
export function formatTime(instant: string): string {
  return wallClock(Date.parse(instant)).time;
}

/** `14:02` today, `昨天 14:02`, else the date with the time. */
export function formatInstant(instant: string | number): string {
  const { date, time } = wallClock(typeof instant === 'number' ? instant : Date.parse(instant));
  const t = textsNow(commonTexts);
  const age = daysBetween(date, today());
  if (age === 0) return time;
  if (age === 1) return `${t.yesterday} ${time}`;
  return `${formatDate(date)} ${time}`;
}

/** Heading of a day in a list: `今天`, `昨天`, else the date. */
export function formatDay(date: string): string {
  const t = textsNow(commonTexts);
  const age = daysBetween(date, today());
  if (age === 0) return t.today;
  return age === 1 ? t.yesterday : formatDate(date);
}

/** Heading of a month in a list: `11月`, `2025年12月`, `Nov 2026`. */
export function formatMonth(date: string): string {
  const [yyyy = 0, month = 1] = date.split('-').map(Number);
  const t = textsNow(commonTexts);
  // English has the year always: `Nov` alone looks cut off.
  const withYear = currentLanguage() === 'en' || yyyy !== thisYear();
  return withYear ? t.monthOfYear(yyyy, month) : t.month(month);
}

export function daysUntil(date: string): number {
  return daysBetween(today(), date);
}

/** `8.8折` or `12% off`. */
export function formatDiscount(discountBp: number): string {
  const t = textsNow(commonTexts);
  if (discountBp >= FULL_PRICE_BP) return t.noDiscount;
  return t.discount(String(Number((discountBp / 1000).toFixed(2))));
}

/** Points for each yuan, against one a yuan: `1.5 倍积分`. */
export function formatPointsRatio(pointsBp: number): string {
  const t = textsNow(commonTexts);
  return pointsBp === 0
    ? t.noPoints
    : t.pointsRatio(String(Number((pointsBp / 10_000).toFixed(2))));
}

/** `6201 2345 …`: digits in fours, easier to read out. */
export function inFours(digits: string): string {
  return digits.replace(/(\d{4})(?=\d)/g, '$1 ');
}
