import { AppError } from '../../http/app-error';
import { PIN_DAY_LIMIT_FEN } from '@merchant-coin/shared';
import {
  assertPin,
  type CardDocument,
  cardByPhone,
  pinDayOf,
  readPayCode,
  readSpokenCode,
} from '../cards';
import {
  type Claims,
  type Command,
  type Entry,
  postOrRefuse,
  requestClaim,
  usedClaims,
} from '../coins';
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
  pin?: string | undefined;
  confirmDuplicate: boolean;
}

/**
 * Takes coins for a purchase; the entry is the redemption. Above the member's or the merchant's limit, or by
 * the phone number alone, it is a hold that waits for the member.
 *
 * @throws AppError by the codes of the contract.
 */
export async function redeemCoins(request: RedeemRequest): Promise<Entry> {
  const { payCode, phone = '', code6, pin, confirmDuplicate, actor } = request;
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
  return pin === undefined ? askByPhone(request, phone) : payByPin(request, phone, pin);
}

/** @throws AppError `notFound` */
async function cardHeldBy(merchantId: string, phone: string): Promise<CardDocument> {
  const card = await cardByPhone(merchantId, phone);
  if (!card) throw new AppError('notFound');
  return card;
}

type BuildCommand = (card: CardDocument, claims: Claims) => Promise<Command>;

/** Posts what `build` makes of the card that a phone number names. */
async function postForPhone(
  request: RedeemRequest,
  phone: string,
  build: BuildCommand,
): Promise<Entry> {
  const { actor, requestKey, fingerprint } = request;
  const { merchantId } = actor;
  await storeServedBy(actor, request.storeId);
  const card = await cardHeldBy(merchantId, phone);
  assertNotOwnCard(actor, card);
  const claims: Claims = [requestClaim(requestKey)];
  const { entry, replayed } = await postOrRefuse(merchantId, claims, fingerprint, () =>
    build(card, claims),
  );
  if (!replayed) tellSpent(card, entry);
  return entry;
}

/** The member types the PIN at the counter: so much a day, and never above a limit for approval. */
function payByPin(request: RedeemRequest, phone: string, pin: string): Promise<Entry> {
  const { confirmDuplicate, listFen, now } = request;
  return postForPhone(request, phone, async (card, claims) => {
    // Asked again under its key it is answered again, which is no try.
    const isNew = (await usedClaims(card.merchantId, claims)).size === 0;
    if (isNew) await assertPin(card, pin, now);
    const { needsApproval, ...terms } = await saleTermsOf(card, listFen, now);
    // Who has no phone at hand cannot approve.
    if (needsApproval) throw new AppError('approvalUnavailable', { reason: 'aboveLimit' });
    const spend = await spendOf(request, card, claims, terms);
    const day = await pinDayOf(card, now);
    const limits = { pin: { day, limitFen: PIN_DAY_LIMIT_FEN } };
    return { ...spend, type: 'redeem', confirmDuplicate, ...limits };
  });
}

/** A phone number alone never pays: the member approves, where anybody has shown to hold that phone. */
function askByPhone(request: RedeemRequest, phone: string): Promise<Entry> {
  const { actor, listFen, now } = request;
  return postForPhone(request, phone, async (card, claims) => {
    const { phoneConfirmed } = await memberOf(actor.merchantId, card.memberId);
    if (!phoneConfirmed) throw new AppError('approvalUnavailable', { reason: 'neverSignedIn' });
    const { sale, policy } = await saleTermsOf(card, listFen, now);
    return askingHold(await spendOf(request, card, claims, { sale, policy }));
  });
}
