import { dateIn } from '@merchant-coin/shared';
import { AppError } from '../../http/app-error';
import type { StaffActor } from '../../http/mount';
import {
  confirmPhone,
  findOrCreateUserByPhone,
  nameUserIfUnnamed,
  verifySmsCode,
} from '../accounts';
import { acceptContract } from '../members';
import { headOfficeOf, merchantById, type MerchantDocument, storeById } from '../merchants';
import { cardTypeById, defaultTypeOf } from './card-types';
import type { CardTypeDocument } from './card-types.model';
import { assertMayRegister, assertNotSelf } from './cards.policy';
import { cardOfUser } from './cards.service';
import { issueCard, type Issued } from './issue';

export interface Registration {
  actor: StaffActor;
  phone: string;
  storeId?: string | undefined;
  cardTypeId?: string | undefined;
  name?: string | undefined;
  joinedOn?: string | undefined;
  smsCode?: string | undefined;
  now: Date;
}

/**
 * A clerk registers a member by phone. With the code that was sent to that phone it is confirmed and the
 * contract accepted; without it no money can be put on the card yet. Someone who is a member already keeps
 * their card.
 *
 * @throws AppError by the codes of the contract.
 */
export async function registerMember(registration: Registration): Promise<Issued> {
  const { actor, phone, smsCode, now } = registration;
  const { merchantId } = actor;
  const merchant = await merchantById(merchantId);
  if (merchant?.status !== 'open') throw new AppError('conflict', { reason: 'merchantNotOpen' });
  const today = dateIn(merchant.zone, now);
  const joinedOn = registration.joinedOn ?? today;
  assertMayRegister(actor, { storeId: registration.storeId, joinedOn, today });
  const homeStoreId = await homeStoreOf(registration);
  const type = await typeOf(merchantId, registration.cardTypeId);
  if (smsCode !== undefined) await verifySmsCode({ phone, purpose: 'register' }, smsCode);
  const user = await findOrCreateUserByPhone(phone, now);
  assertNotSelf(actor, user._id);
  const contractVersion = smsCode === undefined ? null : merchant.contract.version;
  const member = { merchantId, userId: user._id, phone, homeStoreId, contractVersion };
  const known = await cardOfUser(merchantId, user._id);
  const issued = known
    ? { card: known, isNew: false }
    : await issueCard({ member, type, joinedOn }, now);
  if (smsCode !== undefined) await confirm(issued, merchant, now);
  if (registration.name !== undefined) await nameUserIfUnnamed(user._id, registration.name);
  return issued;
}

/** The code stands for the member: the phone is theirs, and they accept the contract. */
async function confirm({ card }: Issued, merchant: MerchantDocument, now: Date): Promise<void> {
  const { merchantId, memberId, userId } = card;
  await confirmPhone(userId, now);
  await acceptContract({ merchantId, memberId, version: merchant.contract.version }, now);
}

/** The named store; else the only one the clerk works at; else the head office. */
async function homeStoreOf({ actor, storeId }: Registration): Promise<string> {
  const [only, ...others] = actor.storeIds;
  const chosen = storeId ?? (others.length === 0 ? only : undefined);
  if (chosen === undefined) return (await headOfficeOf(actor.merchantId))._id;
  if (!(await storeById(actor.merchantId, chosen))) throw new AppError('notFound');
  return chosen;
}

async function typeOf(merchantId: string, typeId: string | undefined): Promise<CardTypeDocument> {
  if (typeId === undefined) return defaultTypeOf(merchantId);
  const type = await cardTypeById(merchantId, typeId);
  if (!type) throw new AppError('notFound');
  return type;
}
