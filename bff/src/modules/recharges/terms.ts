import { DAY_MS } from '@merchant-coin/shared';
import { AppError } from '../../http/app-error';
import { rechargeBonusFor } from '../campaigns';
import { merchantById, type MerchantDocument, type StoreDocument } from '../merchants';

/**
 * Coins are sold by open merchants whose filing stands, at their own stores.
 *
 * @throws AppError `rechargeUnavailable` with the reason.
 */
export async function assertSells(store: StoreDocument): Promise<void> {
  const merchant = await merchantById(store.merchantId);
  const ofStore = store.kind === 'own' ? null : 'terminalStore';
  const reason = whyNotSelling(merchant) ?? ofStore;
  if (reason) throw new AppError('rechargeUnavailable', { reason });
}

/** Why a merchant sells no coins now; null where it does. */
export function whyNotSelling(
  merchant: MerchantDocument | null,
): 'merchantNotOpen' | 'notIssuing' | 'filingPending' | null {
  if (merchant?.status !== 'open') return 'merchantNotOpen';
  if (!merchant.issuing) return 'notIssuing';
  return merchant.filing.status === 'pending' ? 'filingPending' : null;
}

/** What the campaign in force gives on top of a recharge. */
export async function bonusOn(
  merchantId: string,
  amountFen: number,
  now: Date,
): Promise<{ bonusFen: number; bonusExpiresAt: Date | null }> {
  const bonus = await rechargeBonusFor(merchantId, amountFen, now);
  return {
    bonusFen: bonus?.bonusFen ?? 0,
    bonusExpiresAt: bonus && new Date(now.getTime() + bonus.bonusValidDays * DAY_MS),
  };
}
