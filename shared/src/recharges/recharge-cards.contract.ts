import { z } from 'zod';
import { balance } from '../coins/schema';
import { endpoint, LIMITS, type RateLimit } from '../kernel/endpoint';
import { pageOf, pageQuery } from '../kernel/page';
import { amountFen, fen, id, instant, text } from '../kernel/schema';
import { counterTender, recharge } from './contract';
import { MAX_BATCH_CARDS, MAX_RECHARGE_CARD_FEN } from './rules';

const merchantId = id('merchant');
const batchId = id('rechargeCardBatch');

/** `sold`: paid for and not loaded yet. A card is in one of the four. */
export const rechargeCardStatus = z.enum(['unsold', 'sold', 'loaded', 'voided']);
export type RechargeCardStatus = z.infer<typeof rechargeCardStatus>;

export const rechargeCard = z.object({
  id: id('rechargeCard'),
  batchId,
  /** Printed openly; the code is not. */
  number: z.string(),
  amountFen: fen,
  status: rechargeCardStatus,
  soldAt: instant.nullable(),
  storeName: z.string().nullable(),
  tender: counterTender.nullable(),
});
export type RechargeCard = z.infer<typeof rechargeCard>;

export const newRechargeCardBatch = z.object({
  id: batchId,
  serial: z.string(),
  amountFen: fen,
  count: z.int(),
  madeAt: instant,
});
export type NewRechargeCardBatch = z.infer<typeof newRechargeCardBatch>;

/** With how many of its cards are in which state; they add up to `count`. */
export const rechargeCardBatch = newRechargeCardBatch.extend({
  counts: z.object({ unsold: z.int(), sold: z.int(), loaded: z.int(), voided: z.int() }),
});
export type RechargeCardBatch = z.infer<typeof rechargeCardBatch>;

export const printedRechargeCard = z.object({
  number: z.string(),
  /** 16 characters. Shown with this answer only: what is stored cannot be turned back into it. */
  code: z.string(),
});
export type PrintedRechargeCard = z.infer<typeof printedRechargeCard>;

export const rechargeCardSale = z.object({
  rechargeCardId: id('rechargeCard'),
  number: z.string(),
  amountFen: fen,
  storeId: id('store'),
  tender: counterTender,
  soldAt: instant,
});
export type RechargeCardSale = z.infer<typeof rechargeCardSale>;

/** As typed or scanned; spaces, dashes and look-alikes are put right. What is no code is a wrong one. */
const code = z.string().min(1).max(64);
const number = z.string().min(1).max(32);

interface ByNumberOrCode {
  number?: string | undefined;
  code?: string | undefined;
}
const byNumberOrCode = (body: ByNumberOrCode) =>
  (body.number === undefined) !== (body.code === undefined);
const byNumberOrCodeError = { error: 'name the recharge card by number or by code' };

const loadInput = z
  .object({ code, cardId: id('card').optional(), merchantId: merchantId.optional() })
  .refine((body) => (body.cardId === undefined) !== (body.merchantId === undefined), {
    error: 'name the card by cardId or by merchantId',
  });

/** Codes are money: whoever tries many is slowed down, besides the ten wrong ones that are let pass. */
const TRIES: RateLimit = { per: 'user', points: 30, seconds: 3_600 };

const loadErrors = [
  'notFound',
  'forbidden',
  'rechargeCardInvalid',
  'conflict',
  'rechargeUnavailable',
  'phoneUnconfirmed',
  'cardFrozen',
] as const;

