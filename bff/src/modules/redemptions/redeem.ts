import { newId } from '../../db/ids';
import { AppError } from '../../http/app-error';
import type { StaffActor } from '../../http/mount';
import {
  assertStepOpen,
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
import { memberOf } from '../members';
import { storeServedBy } from '../merchants';
import { publishAsked } from './approval-events';
import { assertNotOwnCard } from './redemptions.policy';
import { askingHold, saleTermsOf, type Spend } from './terms';

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
 * Takes coins for a purchase; the entry is the redemption. Above the member's or the merchant's limit, or
 * without a code, it is a hold that waits for the member.
 *
 * @throws AppError by the codes of the contract.
 */
export async function redeemCoins(request: RedeemRequest): Promise<Entry> {
  const { payCode, confirmDuplicate } = request;
  if (payCode === undefined) return askByPhone(request);
  return spendByCode({ ...request, payCode }, (spend, needsApproval) =>
    needsApproval ? askingHold(spend) : { ...spend, type: 'redeem', confirmDuplicate },
  );
}

/**
 * Posts what `commandOf` makes of a spend. Order of checks (DESIGN section 6): digits → card → stored
 * request key → used → one-time password → state → funds; the ledger looks at key and code before any
 * refusal is answered.
 */
export async function spendByCode(
  request: SpendRequest,
  commandOf: (spend: Spend, needsApproval: boolean) => Command,
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
      spendFor(request, code, claims, commandOf),
    ),
  );
  if (!replayed) tell(card, entry);
  return entry;
}

function tell(card: CardDocument, entry: Entry): void {
  publishEntry(card, entry);
  if (entry.awaitsApproval) publishAsked(card, entry);
}

/** Judges the one-time password and says what to append; adds the code's claim before it may refuse. */
async function spendFor(
  request: SpendRequest,
  code: ReadCode,
  claims: Claims,
  commandOf: (spend: Spend, needsApproval: boolean) => Command,
): Promise<Command> {
  const { actor, now } = request;
  const { card } = code;
  const step = stepOf(code, now);
  if (step !== null) claims.push(payCodeClaim(card._id, step));
  await assertStepOpen(card, step, actor.staffId, now);
  const { needsApproval, ...terms } = await saleTermsOf(card, request.listFen, now);
  return commandOf(await spendOf(request, card, claims, terms), needsApproval);
}

async function spendOf(
  request: Omit<SpendRequest, 'payCode'>,
  { _id: cardId }: CardDocument,
  claims: Claims,
  terms: Pick<Spend, 'sale' | 'policy'>,
): Promise<Spend> {
  const { actor, storeId, fingerprint, now } = request;
  const { merchantId, staffId } = actor;
  const remark = request.note === undefined ? {} : await remarked(merchantId, request.note, now);
  return { merchantId, cardId, now, claims, fingerprint, storeId, staffId, ...terms, ...remark };
}

async function remarked(merchantId: string, text: string, now: Date): Promise<{ entryId: string }> {
  const entryId = newId('entry', now);
  await writeRemark(merchantId, entryId, text);
  return { entryId };
}

/** A phone number alone never pays: the member approves, where anybody has shown to hold that phone. */
async function askByPhone(request: RedeemRequest): Promise<Entry> {
  const { actor, phone = '', requestKey, fingerprint, now } = request;
  const { merchantId } = actor;
  await storeServedBy(actor, request.storeId);
  const card = await cardByPhone(merchantId, phone);
  if (!card) throw new AppError('notFound');
  assertNotOwnCard(actor, card);
  const claims: Claims = [requestClaim(requestKey)];
  const { entry, replayed } = await postOrRefuse(merchantId, claims, fingerprint, async () => {
    const { phoneConfirmed } = await memberOf(merchantId, card.memberId);
    if (!phoneConfirmed) throw new AppError('approvalUnavailable', { reason: 'neverSignedIn' });
    const { sale, policy } = await saleTermsOf(card, request.listFen, now);
    return askingHold(await spendOf(request, card, claims, { sale, policy }));
  });
  if (!replayed) tell(card, entry);
  return entry;
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
