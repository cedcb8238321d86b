import type { StaffActor } from '../../http/mount';
import { AppError } from '../../http/app-error';
import { worksAt } from '../accounts';
import type { CardDocument } from '../cards';
import type { Entry } from '../coins';

/** A clerk may take back what they took themselves, for this long. */
const CLERK_REVERSAL_MS = 15 * 60_000;

/** Nobody acts on their own card. */
export function assertNotOwnCard(actor: StaffActor, card: CardDocument): void {
  if (card.userId === actor.userId) throw new AppError('forbidden', { reason: 'ownCard' });
}

/** A clerk deals with what is held at the own stores, a manager with all of it. */
export function assertServesHolds(actor: StaffActor, storeId: string | null): void {
  if (actor.role === 'clerk' && !worksAt(actor, storeId ?? '')) {
    throw new AppError('storeForbidden');
  }
}

/**
 * A clerk reverses the own, at the same store, within 15 minutes; a manager anything; nobody on their own
 * card.
 */
export function assertMayReverse(
  actor: StaffActor,
  entry: Entry,
  card: CardDocument,
  now: Date,
): void {
  assertNotOwnCard(actor, card);
  if (actor.role !== 'clerk') return;
  if (!worksAt(actor, entry.storeId ?? '')) throw new AppError('storeForbidden');
  if (entry.staffId !== actor.staffId) throw new AppError('forbidden', { reason: 'notYours' });
  if (now.getTime() - entry.at.getTime() > CLERK_REVERSAL_MS) {
    throw new AppError('forbidden', { reason: 'tooLate' });
  }
}
