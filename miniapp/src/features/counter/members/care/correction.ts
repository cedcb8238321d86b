import type { CorrectionKind, MemberCard } from '@merchant-coin/shared';
import { DAY_MS } from '@merchant-coin/shared/kernel/time';

export type Direction = 'down' | 'up';

export interface Wanted {
  kind: CorrectionKind;
  direction: Direction;
  /** Fen, or points; 0 while nothing is typed. */
  amount: number;
}

/** What a correction will do, as far as the card as it was looked up tells. */
export interface Outlook {
  before: number;
  after: number;
  /** Coins that are not there to take. */
  shortFen: number;
  /** More principal than the card may take. */
  isOverRoom: boolean;
}

function heldOf(card: MemberCard, kind: CorrectionKind): number {
  if (kind === 'points') return card.points;
  return kind === 'principal' ? card.balance.principalFen : card.balance.bonusFen;
}

/** Coins stop at nothing, points go below; the server does the same. */
export function outlookOf(card: MemberCard, { kind, direction, amount }: Wanted): Outlook {
  const before = heldOf(card, kind);
  if (direction === 'up') {
    const isOverRoom = kind === 'principal' && amount > card.principalRoomFen;
    return { before, after: before + amount, shortFen: 0, isOverRoom };
  }
  const shortFen = kind === 'points' ? 0 : Math.max(0, amount - before);
  return { before, after: before - amount + shortFen, shortFen, isOverRoom: false };
}

/** The last day of bonus that is added on `today` for so many days. */
export function lastDayOfBonus(today: string, days: number): string {
  return new Date(Date.parse(`${today}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The instant at which it ends: midnight after that day in the merchant's zone, eight hours before UTC's. */
export function endOfBonus(today: string, days: number): string {
  return `${lastDayOfBonus(today, days)}T16:00:00.000Z`;
}
