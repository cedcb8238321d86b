import { z } from 'zod';
import { endpoint, LIMITS } from '../kernel/endpoint';
import { pageOf, pageQuery } from '../kernel/page';
import { fen, id } from '../kernel/schema';

/** One step of the recharge bonus in force: pay this, get that on top. */
export const rechargeOffer = z.object({
  campaignId: id('campaign'),
  payFen: fen,
  bonusFen: fen,
  bonusValidDays: z.int(),
});
export type RechargeOffer = z.infer<typeof rechargeOffer>;

export const campaigns = {
  listRechargeOffers: endpoint({
    method: 'GET',
    path: '/v1/merchants/{merchantId}/recharge-offers',
    summary: 'The recharge bonus in force, smallest step first',
    access: 'user',
    status: 200,
    limits: [LIMITS.read],
    input: z.object({ merchantId: id('merchant'), ...pageQuery }),
    output: pageOf(rechargeOffer),
    errors: ['notFound'],
  }),
};
