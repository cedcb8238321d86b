import { newId } from '../../db/ids';
import { trusted } from '../../db/mongo';
import { keyOfCursor, pageOfRows } from '../../db/cursor';
import { blindIndex } from '../../db/seal';
import { AppError } from '../../http/app-error';
import { usersById } from '../accounts';
import {
  type MemberDocument,
  MemberModel,
  type MembershipDocument,
  MembershipModel,
} from './members.model';

const phoneIndexOf = (merchantId: string, phone: string) =>
  blindIndex(phone, `member.phone:${merchantId}`);
const phoneTailIndexOf = (merchantId: string, phone: string) =>
  blindIndex(phone.slice(-4), `member.phoneTail:${merchantId}`);

/** A member with what the user's own account tells. */
export interface Member extends MemberDocument {
  phoneMasked: string;
  name: string | null;
  /** The phone has answered an SMS code: money may be put on the card. */
  phoneConfirmed: boolean;
}

export interface NewMember {
  merchantId: string;
  userId: string;
  phone: string;
  homeStoreId: string;
  invitedByCardId?: string | null;
  /** Null where nobody could accept it yet: registered at the counter without a code. */
  contractVersion: number | null;
  identityRecorded?: boolean;
}

/** Adds a member; inside the transaction that also issues the card. */
export async function createMember(wanted: NewMember, now: Date): Promise<MemberDocument> {
  const { phone, ...known } = wanted;
  const member: MemberDocument = {
    _id: newId('member', now),
    ...known,
    phoneIndex: phoneIndexOf(wanted.merchantId, phone),
    phoneTailIndex: phoneTailIndexOf(wanted.merchantId, phone),
    joinedAt: now,
    contractAcceptedAt: wanted.contractVersion === null ? null : now,
    identityRecorded: wanted.identityRecorded ?? false,
  };
  await MemberModel.create(member);
  return member;
}

/** Records where the user's card is; inside the same transaction. */
export async function linkMembership(link: Omit<MembershipDocument, '_id'>): Promise<void> {
  await MembershipModel.create({ _id: link.memberId, ...link });
}

/** @throws AppError `notFound` */
export async function memberOf(merchantId: string, memberId: string): Promise<Member> {
  const member = await MemberModel.findOne({ merchantId, _id: memberId }).lean<MemberDocument>();
  if (!member) throw new AppError('notFound');
  const user = (await usersById([member.userId])).get(member.userId);
  return {
    ...member,
    phoneMasked: user?.phoneMasked ?? '',
    name: user?.name ?? null,
    phoneConfirmed: user?.phoneConfirmed ?? false,
  };
}

export function memberByUser(merchantId: string, userId: string): Promise<MemberDocument | null> {
  return MemberModel.findOne({ merchantId, userId }).lean<MemberDocument>();
}

export function memberByPhone(merchantId: string, phone: string): Promise<MemberDocument | null> {
  const phoneIndex = phoneIndexOf(merchantId, phone);
  return MemberModel.findOne({ merchantId, phoneIndex }).lean<MemberDocument>();
}

/** Records the version of the contract that the member has accepted; never an older one. */
export async function acceptContract(
  { merchantId, memberId, version }: { merchantId: string; memberId: string; version: number },
  now: Date,
): Promise<void> {
  await MemberModel.updateOne(
    {
      merchantId,
      _id: memberId,
      $or: [{ contractVersion: null }, { contractVersion: trusted({ $lt: version }) }],
    },
    { $set: { contractVersion: version, contractAcceptedAt: now } },
  );
}

/** A user's memberships, newest card first. */
export async function membershipsOf(
  userId: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ items: MembershipDocument[]; nextCursor: string | null }> {
  const before = keyOfCursor(cursor);
  const rows = await MembershipModel.find({
    userId,
    ...(before ? { cardId: trusted({ $lt: before }) } : {}),
  })
    .sort({ cardId: -1 })
    .limit(limit + 1)
    .lean<MembershipDocument[]>();
  return pageOfRows(rows, limit, (membership) => membership.cardId);
}

/** The user's membership that a card belongs to; null where it is not theirs. */
export function membershipOfCard(
  userId: string,
  cardId: string,
): Promise<MembershipDocument | null> {
  return MembershipModel.findOne({ userId, cardId }).lean<MembershipDocument>();
}

/** The user's memberships at these merchants, by merchant. */
export async function membershipsAt(
  userId: string,
  merchantIds: readonly string[],
): Promise<Map<string, MembershipDocument>> {
  const rows = await MembershipModel.find({
    userId,
    merchantId: trusted({ $in: [...merchantIds] }),
  }).lean<MembershipDocument[]>();
  return new Map(rows.map((membership) => [membership.merchantId, membership]));
}
