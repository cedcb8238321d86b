import type { Merchant } from '@merchant-coin/shared';
import { call } from './client';
import { useResource, type Resource } from './resource';

/** A merchant with its stores, as anybody may see it; kept, so that names are there without a network. */
export function useMerchant(merchantId: string): Resource<Merchant> {
  return useResource(
    `merchant.${merchantId}`,
    () => call('merchants.getMerchant', { merchantId }),
    { guest: true, keep: true },
  );
}
