import { addDays, dateIn, timeIn } from '@merchant-coin/shared';

/** Dates that are made up for, after workers have been down; earlier ones are let go. */
export const CATCH_UP_DAYS = 31;

/** The last date in a zone whose run is due: today from `at` on, yesterday before. */
export function dueDate(at: string, zone: string, now: Date): string {
  const today = dateIn(zone, now);
  return timeIn(zone, now) >= at ? today : addDays(today, -1);
}

/**
 * The dates to run, oldest first: those after the last one that was done. A merchant without any starts with
 * the one that is due.
 */
export function datesToRun(lastDone: string | null, due: string): string[] {
  const earliest = addDays(due, 1 - CATCH_UP_DAYS);
  const next = lastDone === null ? due : addDays(lastDone, 1);
  const dates: string[] = [];
  for (let date = next > earliest ? next : earliest; date <= due; date = addDays(date, 1)) {
    dates.push(date);
  }
  return dates;
}
