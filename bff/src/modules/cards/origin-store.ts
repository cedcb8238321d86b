import { memberOf } from '../members';
import { headOfficeOf, storeById } from '../merchants';
import type { CardDocument } from './cards.model';

/**
 * Which store coins come from that nobody sold at a counter: the member's home store, the head office where
 * that one sells no coins.
 */
export async function originStoreOf({ merchantId, memberId }: CardDocument): Promise<string> {
  const { homeStoreId } = await memberOf(merchantId, memberId);
  const home = await storeById(merchantId, homeStoreId);
  return home?.kind === 'own' ? home._id : (await headOfficeOf(merchantId))._id;
}
