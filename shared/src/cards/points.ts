import { z } from 'zod';
import { balance, cardEntry } from '../coins/schema';
import { endpoint, LIMITS } from '../kernel/endpoint';
import { pageOf, pageQuery } from '../kernel/page';
import { fen, id, instant } from '../kernel/schema';
import { MAX_EXCHANGE_OPTIONS, MAX_EXCHANGE_TIMES } from './rules';

const merchantId = id('merchant');
const cardId = id('card');
const optionId = id('exchangeOption');

/** What an option says: so many points give a bonus lot that is good for so many days. */
const exchangeTerms = z.object({
  points: z.int().min(1).max(10_000_000),
  bonusFen: z.int().min(1).max(1_000_000),
  /** Good through the end of this day after the exchange, in the merchant's zone. */
  validDays: z.int().min(1).max(3_650),
});
export type ExchangeTerms = z.infer<typeof exchangeTerms>;

const optionDraft = exchangeTerms.extend({ active: z.boolean() });

/** An option's terms never change: other terms make another option, with another id. */
export const exchangeOption = optionDraft.extend({ id: optionId });
export type ExchangeOption = z.infer<typeof exchangeOption>;

/** The merchant's table, cheapest first. `version` grows with each change; 0 before the first. */
export const exchangeTable = z.object({ version: z.int(), options: z.array(exchangeOption) });
export type ExchangeTable = z.infer<typeof exchangeTable>;

/** An option as one member sees it. */
export const openOption = exchangeTerms.extend({
  id: optionId,
  /** How many the card lacks for it; 0 where it can be had. */
  missingPoints: z.int(),
});
export type OpenOption = z.infer<typeof openOption>;

export const myPoints = z.object({
  /** Below zero where a reversal took back points that had been used. */
  points: z.int(),
  status: z.enum(['active', 'frozen']),
  options: z.array(openOption),
});
export type MyPoints = z.infer<typeof myPoints>;

/** What was exchanged, from its entry. */
export const exchange = z.object({
  id: id('entry'),
  optionId,
  points: z.int(),
  bonusFen: fen,
  expiresAt: instant,
  entrySeq: z.int(),
  at: instant,
});
export type Exchange = z.infer<typeof exchange>;

const termsKey = ({ points, bonusFen, validDays }: ExchangeTerms) =>
  `${points} ${bonusFen} ${validDays}`;

export const pointsEndpoints = {
  getExchangeTable: endpoint({
    method: 'GET',
    path: '/v1/merchants/{merchantId}/exchange-table',
    summary: 'What members can have for their points',
    access: 'owner',
    status: 200,
    limits: [LIMITS.read],
    input: z.object({ merchantId }),
    output: exchangeTable,
    errors: ['notFound', 'forbidden'],
  }),
  setExchangeTable: endpoint({
    method: 'POST',
    path: '/v1/merchants/{merchantId}/exchange-table',
    summary: 'Set what members can have for their points, all of it at once',
    access: 'owner',
    status: 200,
    limits: [LIMITS.write],
    input: z.object({
      merchantId,
      /** The one that was read before: somebody else's change in between is a conflict. */
      version: z.int().min(0),
      options: z
        .array(optionDraft)
        .max(MAX_EXCHANGE_OPTIONS)
        .refine((options) => new Set(options.map(termsKey)).size === options.length, {
          error: 'an option is there twice',
        }),
    }),
    output: exchangeTable,
    errors: ['notFound', 'forbidden', 'conflict'],
  }),
  getMyPoints: endpoint({
    method: 'GET',
    path: '/v1/me/cards/{cardId}/points',
    summary: 'The points of one of one’s own cards, and what they can be exchanged for',
    access: 'user',
    status: 200,
    limits: [LIMITS.read],
    input: z.object({ cardId }),
    output: myPoints,
    errors: ['notFound'],
  }),
  listMyPointsEntries: endpoint({
    method: 'GET',
    path: '/v1/me/cards/{cardId}/points/entries',
    summary: 'How a card’s points came and went, newest first',
    access: 'user',
    status: 200,
    limits: [LIMITS.read],
    input: z.object({ cardId, ...pageQuery }),
    output: pageOf(cardEntry),
    errors: ['notFound'],
  }),
  exchangePoints: endpoint({
    method: 'POST',
    path: '/v1/me/cards/{cardId}/exchanges',
    summary: 'Exchange points for bonus coins',
    access: 'user',
    status: 201,
    idempotent: true,
    limits: [LIMITS.write],
    input: z.object({
      cardId,
      optionId,
      times: z.int().min(1).max(MAX_EXCHANGE_TIMES).default(1),
    }),
    output: z.object({ exchange, points: z.int(), balance }),
    errors: ['notFound', 'conflict', 'insufficientPoints', 'cardFrozen', 'idempotencyMismatch'],
  }),
};
