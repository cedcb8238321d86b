import type { RechargeOffer } from '@merchant-coin/shared';
import { call } from '@/lib/client';
import { useResource, type Resource } from '@/lib/resource';

const ENOUGH = 100;

/** The recharge bonus in force, smallest step first. */
export function useOffers(merchantId: string): Resource<RechargeOffer[]> {
  return useResource(
    `offers.${merchantId}`,
    async () => (await call('campaigns.listRechargeOffers', { merchantId, limit: ENOUGH })).items,
    { keep: true },
  );
}
