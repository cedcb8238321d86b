import { priceFen } from '@merchant-coin/shared';
import { newId } from '../../db/ids';
import { AppError } from '../../http/app-error';
import type { StaffActor } from '../../http/mount';
import {
  assertStepOpen,
  benefitAt,
  type CardDocument,
  cardByPhone,
  countingWrongCodes,
  publishEntry,
  type ReadCode,
  readPayCode,
  stepOf,
} from '../cards';
import {
  type Claims,
  type Command,
  type Entry,
  payCodeClaim,
  postOrRefuse,
  requestClaim,
  writeRemark,
} from '../coins';
import { spendPolicyOf, storeServedBy } from '../merchants';
import { assertNotOwnCard } from './redemptions.policy';

/** What any spend by a pay code comes with. */
export interface SpendRequest {
  actor: StaffActor;
  storeId: string;
  payCode: string;
  listFen: number;
  note?: string | undefined;
  requestKey: string;
  fingerprint: string;
  now: Date;
}

export interface RedeemRequest extends Omit<SpendRequest, 'payCode'> {
  payCode?: string | undefined;
  phone?: string | undefined;
  confirmDuplicate: boolean;
}

/**
 * Takes coins for a purchase; the entry is the redemption.
 *
 * @throws AppError by the codes of the contract.
 */
export async function redeemCoins(request: RedeemRequest): Promise<Entry> {
  const { payCode, confirmDuplicate } = request;
  if (payCode === undefined) return refuseWithoutCode(request);
  return spendByCode({ ...request, payCode }, (spend) => ({
    ...spend,
    type: 'redeem',
    confirmDuplicate,
  }));
}

/**
 * Posts what `commandOf` makes of a spend. Order of checks (DESIGN section 6): digits → card → stored
 * request key → used → one-time password → state → funds; the ledger looks at key and code before any
 * refusal is answered.
 */
export async function spendByCode(
  request: SpendRequest,
  commandOf: (spend: Spend) => Command,
): Promise<Entry> {
  const { actor, requestKey, fingerprint, now } = request;
  const { merchantId } = actor;
  await storeServedBy(actor, request.storeId);
  let code: ReadCode;
  try {
    code = await readPayCode(merchantId, request.payCode);
  } catch (refusal) {
    return answeredBefore(request, refusal);
  }
  const { card } = code;
  assertNotOwnCard(actor, card);
  const claims: Claims = [requestClaim(requestKey)];
  const { entry, replayed } = await countingWrongCodes(card, now, () =>
    postOrRefuse(merchantId, claims, fingerprint, async () =>
      commandOf(await spendFor(request, code, claims)),
    ),
  );
  if (!replayed) publishEntry(card, entry);
  return entry;
}

type Spend = Awaited<ReturnType<typeof spendFor>>;

/** Judges the one-time password and says what to append; adds the code's claim before it may refuse. */
async function spendFor(request: SpendRequest, code: ReadCode, claims: Claims) {
  const { actor, storeId, fingerprint, now } = request;
  const { merchantId, staffId } = actor;
  const { card } = code;
  const step = stepOf(code, now);
  if (step !== null) claims.push(payCodeClaim(card._id, step));
  await assertStepOpen(card, step, staffId, now);
  const terms = await termsOf(card, request.listFen, now);
  return {
    merchantId,
    cardId: card._id,
    now,
    claims,
    fingerprint,
    storeId,
    staffId,
    ...terms,
    ...(request.note === undefined ? {} : await remarked(merchantId, request.note, now)),
  };
}

async function termsOf(card: CardDocument, listFen: number, now: Date) {
  const [benefit, policy] = await Promise.all([
    benefitAt(card, now),
    spendPolicyOf(card.merchantId),
  ]);
  const { discountBp, pointsBp } = benefit;
  return {
    sale: { listFen, paidFen: priceFen(listFen, discountBp), discountBp, pointsBp },
    policy,
  };
}

async function remarked(merchantId: string, text: string, now: Date): Promise<{ entryId: string }> {
  const entryId = newId('entry', now);
  await writeRemark(merchantId, entryId, text);
  return { entryId };
}

/** A phone number alone never pays; the member has to approve, and that way is not open yet. */
async function refuseWithoutCode(request: RedeemRequest): Promise<Entry> {
  const { actor, phone = '' } = request;
  const { merchantId } = actor;
  await storeServedBy(actor, request.storeId);
  const card = await cardByPhone(merchantId, phone);
  if (!card) throw new AppError('notFound');
  assertNotOwnCard(actor, card);
  return answeredBefore(request, new AppError('approvalUnavailable'));
}

/** A refusal, unless the key was used: a card that was replaced since no longer answers to its old code. */
async function answeredBefore(
  { actor, requestKey, fingerprint }: Pick<SpendRequest, 'actor' | 'requestKey' | 'fingerprint'>,
  refusal: unknown,
): Promise<Entry> {
  const claims: Claims = [requestClaim(requestKey)];
  const { entry } = await postOrRefuse(actor.merchantId, claims, fingerprint, async () => {
    throw refusal;
  });
  return entry;
}
