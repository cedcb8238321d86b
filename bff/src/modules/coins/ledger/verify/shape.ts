import { calendarDate, entryType, lotKind } from '@merchant-coin/shared';
import { z } from 'zod';
import type { Balances, Correction, Entry, LotMove, PinTerms, RefundTerms, Sale } from '../entry';

/** A mobile number that stands by itself; 11 digits inside an id or a hash are none. */
const PHONE = /(?<![0-9A-Za-z])(?:\+?86-?)?1[3-9]\d{9}(?![0-9A-Za-z])/;

/** Letters, digits and signs as in ids, keys and hashes: what people write (names, notes) does not fit. */
const token = z
  .string()
  .regex(/^[\x21-\x7e]*$/, { error: 'holds text, not an id' })
  .refine((value) => !PHONE.test(value), { error: 'holds a phone number' });

/** As a token; but a request key is its client's, and what the door let in (`http/mount.ts`) stands for ever. */
const claim = z
  .string()
  .regex(/^(?:req:[\x20-\x7e]+|[\x21-\x7e]*)$/, { error: 'holds text, not an id' })
  .refine((value) => value.startsWith('req:') || !PHONE.test(value), {
    error: 'holds a phone number',
  });

const idOf = (prefix: string) => token.regex(new RegExp(`^${prefix}_\\w+$`), 'is no such id');
const entryId = idOf('ent');
const hash = z.string().regex(/^[0-9a-f]{64}$/, { error: 'is no SHA-256' });
const word = z.string().regex(/^[A-Za-z]+$/, { error: 'is no word' });
const positiveFen = z.int().positive();
const count = z.int().min(0);

const lotMove: z.ZodType<LotMove> = z.strictObject({
  lotId: entryId,
  kind: lotKind,
  originStoreId: idOf('sto'),
  grantGroup: entryId,
  expiresAt: z.date().nullable(),
  bornSeq: z.int().positive(),
  graceOf: entryId.nullable(),
  amountFen: positiveFen,
});

const sale: z.ZodType<Sale> = z.strictObject({
  listFen: count,
  paidFen: count,
  discountBp: count,
  pointsBp: count,
  policy: z.enum(['bonusFirst', 'principalFirst', 'proportional']),
});

const correction: z.ZodType<Correction> = z.strictObject({
  kind: z.enum([...lotKind.options, 'points']),
  delta: z.int().refine((delta) => delta !== 0, { error: 'changes nothing' }),
});

const refundTerms: z.ZodType<RefundTerms> = z.strictObject({
  rechargeId: entryId,
  reason: word,
  view: word,
  refundFen: positiveFen,
});

const pinTerms: z.ZodType<PinTerms> = z.strictObject({
  day: calendarDate,
  limitFen: positiveFen,
});

const balances: z.ZodType<Balances> = z.strictObject({
  principalFen: count,
  bonusFen: count,
  heldFen: count,
  spendableFen: count,
  points: z.int(),
});

/** Every field an entry has, and no other. A field added to `Entry` must be added here to compile. */
const entry: z.ZodType<Entry> = z.strictObject({
  _id: entryId,
  merchantId: idOf('mer'),
  cardId: idOf('crd'),
  seq: z.int().positive(),
  type: entryType,
  at: z.date(),
  claims: z.array(claim).min(1, { error: 'an entry without a claim' }),
  takes: z.array(lotMove),
  gives: z.array(lotMove),
  pointsDelta: z.int(),
  spentDelta: z.int(),
  sale: sale.nullable(),
  holdExpiresAt: z.date().nullable(),
  awaitsApproval: z.literal(true).exactOptional(),
  pin: pinTerms.exactOptional(),
  refersTo: z.union([entryId, idOf('exo')]).nullable(),
  shortfallPoints: count,
  correction: correction.exactOptional(),
  shortfallFen: count.exactOptional(),
  after: balances,
  storeId: idOf('sto').nullable(),
  staffId: idOf('stf').nullable(),
  tender: word.nullable(),
  refund: refundTerms.nullable(),
  fingerprint: token,
  prev: z.union([hash, z.literal('')]),
  hash,
});

/** What is wrong with a document of the ledger by itself: types, unknown fields, text where ids belong. */
export function shapeProblem(document: unknown): string | null {
  const { error } = entry.safeParse(document);
  const issue = error?.issues[0];
  if (!issue) return null;
  return issue.path.length > 0 ? `${issue.path.join('.')}: ${issue.message}` : issue.message;
}
