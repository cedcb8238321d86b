import type { Merchant, MerchantFace, StaffMember, Store } from '@merchant-coin/shared';
import type { StaffDocument, UserView } from '../accounts';
import type { MerchantDocument, StoreDocument } from './merchants.model';

/** How a merchant looks in lists and on cards. */
export function presentFace(merchant: MerchantDocument): MerchantFace {
  const { _id: id, name, category, colour, mark } = merchant;
  return { id, name, category, colour, mark };
}

export function presentStore(store: StoreDocument): Store {
  // A store of before there were phone numbers has none.
  const { _id: id, name, kind, address, phone = null, isHeadOffice } = store;
  return { id, name, kind, address, phone, isHeadOffice };
}

export function presentMerchant(
  merchant: MerchantDocument,
  stores: readonly StoreDocument[],
): Merchant {
  const { status, legalName, offer, zone, issuing, filing, contract } = merchant;
  return {
    ...presentFace(merchant),
    status,
    legalName,
    offer,
    zone,
    issuing,
    filing,
    contract,
    stores: stores.map(presentStore),
  };
}

export function presentStaff(staff: StaffDocument, user: UserView | undefined): StaffMember {
  return {
    id: staff._id,
    userId: staff.userId,
    phone: user?.phoneMasked ?? '',
    name: user?.name ?? null,
    role: staff.role,
    storeIds: [...staff.storeIds],
    since: staff.since.toISOString(),
  };
}
