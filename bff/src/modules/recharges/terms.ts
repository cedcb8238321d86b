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

interface Told {
  amountFen: number;
  /** Left out where the caller says nothing of it. */
  bonusFen?: number | undefined;
}

interface Bonus {
  bonusFen: number;
  bonusValidDays: number | null;
}

/**
 * What the campaign in force gives on top of a recharge, where it is what the member was told.
 *
 * @throws AppError `conflict` with the reason `offerChanged` and what is in force.
 */
export async function agreedBonus(
  merchantId: string,
  { amountFen, bonusFen: toldFen }: Told,
  now: Date,
): Promise<Bonus> {
  const offer = await rechargeBonusFor(merchantId, amountFen, now);
  const bonusFen = offer?.bonusFen ?? 0;
  if (toldFen !== undefined && toldFen !== bonusFen) {
    throw new AppError('conflict', { reason: 'offerChanged', bonusFen });
  }
  return { bonusFen, bonusValidDays: offer?.bonusValidDays ?? null };
}

/** The same for a recharge that is made at once. */
export async function bonusNow(
  merchantId: string,
  told: Told,
  now: Date,
): Promise<{ bonusFen: number; bonusExpiresAt: Date | null }> {
  const { bonusFen, bonusValidDays } = await agreedBonus(merchantId, told, now);
  return { bonusFen, bonusExpiresAt: bonusEndOf(bonusValidDays, now) };
}

/** When a bonus that is given now ends; null where there is none. */
export function bonusEndOf(bonusValidDays: number | null, now: Date): Date | null {
  return bonusValidDays === null ? null : new Date(now.getTime() + bonusValidDays * DAY_MS);
}
