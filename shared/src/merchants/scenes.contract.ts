import { z } from 'zod';
import { endpoint, LIMITS } from '../kernel/endpoint';
import { id, picture } from '../kernel/schema';

/** What a mini-program code carries: an opaque word that stands for where it leads. */
export const scene = z.string().regex(/^[\w-]{20}$/);

export const scenes = {
  getScene: endpoint({
    method: 'GET',
    path: '/v1/scenes/{scene}',
    summary: 'Where a mini-program code leads: a merchant, and the store that shows it',
    access: 'public',
    status: 200,
    limits: [LIMITS.publicRead],
    input: z.object({ scene }),
    output: z.object({ merchantId: id('merchant'), storeId: id('store').nullable() }),
    errors: ['notFound'],
  }),
  getStoreAppCode: endpoint({
    method: 'GET',
    path: '/v1/merchants/{merchantId}/stores/{storeId}/app-code',
    summary: 'The mini-program code of a store, for its counter: who scans it can join there',
    access: 'manager',
    status: 200,
    limits: [{ per: 'user', points: 60, seconds: 60 }],
    input: z.object({ merchantId: id('merchant'), storeId: id('store') }),
    output: picture,
    isPicture: true,
    errors: ['storeForbidden'],
  }),
};
