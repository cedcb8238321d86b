import { z } from 'zod';
import { endpoint, LIMITS } from '../kernel/endpoint';
import { amountFen, fen, id } from '../kernel/schema';
import { LEGAL_PRINCIPAL_CAPS } from './rules';

const merchantId = id('merchant');

const caps = z.object({ identifiedFen: fen, otherwiseFen: fen });
/** The caps in force, and the most that they may be. */
const principalCaps = z.object({ caps, legal: caps });

/** The most principal that a card may hold: a merchant may only lower it. */
export const merchantCaps = {
  getPrincipalCaps: endpoint({
    method: 'GET',
    path: '/v1/merchants/{merchantId}/principal-caps',
    summary: 'The most principal that a card may hold',
    access: 'owner',
    status: 200,
    limits: [LIMITS.read],
    input: z.object({ merchantId }),
    output: principalCaps,
    errors: ['notFound'],
  }),
  setPrincipalCaps: endpoint({
    method: 'POST',
    path: '/v1/merchants/{merchantId}/principal-caps',
    summary: 'Lower the most principal that a card may hold, or raise it up to the legal cap',
    access: 'owner',
    status: 200,
    limits: [LIMITS.write],
    input: z
      .object({
        merchantId,
        identifiedFen: amountFen.max(LEGAL_PRINCIPAL_CAPS.identifiedFen),
        otherwiseFen: amountFen.max(LEGAL_PRINCIPAL_CAPS.otherwiseFen),
      })
      .refine((body) => body.otherwiseFen <= body.identifiedFen, {
        path: ['otherwiseFen'],
        error: 'is above the cap of members on record',
      }),
    output: principalCaps,
    errors: ['notFound'],
  }),
};
