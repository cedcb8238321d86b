import { AppError } from '../../http/app-error';
import type { StaffActor, UserActor } from '../../http/mount';
import type { MerchantDocument } from './merchants.model';

/** A merchant that waits for approval is seen by whoever opened it and by its staff only. */
export function assertMaySee(
  merchant: MerchantDocument | null,
  actor: UserActor,
  worksHere: boolean,
): asserts merchant is MerchantDocument {
  const visible = merchant?.status === 'open' || merchant?.openedBy === actor.userId || worksHere;
  if (!merchant || !visible) throw new AppError('notFound');
}

/** Nobody changes or ends their own work: a merchant would be left without an owner. */
export function assertNotSelf(actor: StaffActor, userId: string): void {
  if (actor.userId === userId) throw new AppError('conflict', { reason: 'ownStaffRecord' });
}
