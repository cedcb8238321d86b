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
  const reason = whyNotSelling(merchant, store);
  if (reason) throw new AppError('rechargeUnavailable', { reason });
}

function whyNotSelling(merchant: MerchantDocument | null, store: StoreDocument): string | null {
  if (merchant?.status !== 'open') return 'merchantNotOpen';
  if (!merchant.issuing) return 'notIssuing';
  if (merchant.filing.status === 'pending') return 'filingPending';
  return store.kind === 'own' ? null : 'terminalStore';
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
