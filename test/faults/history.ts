import type {
  Balance,
  CorrectionKind,
  PrintedRechargeCard,
  RefundReason,
  RefundView,
} from '@merchant-coin/shared';

type Freezer = 'member' | 'staff';

/** What is asked for of a member's card. Amounts in fen; instants in milliseconds. */
export type CardAsk =
  | { do: 'recharge'; cardId: string; amountFen: number }
  | { do: 'grant'; cardId: string; amountFen: number; expiresAtMs: number }
  | { do: 'exchange'; cardId: string; times: number }
  /** A recharge card's code, by the member; its number and value are not sent. */
  | { do: 'load'; cardId: string; code: string; number: string; faceFen: number }
  | { do: 'redeem'; cardId: string; listFen: number; step: number; confirmDuplicate: boolean }
  /** An order paid in one transaction: the other door of `coins`. */
  | { do: 'pay'; cardId: string; amountFen: number }
  | { do: 'reverse'; cardId: string; redemptionId: string; amountFen: number | null }
  | { do: 'hold'; cardId: string; listFen: number; step: number; minutes: number }
  | { do: 'capture'; cardId: string; holdId: string; listFen: number }
  | { do: 'release'; cardId: string; holdId: string }
  | {
      do: 'openRefund';
      cardId: string;
      rechargeId: string;
      reason: RefundReason;
      view: RefundView;
      refundFen: number;
    }
  | { do: 'payOut'; cardId: string; holdId: string }
  | { do: 'cancel'; cardId: string; holdId: string }
  | { do: 'freeze'; cardId: string; by: Freezer }
  | { do: 'unfreeze'; cardId: string; by: Freezer }
  | {
      do: 'correct';
      cardId: string;
      of: CorrectionKind;
      delta: number;
      /** Of bonus that is added. */
      expiresAtMs: number | null;
    };

/** What is asked for of recharge cards before they are loaded. */
export type PaperAsk =
  { do: 'print'; amountFen: number; count: number } | { do: 'sell'; number: string };

export type Ask = CardAsk | PaperAsk;

export type AskOf<D extends CardAsk['do']> = Extract<CardAsk, { do: D }>;

export interface Acknowledged {
  kind: 'acknowledged';
  /** What later requests refer to. */
  id: string;
  /** The entry's; null where the answer does not tell. */
  entryId: string | null;
  seq: number | null;
  /** Null where the answer tells none. */
  balance: Balance | null;
  points: number | null;
  /** Of a batch: its cards with their codes. */
  printed: readonly PrintedRechargeCard[] | null;
}

export type Answer =
  | Acknowledged
  | { kind: 'refused'; code: string; details: Record<string, unknown> }
  /**
   * No answer, or one that leaves the outcome open: 5xx, 401 from an emptied Redis, and 429 (told before
   * anybody looks at what was done).
   */
  | { kind: 'unknown'; why: string };

/** One request as it was sent and answered. `startMs` and `endMs` are on this process's steady clock. */
export interface Attempt<A extends Ask = Ask> {
  key: string;
  ask: A;
  /** Null: the member. */
  staffId: string | null;
  /** The instant that the request carried. */
  nowMs: number;
  /** Which BFF it was sent to. */
  bff: number;
  startMs: number;
  endMs: number;
  answer: Answer;
}

/** What members can have for their points, once or several times. */
export interface ExchangeOffer {
  id: string;
  points: number;
  bonusFen: number;
  /** When the bonus of an exchange at this instant ends. */
  endOf: (now: Date) => Date;
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
  exchange: ExchangeOffer;
  attempts: Attempt[];
  clockChanges: ClockChange[];
}

export const isAcknowledged = (answer: Answer): answer is Acknowledged =>
  answer.kind === 'acknowledged';

/** Whether it is about a member's card. */
export const isOfCard = (attempt: Attempt): attempt is Attempt<CardAsk> => 'cardId' in attempt.ask;
