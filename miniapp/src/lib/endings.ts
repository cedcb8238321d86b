import type { Lot } from '@merchant-coin/shared';
import { lastDayOf } from './format';

export interface Ending {
  sumFen: number;
  /** The last day on which the coins can be spent. */
  lastDay: string;
}

/** The bonus coins that end next: all that end on the same day, as one sum. */
export function nextEnding(lots: readonly Lot[]): Ending | null {
  const byDay = new Map<string, number>();
  for (const { expiresAt, remainingFen } of lots) {
    if (expiresAt === null || remainingFen <= 0) continue;
    const day = lastDayOf(expiresAt);
    byDay.set(day, (byDay.get(day) ?? 0) + remainingFen);
  }
  const [lastDay] = [...byDay.keys()].sort();
  return lastDay === undefined ? null : { lastDay, sumFen: byDay.get(lastDay) ?? 0 };
}
