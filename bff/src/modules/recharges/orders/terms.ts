import type { NoRechargeReason, RechargeTerms } from '@merchant-coin/shared';
import { AppError } from '../../../http/app-error';
import { rechargeOffers } from '../../campaigns';
import { type CardDocument, originStoreOf, principalCapOf } from '../../cards';
import { walletOf, type WalletView } from '../../coins';
import { type Member, memberOf } from '../../members';
import { merchantById, type MerchantDocument } from '../../merchants';
import { readyPayeeOf } from '../payees/payees';
import type { PayeeDocument } from '../payees/payees.model';
import { whyNotSelling } from '../terms';

/** All that an order, and what the member is told before it, are made from. */
export interface OrderTerms {
  merchant: MerchantDocument;
  member: Member;
  payee: PayeeDocument | null;
  wallet: WalletView;
  storeId: string;
  capFen: number;
  roomFen: number;
  whyNot: NoRechargeReason | null;
}

/** @throws AppError `notFound` */
export async function orderTermsOf(card: CardDocument, now: Date): Promise<OrderTerms> {
  const { merchantId } = card;
  const [merchant, member, payee, wallet, storeId] = await Promise.all([
    merchantById(merchantId),
    memberOf(merchantId, card.memberId),
    readyPayeeOf(merchantId),
    walletOf({ merchantId, cardId: card._id }, now),
    originStoreOf(card),
  ]);
  if (!merchant) throw new AppError('notFound');
  const capFen = await principalCapOf(member);
  const roomFen = Math.max(0, capFen - wallet.cappedPrincipalFen);
  const found = { merchant, member, payee, wallet, storeId, capFen, roomFen };
  return { ...found, whyNot: whyNotSelling(merchant) ?? whyMember(found) };
}

function whyMember(terms: Omit<OrderTerms, 'whyNot'>): NoRechargeReason | null {
  if (!terms.payee) return 'payeeMissing';
  if (terms.wallet.frozen) return 'cardFrozen';
  if (!terms.member.phoneConfirmed) return 'phoneUnconfirmed';
  return terms.roomFen > 0 ? null : 'capReached';
}

/** What the member is told before paying. */
export async function rechargeTermsFor(card: CardDocument, now: Date): Promise<RechargeTerms> {
  const [terms, offers] = await Promise.all([
    orderTermsOf(card, now),
    rechargeOffers(card.merchantId, now),
  ]);
  const { merchant, member, capFen, roomFen, whyNot } = terms;
  return {
    whyNot,
    offers,
    capFen,
    roomFen,
    filing: merchant.filing,
    legalName: merchant.legalName,
    contract: { ...merchant.contract, acceptedVersion: member.contractVersion },
  };
}

const REFUSALS = {
  cardFrozen: 'cardFrozen',
  phoneUnconfirmed: 'phoneUnconfirmed',
  capReached: 'principalCapExceeded',
} as const;

/** @throws AppError where nothing, or not that much, can be recharged. */
export function assertOrderable(
  terms: OrderTerms,
  amountFen: number,
): asserts terms is OrderTerms & { payee: PayeeDocument } {
  const { whyNot, capFen, roomFen } = terms;
  if (amountFen > roomFen && (whyNot === null || whyNot === 'capReached')) {
    throw new AppError('principalCapExceeded', { capFen, roomFen });
  }
  if (whyNot === null) return;
  const code = whyNot in REFUSALS ? REFUSALS[whyNot as keyof typeof REFUSALS] : null;
  throw code ? new AppError(code) : new AppError('rechargeUnavailable', { reason: whyNot });
}
