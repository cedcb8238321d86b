import type { CardType } from '@merchant-coin/shared';
import { call } from '@/lib/client';
import { useResource, type Resource } from '@/lib/resource';

const ENOUGH = 100;

/** The card types that the merchant issues. */
export function useCardTypes(merchantId: string): Resource<CardType[]> {
  return useResource(
    `cardTypes.${merchantId}`,
    async () => (await call('cards.listCardTypes', { merchantId, limit: ENOUGH })).items,
    { keep: true },
  );
}
