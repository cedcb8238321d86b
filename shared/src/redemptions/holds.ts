import { z } from 'zod';
import { balance } from '../coins/schema';
import { endpoint, LIMITS } from '../kernel/endpoint';
import { pageOf, pageQuery } from '../kernel/page';
import { amountFen, fen, id, instant, text } from '../kernel/schema';
import { payCodeInput, redemption } from './contract';
import { LONGEST_HOLD_MINUTES, SHORTEST_HOLD_MINUTES, USUAL_HOLD_MINUTES } from './rules';

const merchantId = id('merchant');
const holdId = id('entry');

/** `expired`: released by the end of its term. */
export const holdStatus = z.enum(['held', 'captured', 'released', 'expired']);
export type HoldStatus = z.infer<typeof holdStatus>;

/** Coins that a store has set aside; its id is that of the redemption that it becomes. */
export const hold = z.object({
  id: holdId,
  status: holdStatus,
  cardId: id('card'),
  storeId: id('store'),
  /** Name and phone masked. */
  member: z.object({
    name: z.string().nullable(),
    phone: z.string(),
    cardNumber: z.string(),
  }),
  note: z.string().nullable(),
  /** Before discount, as it was asked for. */
  listFen: fen,
  discountBp: z.int(),
  /** What was set aside, whatever became of it. */
  heldFen: fen,
  /** What was captured of it; 0 unless `captured`. */
  paidFen: fen,
  at: instant,
  expiresAt: instant,
  endedAt: instant.nullable(),
});
export type Hold = z.infer<typeof hold>;

export const holds = {
  createHold: endpoint({
    method: 'POST',
    path: '/v1/merchants/{merchantId}/holds',
    summary: 'Set coins aside for a purchase whose price is not final',
    access: 'clerk',
    status: 201,
    idempotent: true,
    limits: [LIMITS.till],
    input: z.object({
      merchantId,
      storeId: id('store'),
      payCode: payCodeInput,
      listFen: amountFen,
      minutes: z
        .int()
        .min(SHORTEST_HOLD_MINUTES)
        .max(LONGEST_HOLD_MINUTES)
        .default(USUAL_HOLD_MINUTES),
      note: text(200).optional(),
    }),
    output: z.object({ hold, balance }),
    errors: [
      'forbidden',
      'storeForbidden',
      'payCodeInvalid',
      'payCodeExpired',
      'payCodeUsed',
      'payCodeLocked',
      'payCodeAmountDiffers',
      'approvalUnavailable',
      'insufficientBalance',
      'cardFrozen',
      'idempotencyMismatch',
      'conflict',
    ],
  }),
  listHolds: endpoint({
    method: 'GET',
    path: '/v1/merchants/{merchantId}/holds',
    summary: 'A store’s open holds, newest first',
    access: 'clerk',
    status: 200,
    limits: [LIMITS.till],
    input: z.object({
      merchantId,
      storeId: id('store'),
      status: z.literal('held').default('held'),
      ...pageQuery,
    }),
    output: pageOf(hold),
    errors: ['storeForbidden'],
  }),
  getHold: endpoint({
    method: 'GET',
    path: '/v1/merchants/{merchantId}/holds/{holdId}',
    summary: 'One hold as it stands',
    access: 'clerk',
    status: 200,
    limits: [LIMITS.till],
    input: z.object({ merchantId, holdId }),
    output: z.object({ hold }),
    errors: ['notFound', 'storeForbidden'],
  }),
  captureHold: endpoint({
    method: 'POST',
    path: '/v1/merchants/{merchantId}/holds/{holdId}/capture',
    summary: 'Take coins out of a hold, at its own discount; the rest goes back',
    access: 'clerk',
    status: 201,
    idempotent: true,
    limits: [LIMITS.till],
    input: z.object({ merchantId, holdId, listFen: amountFen }),
    output: z.object({ redemption, hold }),
    errors: [
      'notFound',
      'forbidden',
      'storeForbidden',
      'insufficientBalance',
      'idempotencyMismatch',
      'conflict',
    ],
  }),
  releaseHold: endpoint({
    method: 'POST',
    path: '/v1/merchants/{merchantId}/holds/{holdId}/release',
    summary: 'Give back all that is held',
    access: 'clerk',
    status: 201,
    idempotent: true,
    limits: [LIMITS.till],
    input: z.object({ merchantId, holdId }),
    output: z.object({ hold, balance }),
    errors: ['notFound', 'forbidden', 'storeForbidden', 'idempotencyMismatch', 'conflict'],
  }),
};
