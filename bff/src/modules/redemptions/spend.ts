import { newId } from '../../db/ids';
import type { Keyed, StaffActor } from '../../http/mount';
import {
  assertStepOpen,
  type CardDocument,
  countingWrongCodes,
  publishEntry,
  type ReadCode,
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
import { storeServedBy } from '../merchants';
import { publishAsked } from './approval-events';
import { tellPaidByPin } from './pin-receipts';
import { assertNotOwnCard } from './redemptions.policy';
import { saleTermsByCode, type Spend } from './terms';

/** What any spend at the counter comes with. */
export interface SpendRequest extends Keyed {
  actor: StaffActor;
  storeId: string;
  listFen: number;
  note?: string | undefined;
}

/**
 * Posts what `commandOf` makes of a spend by the code that `read` finds. Order of checks (DESIGN section 6):
 * digits → card → stored request key → used → one-time password → state → funds; the ledger looks at key and
 * code before any refusal is answered.
 */
export async function spendByCode(
  request: SpendRequest,
  read: () => Promise<ReadCode>,
  commandOf: (spend: Spend, needsApproval: boolean) => Command,
): Promise<Entry> {
  const { actor, requestKey, fingerprint, now } = request;
  await storeServedBy(actor, request.storeId);
  let code: ReadCode;
  try {
    code = await read();
  } catch (refusal) {
    return answeredBefore(request, refusal);
  }
  const { card } = code;
  assertNotOwnCard(actor, card);
  const claims: Claims = [requestClaim(requestKey)];
  const { entry, replayed } = await countingWrongCodes(code, now, () =>
    postOrRefuse(actor.merchantId, claims, fingerprint, async () =>
      spendFor(request, code, claims, commandOf),
    ),
  );
  if (!replayed) tellSpent(card, entry);
  return entry;
}

/** Tells the member what was taken, or what waits for their word; by SMS what was paid without the phone. */
export function tellSpent(card: CardDocument, entry: Entry): void {
  publishEntry(card, entry);
  if (entry.awaitsApproval) publishAsked(card, entry);
  if (entry.pin) tellPaidByPin(entry);
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
  await assertStepOpen(code, step, actor.staffId, now);
  const { needsApproval, ...terms } = await saleTermsByCode(code, request.listFen, now);
  return commandOf(await spendOf(request, card, claims, terms), needsApproval);
}

/** What a command that spends is made of; a note is written first. */
export async function spendOf(
  request: SpendRequest,
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

/** A refusal, unless the key was used: a card that was replaced since no longer answers to its old code. */
async function answeredBefore(
  { actor, requestKey, fingerprint }: SpendRequest,
  refusal: unknown,
): Promise<Entry> {
  const claims: Claims = [requestClaim(requestKey)];
  const { entry } = await postOrRefuse(actor.merchantId, claims, fingerprint, async () => {
    throw refusal;
  });
  return entry;
}
