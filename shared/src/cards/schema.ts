import { z } from 'zod';
import { balance, cardHold, lot } from '../coins/schema';
import { basisPoints, calendarDate, fen, id, instant } from '../kernel/schema';
import { merchantFace } from '../merchants/schema';

export const cardType = z.object({
  id: id('cardType'),
  name: z.string(),
  termMonths: z.int(),
  priceFen: fen,
  discountBp: basisPoints,
  pointsBp: basisPoints,
  isDefault: z.boolean(),
});
export type CardType = z.infer<typeof cardType>;

/** What card lists show. */
export const cardFace = z.object({
  id: id('card'),
  merchantId: id('merchant'),
  merchant: merchantFace,
  number: z.string(),
  typeName: z.string(),
  tierName: z.string().nullable(),
  joinedOn: calendarDate,
  /** The last day of the benefits, in the merchant's zone. Coins outlive it. */
  validThrough: calendarDate,
  benefitsActive: z.boolean(),
  /** What applies now: the better of card type and tier, 10000 while benefits are paused. */
  discountBp: basisPoints,
  pointsBp: basisPoints,
  points: z.int(),
  status: z.enum(['active', 'frozen']),
  balance,
});
export type CardFace = z.infer<typeof cardFace>;

/** Why a card is frozen and since when. */
export const cardFreeze = z.object({
  by: z.enum(['member', 'staff']),
  since: instant,
  /** What staff gave as the reason. */
  reason: z.string().nullable(),
});
export type CardFreeze = z.infer<typeof cardFreeze>;

/** What only the card's own screen and the counter tell. */
const cardCareFields = {
  /** Null while the card is not frozen. */
  freeze: cardFreeze.nullable(),
  /** The most principal that the card may hold, and how much more it may take. */
  principalCapFen: fen,
  principalRoomFen: fen,
};

export const card = cardFace.extend({
  ...cardCareFields,
  lots: z.array(lot),
  /** Open ones, newest first; together they are `balance.heldFen`. */
  holds: z.array(cardHold),
  spentFen: fen,
  homeStoreName: z.string().nullable(),
  /** Which device shows this card's pay code. */
  payDevice: z.enum(['none', 'this', 'other']),
  /** Above this a redemption waits for the member's word: their own limit. Null: none of their own. */
  approvalLimitFen: fen.nullable(),
  /** Set while too many wrong codes have locked the card's pay code. */
  payCodeLockedUntil: instant.nullable(),
});
export type Card = z.infer<typeof card>;

/** What staff may do to a card beyond serving it. */
export const cardAction = z.enum(['freeze', 'unfreeze', 'replace', 'correct']);
export type CardAction = z.infer<typeof cardAction>;

/** A member's card as staff see it: name and phone masked, no lots. */
export const memberCard = cardFace.extend({
  ...cardCareFields,
  memberName: z.string().nullable(),
  memberPhone: z.string(),
  phoneConfirmed: z.boolean(),
  /** Open to whoever looks, now. */
  actions: z.array(cardAction),
});
export type MemberCard = z.infer<typeof memberCard>;

/** What a device needs to show pay codes by itself, offline (RFC 6238, SHA-256). */
export const payCode = z.object({
  serial: z.string(),
  /** Base 32. Kept on the device only. */
  secret: z.string(),
  digits: z.int(),
  stepSeconds: z.int(),
  serverTime: instant,
  /** 22 digits, valid now and not used yet. */
  code: z.string(),
});
export type PayCode = z.infer<typeof payCode>;
