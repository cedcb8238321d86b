import type { CardFace, Lot } from '@merchant-coin/shared';
import { daysUntil, lastDayOf } from './format';

/** From how many days before on an ending is said aloud. */
export const SOON_DAYS = 30;

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

/** Days until a card's benefits end, 0 on the last one; null where that is not soon, or past. */
export function benefitsEndIn(
  card: Pick<CardFace, 'benefitsActive' | 'validThrough'>,
): number | null {
  if (!card.benefitsActive) return null;
  const days = Math.max(0, daysUntil(card.validThrough));
  return days <= SOON_DAYS ? days : null;
}
