import type { EntryType, LotKind } from '@merchant-coin/shared';

/** Coins that leave or enter one lot, with all that is needed to rebuild the lot once it is exhausted. */
export interface LotMove {
  lotId: string;
  kind: LotKind;
  /** The store that sold or granted the coins: what settlement owes is known from here. */
  originStoreId: string;
  /** The recharge that brought principal and bonus together. */
  grantGroup: string;
  expiresAt: Date | null;
  /** `seq` of the entry that made the lot; orders lots by age. */
  bornSeq: number;
  /** Set on a lot that stands in for one which had expired when its coins came back. */
  graceOf: string | null;
  amountFen: number;
}

/** What a correction was to change: `delta` fen of principal or bonus, or `delta` points. */
export interface Correction {
  kind: LotKind | 'points';
  delta: number;
}

export interface Balances {
  principalFen: number;
  /** Bonus that had not expired at the entry's `at`. */
  bonusFen: number;
  heldFen: number;
  spendableFen: number;
  points: number;
}

/** How a merchant's coins are spent; its version is kept with each sale. */
export type SpendPolicy = 'bonusFirst' | 'principalFirst' | 'proportional';

/** What was sold and on which terms. */
export interface Sale {
  listFen: number;
  /** After discount; what a redemption takes or a hold sets aside. */
  paidFen: number;
  discountBp: number;
  pointsBp: number;
  policy: SpendPolicy;
}

/** What a recharge's refund was agreed on: carried by its hold and by the entry that ends it. */
export interface RefundTerms {
  rechargeId: string;
  /** Why, and how the used part is priced: words of `recharges`. */
  reason: string;
  view: string;
  /** What the member gets in money, for all the coins that the hold sets aside. */
  refundFen: number;
}

/** What a payment by PIN counts towards. */
export interface PinTerms {
  /** The day in the merchant's zone; never before the one that the card last paid by PIN on. */
  day: string;
  /** The most that the card pays by PIN on that day. */
  limitFen: number;
}

/**
 * One append-only ledger line. It holds ids, never names, phones or free text. `hash` is the SHA-256 of
 * `prev` and the canonical JSON (RFC 8785) of everything else.
 */
export interface Entry {
  _id: string;
  merchantId: string;
  cardId: string;
  seq: number;
  type: EntryType;
  at: Date;
  /** What may happen once for ever; unique per merchant. Never empty. */
  claims: string[];
  takes: LotMove[];
  gives: LotMove[];
  pointsDelta: number;
  /** Change of the sum spent so far, which tiers go by. */
  spentDelta: number;
  sale: Sale | null;
  /** On a hold: when it ends by itself; null means only its owner ends it. */
  holdExpiresAt: Date | null;
  /** On a hold that its member has to approve, and on no other entry. */
  awaitsApproval?: true;
  /** On a redemption that the member's PIN has paid, and on no other entry. */
  pin?: PinTerms;
  /**
   * The entry that this one reverses, captures or releases, or the freeze that it ends; on an exchange, the
   * option of the table.
   */
  refersTo: string | null;
  /** How many points a reversal or correction could not take: they are below zero by so much more. */
  shortfallPoints: number;
  /** On corrections, and on no other entry: what was asked for. */
  correction?: Correction;
  /** Beside it: the coins that were to be taken and were not there. Nobody owes them. */
  shortfallFen?: number;
  after: Balances;
  storeId: string | null;
  staffId: string | null;
  /** How a recharge was paid, or its refund paid out. */
  tender: string | null;
  /** Only on the hold of a refund and on what ends it. */
  refund: RefundTerms | null;
  fingerprint: string;
  prev: string;
  hash: string;
}

/** What a decider proposes; position, time, balances and hash are added when it is appended. */
export type Draft = Pick<Entry, '_id' | 'type' | 'claims'> &
  Partial<
    Pick<
      Entry,
      | 'takes'
      | 'gives'
      | 'pointsDelta'
      | 'spentDelta'
      | 'sale'
      | 'holdExpiresAt'
      | 'awaitsApproval'
      | 'pin'
      | 'refersTo'
      | 'shortfallPoints'
      | 'shortfallFen'
      | 'correction'
      | 'storeId'
      | 'staffId'
      | 'tender'
      | 'refund'
      | 'fingerprint'
    >
  >;
