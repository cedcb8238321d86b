import type { Command } from '@merchant-coin/bff/modules/coins/ledger/commands';
import type { Entry, LotMove } from '@merchant-coin/bff/modules/coins/ledger/entry';
import type { Wallet } from '@merchant-coin/bff/modules/coins/ledger/wallet';
import { priceFen } from '@merchant-coin/shared';
import type { CardAsk, History } from '../history';
import type { Stage } from '../stage';

/** A request over HTTP. */
export interface Call {
  /** Below the merchant's; a member's is below one's own. */
  path: string;
  body: Record<string, unknown>;
  /** Who asks: the member with the card's own session, or anybody at a till. */
  by?: 'member';
}

/** What the entry of an ask must be, told from the ask alone. */
interface Expected {
  type: Entry['type'];
  /** What left lots and what came; absent where it depends on the card. */
  takenFen?: number;
  givenFen?: number;
  /** By how much all that the card holds changes (lots and holds); given less taken where absent. */
  changeFen?: number;
  /** None where absent. */
  refersTo?: string | null;
  /** Where it depends on the card too: `hasTerms` looks at it. */
  mayRefer?: true;
  claims?: readonly string[];
  /** All else: kind of coins, expiry, tender, list price. */
  hasTerms?: (entry: Entry) => boolean;
}

/** What an expectation may look up beside the ask. */
export interface Facts {
  history: History;
  /** The entry that took a redemption's coins: its own, or its hold's capture. */
  takingOf: (cardId: string, redemptionId: string) => Entry | undefined;
  /** The id of a printed recharge card. */
  rechargeCardIdOf: (number: string) => string | undefined;
}

type Common = 'merchantId' | 'cardId' | 'now' | 'claims' | 'fingerprint' | 'storeId' | 'staffId';
type TermsOf<C> = C extends Command ? Omit<C, Common | 'entryId'> : never;
type Terms = TermsOf<Command>;

/** A card as a BFF may have seen it at some moment of a request. */
export interface Seen {
  history: History;
  wallet: Wallet;
  /** Up to the wallet's last. */
  entries: readonly Entry[];
  now: Date;
}

/** A refusal by what was seen, before anything was put to the ledger. */
export interface Refused {
  refused: { code: string; details: Record<string, unknown> };
}

export const refused = (code: string, details: Record<string, unknown> = {}): Refused => ({
  refused: { code, details },
});

/** One kind of operation: how it is asked for, what must come of it, and when it may be refused. */
export interface Kind<A extends CardAsk> {
  call(ask: A, stage: Stage): Call;
  expected(ask: A, facts: Facts, nowMs: number): Expected;
  /** What is put to the ledger; null where it refers to what is not there. */
  terms(ask: A, seen: Seen): Terms | Refused | null;
  /** Whoever makes a claim that begins so meanwhile may be in the way. */
  rivalClaim?(ask: A, entries: readonly Entry[]): string | null;
}

/** What a redemption of this list price costs. */
export const paidFenOf = (history: History, listFen: number): number =>
  priceFen(listFen, history.discountBp);

export const sumOf = (moves: readonly LotMove[]) =>
  moves.reduce((sum, move) => sum + move.amountFen, 0);

export const msOf = (at: Date | null | undefined) => at?.getTime() ?? null;

/** The instants that a request may have counted from: a BFF's clock may be off. */
export const instantsOf = (nowMs: number): number[] =>
  CLOCKS_OFF_MS.map((offsetMs) => nowMs + offsetMs);

export const CLOCK_OFF_MS = 45_000;
const CLOCKS_OFF_MS = [0, CLOCK_OFF_MS, -CLOCK_OFF_MS];

export const POLICY = 'bonusFirst';

/** A sale of so much, for the model: at its price. */
export const saleOf = (fen: number) => ({
  listFen: fen,
  paidFen: fen,
  discountBp: 10_000,
  pointsBp: 10_000,
});

/** The entry among these that took a redemption's coins. */
export const takingIn = (entries: readonly Entry[], redemptionId: string): Entry | undefined =>
  entries.find(
    ({ _id, type, refersTo }) =>
      (type === 'redeem' && _id === redemptionId) ||
      (type === 'capture' && refersTo === redemptionId),
  );
