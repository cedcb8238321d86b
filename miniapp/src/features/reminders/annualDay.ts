import { type AnnualDay, daysOfMonth, LEAP_MONTHS } from '@merchant-coin/shared/reminders/rules';

/** Whether a leap month can be meant: it is asked about only then. */
export const mayLeap = ({ calendar, month }: AnnualDay): boolean =>
  calendar === 'lunar' && LEAP_MONTHS.includes(month);

/** A day with something else picked; the rest is kept as far as the month allows. */
export function changeDay(day: AnnualDay, change: Partial<AnnualDay>): AnnualDay {
  const wanted = { ...day, ...change };
  const most = daysOfMonth(wanted.calendar, wanted.month);
  return { ...wanted, day: Math.min(wanted.day, most), leap: wanted.leap && mayLeap(wanted) };
}

/** Today by the sun: the wheels start there. */
export function dayOf(date: string): AnnualDay {
  const [, month = 1, day = 1] = date.split('-').map(Number);
  return { calendar: 'solar', month, day, leap: false };
}
