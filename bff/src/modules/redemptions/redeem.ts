import { AppError } from '../../http/app-error';
import { type CardDocument, cardByPhone, readPayCode, readSpokenCode } from '../cards';
import { type Claims, type Command, type Entry, postOrRefuse, requestClaim } from '../coins';
import { memberOf } from '../members';
import { storeServedBy } from '../merchants';
import { assertNotOwnCard } from './redemptions.policy';
import { spendByCode, spendOf, type SpendRequest, tellSpent } from './spend';
import { askingHold, saleTermsOf, type Spend } from './terms';

/** By a code that was scanned or typed, or by the phone number and what proves its holder. */
export interface RedeemRequest extends SpendRequest {
  payCode?: string | undefined;
  phone?: string | undefined;
  code6?: string | undefined;
  confirmDuplicate: boolean;
}

/**
 * Takes coins for a purchase; the entry is the redemption. Above the member's or the merchant's limit, or by
 * the phone number alone, it is a hold that waits for the member.
 *
 * @throws AppError by the codes of the contract.
 */
export async function redeemCoins(request: RedeemRequest): Promise<Entry> {
  const { payCode, phone = '', code6, confirmDuplicate, actor } = request;
  const { merchantId } = actor;
  const commandOf = (spend: Spend, needsApproval: boolean): Command =>
    needsApproval ? askingHold(spend) : { ...spend, type: 'redeem', confirmDuplicate };
  if (payCode !== undefined) {
    return spendByCode(request, () => readPayCode(merchantId, payCode), commandOf);
  }
  if (code6 !== undefined) {
    const read = async () => readSpokenCode(await cardHeldBy(merchantId, phone), code6);
    return spendByCode(request, read, commandOf);
  }
  return askByPhone(request, phone);
}

/** @throws AppError `notFound` */
async function cardHeldBy(merchantId: string, phone: string): Promise<CardDocument> {
  const card = await cardByPhone(merchantId, phone);
  if (!card) throw new AppError('notFound');
  return card;
}

/** A phone number alone never pays: the member approves, where anybody has shown to hold that phone. */
async function askByPhone(request: RedeemRequest, phone: string): Promise<Entry> {
  const { actor, requestKey, fingerprint, now } = request;
  const { merchantId } = actor;
  await storeServedBy(actor, request.storeId);
  const card = await cardHeldBy(merchantId, phone);
  assertNotOwnCard(actor, card);
  const claims: Claims = [requestClaim(requestKey)];
  const { entry, replayed } = await postOrRefuse(merchantId, claims, fingerprint, async () => {
    const { phoneConfirmed } = await memberOf(merchantId, card.memberId);
    if (!phoneConfirmed) throw new AppError('approvalUnavailable', { reason: 'neverSignedIn' });
    const { sale, policy } = await saleTermsOf(card, request.listFen, now);
    return askingHold(await spendOf(request, card, claims, { sale, policy }));
  });
  if (!replayed) tellSpent(card, entry);
  return entry;
}
