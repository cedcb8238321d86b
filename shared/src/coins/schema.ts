import { z } from 'zod';
import { fen, id, instant } from '../kernel/schema';

/** `principal` never expires; `bonus` lots do. */
export const lotKind = z.enum(['principal', 'bonus']);
export type LotKind = z.infer<typeof lotKind>;

export const entryType = z.enum([
  'recharge',
  'grant',
  'redeem',
  'reverse',
  'expire',
  'hold',
  'capture',
  'release',
  'refund',
  'correct',
  'exchange',
  'freeze',
  'unfreeze',
  'importOpening',
]);
export type EntryType = z.infer<typeof entryType>;

/** `spendable` = principal + bonus that has not expired; held coins are in none of the three. */
export const balance = z.object({
  principalFen: fen,
  bonusFen: fen,
  heldFen: fen,
  spendableFen: fen,
});
export type Balance = z.infer<typeof balance>;

export const lot = z.object({
  id: z.string(),
  kind: lotKind,
  remainingFen: fen,
  expiresAt: instant.nullable(),
  originStoreName: z.string(),
});
export type Lot = z.infer<typeof lot>;

/** Coins set aside at a store until a capture or a release; without a term only its owner ends it. */
export const cardHold = z.object({
  id: id('entry'),
  heldFen: fen,
  storeName: z.string().nullable(),
  at: instant,
  expiresAt: instant.nullable(),
  /** What the member gets in money, where a refund holds them; its id is the hold's. */
  refundFen: fen.nullable(),
});
export type CardHold = z.infer<typeof cardHold>;

/** One ledger line as its member sees it. Sums are changes of the member's coins, with their sign. */
export const cardEntry = z.object({
  id: id('entry'),
  seq: z.int(),
  type: entryType,
  at: instant,
  changeFen: fen,
  principalChangeFen: fen,
  bonusChangeFen: fen,
  pointsChange: z.int(),
  spendableAfterFen: fen,
  /** Before discount; null where nothing was sold. */
  listFen: fen.nullable(),
  discountBp: z.int().nullable(),
  /** After discount: taken, or set aside by a hold; null where nothing was sold. */
  paidFen: fen.nullable(),
  /** A hold that waits, or waited, for its member's word. */
  awaitsApproval: z.boolean(),
  /** Paid by the card's PIN, without its phone. */
  byPin: z.boolean(),
  /** On a refund's hold and on what ended it: what the member gets in money; null on all others. */
  refundFen: fen.nullable(),
  /** On the same: the refund that they are about. */
  refundId: id('entry').nullable(),
  storeName: z.string().nullable(),
});
export type CardEntry = z.infer<typeof cardEntry>;
