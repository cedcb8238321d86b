import {
  appointStaff,
  confirmPhone,
  findOrCreateUserByPhone,
  makeOperator,
  nameUser,
  startSession,
} from '@merchant-coin/bff/modules/accounts';
import { joinMerchant } from '@merchant-coin/bff/modules/cards';
import {
  addStore,
  approveMerchant,
  headOfficeOf,
  type NewMerchant,
  openMerchant,
} from '@merchant-coin/bff/modules/merchants';
import { api, type StaffRole } from '@merchant-coin/shared';
import { databaseClock } from '@merchant-coin/bff/db/clock';
import type { TestApp } from './app';
import type { Session } from './client';

let made = 0;

/** A phone number that no other call gives. */
export function newPhone(): string {
  made += 1;
  return `139${String(made).padStart(8, '0')}`;
}

/** A name that no other call gives. */
export function newName(kind: string): string {
  made += 1;
  return `${kind}${made}`;
}

/** Signs in over HTTP, as a person does. */
export async function signInAs(app: TestApp, phone: string, deviceId?: string): Promise<Session> {
  await app.call(api.accounts.requestSmsCode, { phone });
  const code = app.smsCodeOf(phone);
  const { body, problem } = await app.call(api.accounts.verifySmsCode, {
    phone,
    code,
    ...(deviceId && { deviceId }),
  });
  if (problem) throw new Error(`${phone} could not sign in: ${problem.code}`);
  return { token: body.token, userId: body.user.id, phone, deviceId: deviceId ?? '' };
}

export interface UserOverrides {
  phone?: string;
  name?: string;
  deviceId?: string;
  isOperator?: boolean;
}

/** A person with a confirmed phone, signed in on a device. */
export async function buildUser(overrides: UserOverrides = {}): Promise<Session> {
  const { phone = newPhone(), name, deviceId = newName('test-device-'), isOperator } = overrides;
  const now = databaseClock.now();
  const { _id: userId } = await findOrCreateUserByPhone(phone, now);
  await confirmPhone(userId, now);
  if (name) await nameUser(userId, name);
  if (isOperator) await makeOperator(userId);
  return { token: await startSession(userId, deviceId), userId, phone, deviceId };
}

export interface TestMerchant {
  merchantId: string;
  owner: Session;
  /** The head office. */
  storeId: string;
}

export interface MerchantOverrides extends Partial<NewMerchant> {
  owner?: Session;
  status?: 'pending' | 'open';
}

/** An open merchant that may sell coins, with its owner and head office. */
export async function buildMerchant(overrides: MerchantOverrides = {}): Promise<TestMerchant> {
  const { owner = await buildUser(), status = 'open', ...wanted } = overrides;
  const filing = { status: 'notRequired', reason: 'test' } as const;
  const { _id: merchantId } = await openMerchant(
    owner.userId,
    { name: newName('商家'), filing, ...wanted },
    databaseClock.now(),
  );
  if (status === 'open') await approveMerchant(merchantId);
  const { _id: storeId } = await headOfficeOf(merchantId);
  return { merchantId, owner, storeId };
}

/** A further store of a merchant; answers its id. */
export async function buildStore(
  merchant: TestMerchant,
  overrides: { name?: string; kind?: 'own' | 'terminal' } = {},
): Promise<string> {
  const { name = newName('门店'), kind = 'own' } = overrides;
  const { merchantId } = merchant;
  return (await addStore({ merchantId, name, kind }, databaseClock.now()))._id;
}

export interface TestStaff extends Session {
  staffId: string;
  merchant: TestMerchant;
}

/** Someone who works at a merchant; at its head office by default. */
export async function buildStaff(
  overrides: {
    merchant?: TestMerchant;
    role?: StaffRole;
    storeIds?: readonly string[];
    user?: Session;
  } = {},
): Promise<TestStaff> {
  const { merchant = await buildMerchant(), role = 'clerk', user = await buildUser() } = overrides;
  const { storeIds = [merchant.storeId] } = overrides;
  const { merchantId } = merchant;
  const post = { merchantId, userId: user.userId, role, storeIds };
  const { _id: staffId } = await appointStaff(post, databaseClock.now());
  return { ...user, staffId, merchant };
}

export interface TestMember extends Session {
  merchant: TestMerchant;
  cardId: string;
  cardNumber: string;
}

/** A member with an empty card. */
export async function buildMember(
  overrides: { merchant?: TestMerchant; user?: Session } = {},
): Promise<TestMember> {
  const { merchant = await buildMerchant(), user = await buildUser() } = overrides;
  const { merchantId } = merchant;
  const { card } = await joinMerchant({ merchantId, userId: user.userId }, databaseClock.now());
  return { ...user, merchant, cardId: card._id, cardNumber: card.number };
}

/** Coins on a member's card, sold by a clerk of the merchant over HTTP. */
export async function buildRecharge(
  app: TestApp,
  { member, amountFen, clerk }: { member: TestMember; amountFen: number; clerk?: TestStaff },
) {
  const { merchant, cardId } = member;
  const { merchantId, storeId } = merchant;
  const as = clerk ?? (await buildStaff({ merchant }));
  const input = { merchantId, storeId, cardId, amountFen, tender: 'cash' as const };
  const { body, problem } = await app.call(api.recharges.createRecharge, input, { as });
  if (problem) throw new Error(`no recharge: ${problem.code}`);
  return body;
}

/** A redemption over HTTP, at the head office; refusals are answered, not thrown. */
export function buildRedemption(
  app: TestApp,
  { clerk, payCode, listFen }: { clerk: TestStaff; payCode: string; listFen: number },
) {
  const { merchantId, storeId } = clerk.merchant;
  const input = { merchantId, storeId, payCode, listFen };
  return app.call(api.redemptions.redeem, input, { as: clerk });
}
