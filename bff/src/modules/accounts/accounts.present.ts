import type { StaffPost, User } from '@merchant-coin/shared';
import type { StaffDocument, UserDocument } from './accounts.model';
import { userViewOf } from './users';

/** The signed-in user to themselves: own name in full, phone masked. */
export function presentUser(user: UserDocument, staffOf: readonly StaffPost[]): User {
  const { _id: id, phoneMasked: phone, name } = userViewOf(user);
  return {
    id,
    phone,
    name,
    isOperator: user.isOperator,
    hasWechat: user.openid !== undefined,
    consentVersion: user.consent?.version ?? null,
    staffOf: [...staffOf],
  };
}

/** Where someone works; `allStoreIds` are the merchant's, which are all an owner's. */
export function presentPost(staff: StaffDocument, allStoreIds: readonly string[]): StaffPost {
  const { merchantId, role, storeIds } = staff;
  return { merchantId, role, storeIds: [...(role === 'owner' ? allStoreIds : storeIds)] };
}