const printing = {
  createRechargeCardBatch: endpoint({
    method: 'POST',
    path: '/v1/merchants/{merchantId}/recharge-card-batches',
    summary: 'Make recharge cards to print; their codes are told in this answer only',
    access: 'manager',
    status: 201,
    idempotent: true,
    limits: [{ per: 'user', points: 60, seconds: 3_600 }],
    input: z.object({
      merchantId,
      amountFen: amountFen.max(MAX_RECHARGE_CARD_FEN),
      count: z.int().min(1).max(MAX_BATCH_CARDS),
    }),
    output: z.object({ batch: newRechargeCardBatch, cards: z.array(printedRechargeCard) }),
    errors: ['notFound', 'forbidden', 'idempotencyMismatch'],
  }),
  listRechargeCardBatches: endpoint({
    method: 'GET',
    path: '/v1/merchants/{merchantId}/recharge-card-batches',
    summary: 'Batches of recharge cards, newest first',
    access: 'manager',
    status: 200,
    limits: [LIMITS.read],
    input: z.object({ merchantId, ...pageQuery }),
    output: pageOf(rechargeCardBatch),
    errors: ['notFound', 'forbidden'],
  }),
  getRechargeCardBatch: endpoint({
    method: 'GET',
    path: '/v1/merchants/{merchantId}/recharge-card-batches/{batchId}',
    summary: 'One batch of recharge cards',
    access: 'manager',
    status: 200,
    limits: [LIMITS.read],
    input: z.object({ merchantId, batchId }),
    output: z.object({ batch: rechargeCardBatch }),
    errors: ['notFound', 'forbidden'],
  }),
  listRechargeCards: endpoint({
    method: 'GET',
    path: '/v1/merchants/{merchantId}/recharge-card-batches/{batchId}/cards',
    summary: 'The cards of a batch by number, without their codes',
    access: 'manager',
    status: 200,
    limits: [LIMITS.read],
    input: z.object({ merchantId, batchId, ...pageQuery }),
    output: pageOf(rechargeCard),
    errors: ['notFound', 'forbidden'],
  }),
  voidRechargeCardBatch: endpoint({
    method: 'POST',
    path: '/v1/merchants/{merchantId}/recharge-card-batches/{batchId}/void',
    summary: 'Void every card of a batch that is not sold; again changes nothing',
    access: 'manager',
    status: 200,
    limits: [LIMITS.write],
    input: z.object({ merchantId, batchId, reason: text(200) }),
    output: z.object({ batch: rechargeCardBatch }),
    errors: ['notFound', 'forbidden'],
  }),
  voidRechargeCard: endpoint({
    method: 'POST',
    path: '/v1/merchants/{merchantId}/recharge-cards/{rechargeCardId}/void',
    summary: 'Void a card that is not loaded, sold or not; again changes nothing',
    access: 'manager',
    status: 200,
    limits: [LIMITS.write],
    input: z.object({ merchantId, rechargeCardId: id('rechargeCard'), reason: text(200) }),
    output: z.object({ card: rechargeCard }),
    errors: ['notFound', 'forbidden', 'conflict'],
  }),
};

const selling = {
  findRechargeCard: endpoint({
    method: 'POST',
    path: '/v1/merchants/{merchantId}/recharge-cards/look-up',
    summary: 'Look a recharge card up; a POST, so that no code stands in a URL',
    access: 'clerk',
    status: 200,
    limits: [LIMITS.write],
    input: z
      .object({ merchantId, number: number.optional(), code: code.optional() })
      .refine(byNumberOrCode, byNumberOrCodeError),
    output: z.object({ card: rechargeCard }),
    errors: ['notFound', 'forbidden'],
  }),
  sellRechargeCard: endpoint({
    method: 'POST',
    path: '/v1/merchants/{merchantId}/recharge-card-sales',
    summary: 'Sell a recharge card at the counter: from now on it can be loaded',
    access: 'clerk',
    status: 201,
    idempotent: true,
    limits: [LIMITS.write],
    input: z
      .object({
        merchantId,
        storeId: id('store'),
        number: number.optional(),
        code: code.optional(),
        tender: counterTender,
      })
      .refine(byNumberOrCode, byNumberOrCodeError),
    output: z.object({ sale: rechargeCardSale }),
    errors: [
      'notFound',
      'forbidden',
      'storeForbidden',
      'conflict',
      'rechargeUnavailable',
      'idempotencyMismatch',
    ],
  }),
};

const loading = {
  previewRechargeCard: endpoint({
    method: 'POST',
    path: '/v1/me/recharge-cards/preview',
    summary: 'What a recharge card would put on one’s own card, and whether there is room',
    access: 'user',
    status: 200,
    limits: [TRIES],
    input: loadInput,
    output: z.object({
      amountFen: fen,
      bonusFen: fen,
      bonusExpiresAt: instant.nullable(),
      /** The most principal that the card may hold, and how much of that is free. */
      capFen: fen,
      roomFen: fen,
      storeName: z.string(),
    }),
    errors: loadErrors,
  }),
  loadRechargeCard: endpoint({
    method: 'POST',
    path: '/v1/me/recharge-cards/load',
    summary: 'Load a recharge card onto one’s own card, once',
    access: 'user',
    status: 201,
    idempotent: true,
    limits: [TRIES],
    input: loadInput,
    output: z.object({ recharge, balance }),
    errors: [...loadErrors, 'principalCapExceeded', 'idempotencyMismatch'],
  }),
};

export const rechargeCards = { ...printing, ...selling, ...loading };
