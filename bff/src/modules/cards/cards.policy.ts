import { AppError } from '../../http/app-error';
import type { StaffActor } from '../../http/mount';
import { worksAt } from '../accounts';

/**
 * Staff register members at their own stores and never themselves; back-dating is a manager's.
 *
 * @throws AppError `storeForbidden`, `forbidden`, or `validationFailed` for a date to come.
 */
export function assertMayRegister(
  actor: StaffActor,
  { storeId, joinedOn, today }: { storeId: string | undefined; joinedOn: string; today: string },
): void {
  if (storeId !== undefined && !worksAt(actor, storeId)) throw new AppError('storeForbidden');
  if (joinedOn > today) {
    const issues = [{ path: 'joinedOn', message: 'is later than today' }];
    throw new AppError('validationFailed', { issues });
  }
  if (joinedOn < today && actor.role === 'clerk') {
    throw new AppError('forbidden', { reason: 'backdating' });
  }
}

export function assertNotSelf(actor: StaffActor, userId: string): void {
  if (actor.userId === userId) throw new AppError('forbidden', { reason: 'ownCard' });
}
