import { APPROVAL_SECONDS, priceFen } from '@merchant-coin/shared';
import { benefitAt, type CardDocument } from '../cards';
import { type Claims, type Command, type Sale } from '../coins';
import { spendRulesOf } from '../merchants';

/** What every command that spends has in common. */
export interface Spend {
  merchantId: string;
  cardId: string;
  now: Date;
  claims: Claims;
  fingerprint: string;
  storeId: string;
  staffId: string;
  sale: Omit<Sale, 'policy'>;
  policy: Sale['policy'];
  entryId?: string;
}

/** The price of a sale on this card now, and whether the member has to approve it. */
export interface SaleTerms {
  sale: Spend['sale'];
  policy: Spend['policy'];
  needsApproval: boolean;
}

/** Prices a sale; it needs approval above the merchant's or the member's own limit. */
export async function saleTermsOf(
  card: CardDocument,
  listFen: number,
  now: Date,
): Promise<SaleTerms> {
  const [{ discountBp, pointsBp }, rules] = await Promise.all([
    benefitAt(card, now),
    spendRulesOf(card.merchantId),
  ]);
  const paidFen = priceFen(listFen, discountBp);
  const limits = [rules.approvalLimitFen, card.approvalLimitFen ?? null];
  return {
    sale: { listFen, paidFen, discountBp, pointsBp },
    policy: rules.policy,
    needsApproval: limits.some((limitFen) => limitFen !== null && paidFen > limitFen),
  };
}

/** Holds the price until the member has answered, a minute at most. */
export function askingHold(spend: Spend): Command {
  const expiresAt = new Date(spend.now.getTime() + APPROVAL_SECONDS * 1000);
  return { ...spend, type: 'hold', expiresAt, awaitsApproval: true };
}
