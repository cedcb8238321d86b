import type { StaffRole } from '@merchant-coin/shared';
import { AppError } from '../../http/app-error';
import type { StaffActor } from '../../http/mount';
import {
  appointStaff,
  findOrCreateUserByPhone,
  type StaffDocument,
  usersById,
  type UserView,
} from '../accounts';
import { assertNotSelf } from './merchants.policy';
import { storesOf } from './merchants.service';

export interface Invitation {
  phone: string;
  role: StaffRole;
  storeIds: readonly string[];
}

/**
 * Gives a phone number a role; the person signs in with that phone. Clerks and managers need at least one of
 * the merchant's stores.
 *
 * @throws AppError `notFound` for a store that is not the merchant's, `validationFailed` without a store,
 *   `conflict` on oneself.
 */
export async function inviteStaff(
  actor: StaffActor,
  { phone, role, storeIds }: Invitation,
  now: Date,
): Promise<{ staff: StaffDocument; user: UserView | undefined }> {
  const { merchantId } = actor;
  const chosen = role === 'owner' ? [] : [...new Set(storeIds)];
  if (role !== 'owner' && chosen.length === 0) {
    const issues = [{ path: 'storeIds', message: 'name at least one store' }];
    throw new AppError('validationFailed', { issues });
  }
  const own = new Set((await storesOf(merchantId)).map((store) => store._id));
  if (chosen.some((storeId) => !own.has(storeId))) throw new AppError('notFound');
  const { _id: userId } = await findOrCreateUserByPhone(phone, now);
  assertNotSelf(actor, userId);
  const staff = await appointStaff({ merchantId, userId, role, storeIds: chosen }, now);
  return { staff, user: (await usersById([userId])).get(userId) };
}
