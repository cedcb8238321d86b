import { z } from 'zod';
import { balance, lotKind } from '../coins/schema';
import { endpoint, LIMITS } from '../kernel/endpoint';
import { MAX_AMOUNT_FEN } from '../kernel/money';
import { fen, id, instant, phone, text } from '../kernel/schema';

const merchantId = id('merchant');
const cardId = id('card');
/** What staff write down; the member can read it. */
const reason = text(200);

/** That a card was frozen or unfrozen. The card itself is looked at anew. */
const cardFreezeDone = z.object({
  id: id('entry'),
  cardId,
  type: z.enum(['freeze', 'unfreeze']),
  entrySeq: z.int(),
  at: instant,
});
const cardReplaced = z.object({ id: id('replacement'), cardId, at: instant });

export const correctionKind = z.enum([...lotKind.options, 'points']);
export type CorrectionKind = z.infer<typeof correctionKind>;

const correction = z.object({
  id: id('entry'),
  cardId,
  kind: correctionKind,
  /** As asked; the coins that were there to take are fewer by `shortfallFen`. */
  deltaFen: fen,
  deltaPoints: z.int(),
  shortfallFen: fen,
  shortfallPoints: z.int(),
  entrySeq: z.int(),
  at: instant,
});
export type Correction = z.infer<typeof correction>;

const delta = z
  .int()
  .min(-MAX_AMOUNT_FEN)
  .max(MAX_AMOUNT_FEN)
  .refine((value) => value !== 0, { error: 'changes nothing' });

const STAFF_ERRORS = ['notFound', 'forbidden', 'conflict', 'idempotencyMismatch'] as const;
const MEMBER_ERRORS = ['notFound', 'conflict', 'idempotencyMismatch'] as const;

/** Freezing, replacing and putting right: what keeps a card in order. */
export const cardCare = {
  freezeMyCard: endpoint({
    method: 'POST',
    path: '/v1/me/cards/{cardId}/freeze',
    summary: 'Freeze one’s own card at once: nothing is paid or loaded until it is unfrozen',
    access: 'user',
    status: 201,
    idempotent: true,
    limits: [LIMITS.write],
    input: z.object({ cardId }),
    output: z.object({ done: cardFreezeDone }),
    errors: MEMBER_ERRORS,
  }),
  unfreezeMyCard: endpoint({
    method: 'POST',
    path: '/v1/me/cards/{cardId}/unfreeze',
    summary: 'Unfreeze the card that one froze oneself; what staff froze, staff unfreeze',
    access: 'user',
    status: 201,
    idempotent: true,
    limits: [LIMITS.write],
    input: z.object({ cardId }),
    output: z.object({ done: cardFreezeDone }),
    errors: [...MEMBER_ERRORS, 'forbidden'],
  }),
  replaceMyCard: endpoint({
    method: 'POST',
    path: '/v1/me/cards/{cardId}/replace',
    summary:
      'Lost phone: new pay codes on this device; the old ones stop, all other devices are signed out',
    access: 'user',
    status: 201,
    idempotent: true,
    limits: [LIMITS.write],
    input: z.object({ cardId }),
    output: z.object({ replacement: cardReplaced }),
    errors: MEMBER_ERRORS,
  }),
  freezeCard: endpoint({
    method: 'POST',
    path: '/v1/merchants/{merchantId}/cards/{cardId}/freeze',
    summary: 'Freeze a member’s card; also one that the member froze, who can then not unfreeze it',
    access: 'clerk',
    status: 201,
    idempotent: true,
    limits: [LIMITS.till],
    input: z.object({ merchantId, cardId, reason }),
    output: z.object({ done: cardFreezeDone }),
    errors: STAFF_ERRORS,
  }),
  unfreezeCard: endpoint({
    method: 'POST',
    path: '/v1/merchants/{merchantId}/cards/{cardId}/unfreeze',
    summary: 'Unfreeze a member’s card, whoever froze it',
    access: 'manager',
    status: 201,
    idempotent: true,
    limits: [LIMITS.till],
    input: z.object({ merchantId, cardId, reason }),
    output: z.object({ done: cardFreezeDone }),
    errors: STAFF_ERRORS,
  }),
  replaceCard: endpoint({
    method: 'POST',
    path: '/v1/merchants/{merchantId}/cards/{cardId}/replace',
    summary:
      'Replace a lost card (挂失补卡): same card and coins, new pay codes on the member’s next device',
    access: 'manager',
    status: 201,
    idempotent: true,
    limits: [LIMITS.till],
    input: z.object({
      merchantId,
      cardId,
      /** The member's, and the code of `POST /v1/auth/sms` for `replace` that they read out. */
      phone,
      smsCode: z.string().regex(/^\d{6}$/),
      reason,
    }),
    output: z.object({ replacement: cardReplaced }),
    errors: [...STAFF_ERRORS, 'smsCodeInvalid'],
  }),
  correctCard: endpoint({
    method: 'POST',
    path: '/v1/merchants/{merchantId}/cards/{cardId}/corrections',
    summary:
      'Put right what a card holds (更正); what is taken and not there is answered as a shortfall',
    access: 'owner',
    status: 201,
    idempotent: true,
    limits: [LIMITS.till],
    input: z
      .object({
        merchantId,
        cardId,
        kind: correctionKind,
        /** Of principal and bonus. */
        deltaFen: delta.optional(),
        deltaPoints: delta.optional(),
        reason,
        /** When bonus that is added ends. */
        expiresAt: instant.optional(),
      })
      .refine((body) => (body.kind === 'points' ? body.deltaFen : body.deltaPoints) === undefined, {
        error: 'points are corrected by deltaPoints, coins by deltaFen',
      })
      .refine((body) => (body.deltaFen ?? body.deltaPoints) !== undefined, {
        error: 'by how much?',
      })
      .refine((body) => (body.kind === 'bonus' && (body.deltaFen ?? 0) > 0) === !!body.expiresAt, {
        path: ['expiresAt'],
        error: 'says when added bonus ends, and nothing else',
      }),
    output: z.object({ correction, balance, points: z.int() }),
    errors: [
      'notFound',
      'forbidden',
      'principalCapExceeded',
      'phoneUnconfirmed',
      'conflict',
      'idempotencyMismatch',
    ],
  }),
};
