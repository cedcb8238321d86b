import { roleIncludes } from '@merchant-coin/shared';
import { AppError } from '../../http/app-error';
import type { StaffActor } from '../../http/mount';
import type { CardDocument } from '../cards';
import type { StoreDocument } from '../merchants';

/** Nobody acts on their own card. */
export function assertNotOwnCard(actor: StaffActor, card: CardDocument): void {
  if (card.userId === actor.userId) throw new AppError('forbidden', { reason: 'ownCard' });
}

/** Terminal stores belong to someone else: the merchant that sold the coins gives the money back. */
export function assertPaysRefunds(store: StoreDocument): void {
  if (store.kind === 'own') return;
  throw new AppError('refundUnavailable', { reason: 'terminalStore' });
}

/** Evidence names people and their papers: it is for those who give money back. */
export function readsEvidence(actor: StaffActor): boolean {
  return roleIncludes(actor.role, 'manager');
}
