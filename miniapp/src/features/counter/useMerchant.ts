import type { Merchant } from '@merchant-coin/shared';
import { call } from '@/lib/client';
import { useResource, type Resource } from '@/lib/resource';

/** The merchant with its stores; kept, so that the counter knows its names without a network. */
export function useMerchant(merchantId: string): Resource<Merchant> {
  return useResource(
    `merchant.${merchantId}`,
    () => call('merchants.getMerchant', { merchantId }),
    { keep: true },
  );
}
