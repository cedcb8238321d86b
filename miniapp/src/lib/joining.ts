import type { Card } from '@merchant-coin/shared';
import { call, type CallInput } from './client';
import { keepPayKeys } from './payKeys';
import { putResource, refreshAll } from './resource';

/** Joins a merchant; the new card is at once where cards are shown, and can pay. */
export async function joinMerchant(input: CallInput<'cards.joinMerchant'>): Promise<Card> {
  const { card } = await call('cards.joinMerchant', input);
  putResource(`card.${card.id}`, card);
  refreshAll('cards');
  void keepPayKeys([card.id]);
  return card;
}
