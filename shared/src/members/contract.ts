import { z } from 'zod';
import { endpoint, LIMITS } from '../kernel/endpoint';
import { pageOf, pageQuery } from '../kernel/page';
import { id } from '../kernel/schema';
import { merchantFace } from '../merchants/schema';

export const directoryRow = merchantFace.extend({
  /** What joining gives, in a few words. */
  offer: z.string(),
  storeCount: z.int(),
  joined: z.boolean(),
  cardId: id('card').nullable(),
});
export type DirectoryRow = z.infer<typeof directoryRow>;

export const members = {
  listMerchants: endpoint({
    method: 'GET',
    path: '/v1/merchants',
    summary: 'The directory of merchants that issue coins',
    access: 'user',
    status: 200,
    limits: [LIMITS.read],
    input: z.object({ query: z.string().trim().max(40).optional(), ...pageQuery }),
    output: pageOf(directoryRow),
    errors: [],
  }),
};
