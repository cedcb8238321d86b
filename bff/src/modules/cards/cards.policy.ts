import { type CardAction, roleIncludes } from '@merchant-coin/shared';
import { AppError } from '../../http/app-error';
import type { StaffActor } from '../../http/mount';
import { worksAt } from '../accounts';
import type { Freeze } from '../coins';

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

const isByStaff = (freeze: Freeze): boolean => freeze.staffId !== null;

/** Staff may keep frozen what a member froze; otherwise one freeze is enough. */
export function mayFreezeOver(before: Freeze, staffId: string | null): boolean {
  return staffId !== null && !isByStaff(before);
}

/** @throws AppError `forbidden` where staff froze the card. */
export function assertMayUnfreezeOwn(freeze: Freeze): void {
  if (isByStaff(freeze)) throw new AppError('forbidden', { reason: 'frozenByStaff' });
}

/** What the caller may do to a card, as it is now; the endpoints decide by the same rules. */
export function actionsOf(
  actor: StaffActor,
  { userId }: { userId: string },
  freeze: Freeze | null,
): CardAction[] {
  if (actor.userId === userId) return [];
  const isManager = roleIncludes(actor.role, 'manager');
  const actions: CardAction[] = [];
  if (!freeze || mayFreezeOver(freeze, actor.staffId)) actions.push('freeze');
  if (freeze && isManager) actions.push('unfreeze');
  if (isManager) actions.push('replace');
  if (roleIncludes(actor.role, 'owner')) actions.push('correct');
  return actions;
}
