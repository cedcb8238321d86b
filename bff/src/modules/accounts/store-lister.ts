import type { StaffDocument } from './accounts.model';

/** Ids of a merchant's stores. Stores are a later module's, so the app hands this in at start. */
export type StoreLister = (merchantId: string) => Promise<readonly string[]>;

let list: StoreLister = () => Promise.resolve([]);

export function setStoreLister(lister: StoreLister): void {
  list = lister;
}

/** The stores of an owner's merchant; nothing for others, whose stores are on their own record. */
export async function storesOfOwner({
  role,
  merchantId,
}: StaffDocument): Promise<readonly string[]> {
  return role === 'owner' ? list(merchantId) : [];
}
