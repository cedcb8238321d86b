import type { Correction, Entry, LotMove, PinTerms, RefundTerms, Sale, SpendPolicy } from './entry';

/** First the claim that makes a retry the same command, then further ones. */
export type Claims = [string, ...string[]];

interface CommandBase {
  merchantId: string;
  cardId: string;
  /** The instant of the request on the database's clock. */
  now: Date;
  /** First the one that makes a retry the same command (`req:…`, `expire:…`), then further claims. */
  claims: Readonly<Claims>;
  /** What the first claim was used for; another fingerprint under it is `idempotencyMismatch`. */
  fingerprint: string;
  storeId: string | null;
  staffId: string | null;
  /** The id its entry will have, where a remark was written under it first. */
  entryId?: string;
}

export interface RechargeCommand extends CommandBase {
  type: 'recharge';
  amountFen: number;
  bonusFen: number;
  bonusExpiresAt: Date | null;
  originStoreId: string;
  tender: string;
  /** The most principal that the card may hold, held coins included. */
  capFen: number;
}

export interface GrantCommand extends CommandBase {
  type: 'grant';
  amountFen: number;
  expiresAt: Date;
  originStoreId: string;
}

export interface ImportOpeningCommand extends CommandBase {
  type: 'importOpening';
  principalFen: number;
  bonusFen: number;
  bonusExpiresAt: Date | null;
  originStoreId: string;
  points: number;
}

interface SpendTerms {
  sale: Omit<Sale, 'policy'>;
  policy: SpendPolicy;
}

export interface RedeemCommand extends CommandBase, SpendTerms {
  type: 'redeem';
  confirmDuplicate: boolean;
  /** Where the member's PIN pays, who shows no code. */
  pin?: PinTerms;
}

export interface HoldCommand extends CommandBase, SpendTerms {
  type: 'hold';
  /** Null: only its owner ends it. */
  expiresAt: Date | null;
  /** Only the member captures it. */
  awaitsApproval?: true;
}

export interface CaptureCommand extends CommandBase {
  type: 'capture';
  holdId: string;
  /** At most what is held. */
  sale: Sale;
  /** The member's own act, who pays only by it: a frozen card does not. */
  isApproval?: true;
}

export interface ReleaseCommand extends CommandBase {
  type: 'release';
  holdId: string;
}

/** Sets aside all that is left of a recharge, principal and bonus, until its refund is paid out or not. */
export interface RefundHoldCommand extends CommandBase {
  type: 'refundHold';
  refund: RefundTerms;
  /** `seq` of the card's last entry when the sum was worked out; what came after it might change the sum. */
  seenSeq: number;
}

/** The money has been paid: the coins that were set aside for it cease to be. */
export interface RefundCommand extends CommandBase {
  type: 'refund';
  holdId: string;
  tender: string;
}

/** What a reversal undoes, as the ledger tells it: the redemption and the reversals before. */
export interface Reversible {
  entryId: string;
  takes: readonly LotMove[];
  paidFen: number;
  pointsEarned: number;
  /** What earlier reversals gave back. */
  given: readonly LotMove[];
  givenFen: number;
  pointsTaken: number;
}

export interface ReverseCommand extends CommandBase {
  type: 'reverse';
  original: Reversible;
  /** All that is left where absent. */
  amountFen: number | null;
}

/** The release of a hold that has run out, without anything else that happens to its card. */
export interface LapseCommand extends CommandBase {
  type: 'lapse';
  holdId: string;
}

export interface ExpireCommand extends CommandBase {
  type: 'expire';
  lotId: string;
}

/** Points of the member's own become a bonus lot. */
export interface ExchangeCommand extends CommandBase {
  type: 'exchange';
  /** The row of the merchant's table; its entry names it. */
  optionId: string;
  points: number;
  bonusFen: number;
  expiresAt: Date;
  originStoreId: string;
}

export interface FreezeCommand extends CommandBase {
  type: 'freeze';
  /** The freeze whose place it takes, as staff do with a member's own; claims its end. */
  over: string | null;
}

export interface UnfreezeCommand extends CommandBase {
  type: 'unfreeze';
  /** Ends this freeze and no other; claims its end. */
  freezeId: string;
}

export interface CorrectCommand extends CommandBase {
  type: 'correct';
  correction: Correction;
  /** Of coins that are added. */
  originStoreId: string;
  /** When bonus that is added ends. */
  expiresAt: Date | null;
  /** As for a recharge. */
  capFen: number;
}

export type Command =
  | RechargeCommand
  | GrantCommand
  | ImportOpeningCommand
  | RedeemCommand
  | HoldCommand
  | CaptureCommand
  | ReleaseCommand
  | LapseCommand
  | RefundHoldCommand
  | RefundCommand
  | ReverseCommand
  | ExpireCommand
  | ExchangeCommand
  | FreezeCommand
  | UnfreezeCommand
  | CorrectCommand;

/** The claim under which a reversal stands: the n-th of its redemption, so that two cannot be the n-th. */
export const reversalClaim = (entryId: string, n: number) => `reverse:${entryId}:${n}`;
/** The claim of a recharge's n-th refund, so that two cannot be opened as the same one. */
export const refundClaim = (rechargeId: string, n: number) => `refund:${rechargeId}:${n}`;
/** The claim that ends a hold, by capture, refund or release, once. */
export const releaseClaim = (holdId: string) => `release:${holdId}`;
/** The claim that ends a freeze once, by unfreezing or by another freeze in its place. */
export const freezeEndClaim = (freezeId: string) => `freezeEnd:${freezeId}`;
export const requestClaim = (requestKey: string) => `req:${requestKey}`;
export const payCodeClaim = (cardId: string, step: number) => `code:${cardId}:${step}`;
/** A recharge card is loaded once, whoever has its code. */
export const rechargeCardClaim = (rechargeCardId: string) => `rechargeCard:${rechargeCardId}`;
/** Money that WeChat Pay has taken is credited once, whatever tells of it. */
export const payClaim = (transactionId: string) => `pay:${transactionId}`;
export const expireClaim = (lotId: string) => `expire:${lotId}`;

/** Sums up a redemption (or capture) and its reversals for the next one. */
export function reversibleOf(original: Entry, reversals: readonly Entry[]): Reversible {
  const given = reversals.flatMap((reversal) => reversal.gives);
  return {
    entryId: original._id,
    takes: original.takes,
    paidFen: original.sale?.paidFen ?? 0,
    pointsEarned: original.pointsDelta,
    given,
    givenFen: given.reduce((sum, move) => sum + move.amountFen, 0),
    pointsTaken: reversals.reduce((sum, reversal) => sum - reversal.pointsDelta, 0),
  };
}
