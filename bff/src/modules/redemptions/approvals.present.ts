import { type Approval, maskName } from '@merchant-coin/shared';
import { staffById, usersById } from '../accounts';
import type { Entry } from '../coins';
import { merchantById, presentFace, storeNamesOf } from '../merchants';

/** The masked name of who asked; null for staff without one. */
export async function clerkNameOf({
  merchantId,
  staffId,
}: {
  merchantId: string;
  staffId: string | null;
}): Promise<string | null> {
  const staff = await staffById(merchantId, staffId ?? '');
  const user = staff && (await usersById([staff.userId])).get(staff.userId);
  return user?.name ? maskName(user.name) : null;
}

/** What a member sees of a redemption that waits for them: where, who and how much. */
export async function presentApproval(hold: Entry): Promise<Approval> {
  const { merchantId, sale, holdExpiresAt } = hold;
  const [merchant, storeNames, clerkName] = await Promise.all([
    merchantById(merchantId),
    storeNamesOf(merchantId),
    clerkNameOf(hold),
  ]);
  if (!merchant || !sale || !holdExpiresAt) throw new Error(`${hold._id} waits for nobody`);
  return {
    redemptionId: hold._id,
    cardId: hold.cardId,
    merchant: presentFace(merchant),
    storeName: storeNames.get(hold.storeId ?? '') ?? '',
    clerkName,
    listFen: sale.listFen,
    discountBp: sale.discountBp,
    priceFen: sale.paidFen,
    at: hold.at.toISOString(),
    expiresAt: holdExpiresAt.toISOString(),
  };
}
