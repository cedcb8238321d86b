import { readRechargeCardCode, rechargeCardCodeFrom } from '@merchant-coin/shared';
import { blindIndex } from '../../../db/seal';

/**
 * The code of a batch's n-th card: HMAC under the index key, seeded with the key of the request that made
 * the batch. So the same request gets the same codes again, which makes a lost answer harmless, and nobody
 * else does: codes and request key are kept nowhere. Without the index key the database tells nothing; with
 * both, one still lacks the request key, which is as hard to find as its client made it.
 */
export function codeOf(batch: { merchantId: string; requestKey: string; n: number }): string {
  const { merchantId, requestKey, n } = batch;
  const seed = blindIndex(JSON.stringify([merchantId, requestKey, n]), 'rechargeCard.seed');
  return rechargeCardCodeFrom(Buffer.from(seed, 'base64url'));
}

/** How a code is looked up at one merchant; null for a text that can be no code. */
export function codeIndexOf(merchantId: string, text: string): string | null {
  const code = readRechargeCardCode(text);
  return code && blindIndex(code, `rechargeCard.code:${merchantId}`);
}

export const requestIndexOf = (merchantId: string, requestKey: string): string =>
  blindIndex(requestKey, `rechargeCardBatch.request:${merchantId}`);
