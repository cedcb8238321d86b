import { dateIn, validThroughOf } from '@merchant-coin/shared';
import { randomInt } from 'node:crypto';
import { newId } from '../../db/ids';
import { inTransaction, isDuplicateOf } from '../../db/transaction';
import { AppError } from '../../http/app-error';
import { phoneOf } from '../accounts';
import { acceptContract, createMember, linkMembership, type NewMember } from '../members';
import {
  headOfficeOf,
  merchantById,
  type MerchantDocument,
  sceneAt,
  storeById,
} from '../merchants';
import { defaultTypeOf } from './card-types';
import type { CardTypeDocument } from './card-types.model';
import { type CardDocument, CardModel } from './cards.model';
import { cardOfUser } from './cards.service';

/** Drawing a number or serial that is taken happens once in 10⁹ ÷ cards; five times in a row, never. */
const MAX_DRAWS = 5;

const tenDigits = () => String(randomInt(1_000_000_000, 10_000_000_000));

/** Draws serials until `use` has taken one that no card has or has had. */
export async function withNewSerial<T>(use: (serial: string) => Promise<T>): Promise<T> {
  for (let draws = 1; ; draws += 1) {
    try {
      return await use(tenDigits());
    } catch (error) {
      if (!isTaken(error) || draws === MAX_DRAWS) throw error;
    }
  }
}

const isTaken = (error: unknown): boolean =>
  ['number', 'serial', 'serials'].some((field) => isDuplicateOf(error, field));

export interface Issue {
  member: NewMember;
  type: CardTypeDocument;
  joinedOn: string;
}

export interface Issued {
  card: CardDocument;
  /** False where the person was a member already. */
  isNew: boolean;
}

function issueOnce(
  { member: wanted, type, joinedOn }: Issue,
  serial: string,
  now: Date,
): Promise<CardDocument> {
  const { merchantId, userId } = wanted;
  return inTransaction(async () => {
    const member = await createMember(wanted, now);
    const card: CardDocument = {
      _id: newId('card', now),
      merchantId,
      memberId: member._id,
      userId,
      number: tenDigits(),
      serial,
      serials: [serial],
      typeId: type._id,
      tierId: null,
      joinedOn,
      validThrough: validThroughOf(joinedOn, type.termMonths),
      payDevice: null,
      createdAt: now,
    };
    await CardModel.create(card);
    await linkMembership({ userId, merchantId, memberId: member._id, cardId: card._id });
    return card;
  });
}

/** Makes a member with their card; of several at once for the same person, one does and all get it. */
export async function issueCard(issue: Issue, now: Date): Promise<Issued> {
  const { merchantId, userId } = issue.member;
  try {
    const card = await withNewSerial((serial) => issueOnce(issue, serial, now));
    return { card, isNew: true };
  } catch (error) {
    const isMember = isDuplicateOf(error, 'userId') || isDuplicateOf(error, 'phoneIndex');
    const card = isMember ? await cardOfUser(merchantId, userId) : null;
    if (!card) throw error;
    return { card, isNew: false };
  }
}

export interface Joining {
  merchantId: string;
  userId: string;
  /** Of the code that led here. */
  scene?: string | undefined;
  /** The contract that was read, where the caller says so. */
  contractVersion?: number | undefined;
}

/** The store whose code was scanned, if it is the merchant's own, else the head office; and who invited. */
async function invitationOf(merchantId: string, scene: string | undefined) {
  const [headOffice, code] = await Promise.all([
    headOfficeOf(merchantId),
    sceneAt(merchantId, scene),
  ]);
  const store = code?.storeId ? await storeById(merchantId, code.storeId) : null;
  const homeStoreId = store?.kind === 'own' ? store._id : headOffice._id;
  return { homeStoreId, invitedByCardId: code?.cardId ?? null };
}

const isJoinable = (merchant: MerchantDocument | null): merchant is MerchantDocument =>
  merchant?.status === 'open' && merchant.issuing;

/**
 * The user agrees to the merchant's contract and joins; joining again accepts the contract in force and
 * answers the same card.
 *
 * @throws AppError `notFound` for a merchant that is not open, `conflict` for a user without a phone, or where the
 *   contract that was read is not the one in force.
 */
export async function joinMerchant(
  { merchantId, userId, scene, contractVersion }: Joining,
  now: Date,
): Promise<Issued> {
  const merchant = await merchantById(merchantId);
  if (!isJoinable(merchant)) throw new AppError('notFound');
  const { version } = merchant.contract;
  if (contractVersion !== undefined && contractVersion !== version) {
    throw new AppError('conflict', { reason: 'contractChanged', version });
  }
  const known = await cardOfUser(merchantId, userId);
  const issued = known
    ? { card: known, isNew: false }
    : await issueToNewMember(merchant, { userId, scene }, now);
  if (!issued.isNew) {
    await acceptContract({ merchantId, memberId: issued.card.memberId, version }, now);
  }
  return issued;
}

async function issueToNewMember(
  merchant: MerchantDocument,
  { userId, scene }: Pick<Joining, 'userId' | 'scene'>,
  now: Date,
): Promise<Issued> {
  const { _id: merchantId, contract } = merchant;
  const phone = await phoneOf(userId);
  if (phone === null) throw new AppError('conflict', { reason: 'phoneMissing' });
  const [type, invitation] = await Promise.all([
    defaultTypeOf(merchantId),
    invitationOf(merchantId, scene),
  ]);
  const member = {
    merchantId,
    userId,
    phone,
    ...invitation,
    contractVersion: contract.version,
  };
  return issueCard({ member, type, joinedOn: dateIn(merchant.zone, now) }, now);
}
