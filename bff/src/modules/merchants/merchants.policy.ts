import { AppError } from '../../http/app-error';
import type { StaffActor, UserActor } from '../../http/mount';
import type { MerchantDocument } from './merchants.model';

/** An open merchant is seen by anyone; one that waits for approval by who opened it and its staff only. */
export function assertMaySee(
  merchant: MerchantDocument | null,
  viewer: Pick<UserActor, 'userId'> | null,
  worksHere: boolean,
): asserts merchant is MerchantDocument {
  const visible =
    merchant?.status === 'open' ||
    (viewer !== null && merchant?.openedBy === viewer.userId) ||
    worksHere;
  if (!merchant || !visible) throw new AppError('notFound');
}

/** Nobody changes or ends their own work: a merchant would be left without an owner. */
export function assertNotSelf(actor: StaffActor, userId: string): void {
  if (actor.userId === userId) throw new AppError('conflict', { reason: 'ownStaffRecord' });
}
