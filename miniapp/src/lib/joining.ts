import type { Card, Merchant } from '@merchant-coin/shared';
import { call } from './client';
import { asApiError } from './errors';
import { keepPayKeys } from './payKeys';
import { putResource, refreshAll } from './resource';

/** Somebody agreed to a contract that is no longer the one in force. */
export const isContractChanged = (cause: unknown): boolean =>
  asApiError(cause).details.reason === 'contractChanged';

/**
 * Joins a merchant whose contract was shown; the new card is at once where cards are shown, and can pay. A contract
 * that has changed is asked for anew. Rejects with `ApiError`.
 */
export async function joinMerchant(merchant: Merchant, scene?: string): Promise<Card> {
  const { id: merchantId, contract } = merchant;
  const input = { merchantId, scene, contractVersion: contract.version };
  try {
    const { card } = await call('cards.joinMerchant', input);
    putResource(`card.${card.id}`, card);
    refreshAll('cards');
    void keepPayKeys([card.id]);
    return card;
  } catch (cause) {
    if (isContractChanged(cause)) refreshAll(`merchant.${merchantId}`);
    throw cause;
  }
}
