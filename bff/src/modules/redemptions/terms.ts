import { APPROVAL_SECONDS, priceFen } from '@merchant-coin/shared';
import { AppError } from '../../http/app-error';
import { benefitAt, type CardDocument, type ReadCode } from '../cards';
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

/**
 * As `saleTermsOf`, by the member's code. One that was made for a sum pays that sum only, and by making it the
 * member has agreed to it.
 *
 * @throws AppError `payCodeAmountDiffers`
 */
export async function saleTermsByCode(
  { card, amountFen }: ReadCode,
  listFen: number,
  now: Date,
): Promise<SaleTerms> {
  const terms = await saleTermsOf(card, listFen, now);
  if (amountFen === null) return terms;
  const { paidFen: priceFen } = terms.sale;
  if (priceFen !== amountFen) {
    throw new AppError('payCodeAmountDiffers', { codeFen: amountFen, priceFen });
  }
  return { ...terms, needsApproval: false };
}

/** Holds the price until the member has answered, a minute at most. */
export function askingHold(spend: Spend): Command {
  const expiresAt = new Date(spend.now.getTime() + APPROVAL_SECONDS * 1000);
  return { ...spend, type: 'hold', expiresAt, awaitsApproval: true };
}
