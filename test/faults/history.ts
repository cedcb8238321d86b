import type { Balance } from '@merchant-coin/shared';

/** What a till asks for. Amounts in fen; instants in milliseconds. */
export type Ask =
  | { do: 'recharge'; cardId: string; amountFen: number }
  | { do: 'grant'; cardId: string; amountFen: number; expiresAtMs: number }
  | { do: 'redeem'; cardId: string; listFen: number; step: number; confirmDuplicate: boolean }
  | { do: 'reverse'; cardId: string; redemptionId: string; amountFen: number | null }
  | { do: 'hold'; cardId: string; listFen: number; step: number; minutes: number }
  | { do: 'capture'; cardId: string; holdId: string; listFen: number }
  | { do: 'release'; cardId: string; holdId: string }
  /** An order paid in one transaction: the other door of `coins`. */
  | { do: 'pay'; cardId: string; amountFen: number };

export interface Acknowledged {
  kind: 'acknowledged';
  /** What later requests refer to. */
  id: string;
  /** The entry's; null where the answer does not tell. */
  entryId: string | null;
  seq: number | null;
  balance: Balance;
}

export type Answer =
  | Acknowledged
  | { kind: 'refused'; code: string; details: Record<string, unknown> }
  /** No answer, or one that leaves the outcome open: 5xx, and 401 from an emptied Redis. */
  | { kind: 'unknown'; why: string };

/** One request as it was sent and answered. `startMs` and `endMs` are on this process's steady clock. */
export interface Attempt {
  key: string;
  ask: Ask;
  staffId: string;
  /** The instant that the request carried. */
  nowMs: number;
  /** Which BFF it was sent to. */
  bff: number;
  startMs: number;
  endMs: number;
  answer: Answer;
}

/** When a BFF's clock was off. */
interface ClockChange {
  bff: number;
  atMs: number;
  offsetMs: number;
}

/** What happened, as seen from outside. */
export interface History {
  merchantId: string;
  storeId: string;
  /** Share of the list price that members pay. */
  discountBp: number;
  /** The most principal that a card may hold. */
  capFen: number;
  attempts: Attempt[];
  clockChanges: ClockChange[];
}

export const isAcknowledged = (answer: Answer): answer is Acknowledged =>
  answer.kind === 'acknowledged';
