import { z } from 'zod';
import { MAX_AMOUNT_FEN } from './money';
import { isCalendarDate } from './time';

/** Prefixes of ids; the rest is a ULID. */
export const ID_PREFIXES = {
  user: 'usr',
  merchant: 'mer',
  store: 'sto',
  staff: 'stf',
  member: 'mbr',
  card: 'crd',
  cardType: 'cty',
  tier: 'tir',
  campaign: 'cmp',
  exchangeOption: 'exo',
  entry: 'ent',
  replacement: 'rpl',
  rechargeCard: 'rcd',
  rechargeCardBatch: 'rcb',
  rechargeOrder: 'rco',
  payee: 'pye',
  payRefund: 'prf',
  notice: 'ntc',
  occasion: 'occ',
} as const;

export type IdKind = keyof typeof ID_PREFIXES;

/** An id of one kind: `crd_` and 26 characters of Crockford's base 32. */
export const id = (kind: IdKind) =>
  z.string().regex(new RegExp(`^${ID_PREFIXES[kind]}_[0-9A-HJKMNP-TV-Z]{26}$`));

/** A sum in a request: a whole number of fen, 1 … 10⁹. */
export const amountFen = z.int().min(1).max(MAX_AMOUNT_FEN);

/** A sum in an answer: a whole number of fen, any sign. */
export const fen = z.int();

export const basisPoints = z.int().min(0).max(100_000);

/** A mobile number of mainland China, digits only. */
export const phone = z.string().regex(/^1[3-9]\d{9}$/);

/** The bytes of a picture. */
export const picture = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** An instant in an answer: ISO 8601 in UTC. */
export const instant = z.iso.datetime();

export const calendarDate = z.string().refine(isCalendarDate, { error: 'not a calendar date' });

/** Free text by people: trimmed, no control characters. */
export const text = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}]*$/u);
