import type { StaffActor } from '../../http/mount';
import { AppError } from '../../http/app-error';
import { worksAt } from '../accounts';
import type { CardDocument } from '../cards';
import type { Entry } from '../coins';

/** A clerk may take back what they took themselves, for this long. */
const CLERK_REVERSAL_MS = 15 * 60_000;

/** Staff serve at their own stores, and never their own card. */
export function assertMayServe(actor: StaffActor, storeId: string, card: CardDocument): void {
  assertWorksAt(actor, storeId);
  if (card.userId === actor.userId) throw new AppError('forbidden', { reason: 'ownCard' });
}

export function assertWorksAt(actor: StaffActor, storeId: string | null): void {
  if (storeId === null || !worksAt(actor, storeId)) throw new AppError('storeForbidden');
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
  if (card.userId === actor.userId) throw new AppError('forbidden', { reason: 'ownCard' });
  if (actor.role !== 'clerk') return;
  assertWorksAt(actor, entry.storeId);
  if (entry.staffId !== actor.staffId) throw new AppError('forbidden', { reason: 'notYours' });
  if (now.getTime() - entry.at.getTime() > CLERK_REVERSAL_MS) {
    throw new AppError('forbidden', { reason: 'tooLate' });
  }
}
