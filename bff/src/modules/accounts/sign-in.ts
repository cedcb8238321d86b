import type { UserActor } from '../../http/actor';
import { AppError } from '../../http/app-error';
import { openidOf, phoneNumberOf } from '../../wechat/client';
import type { UserDocument } from './accounts.model';
import { givePhone, giveWechat } from './join-accounts';
import { endSession, endSessionsOf, moveSession, startSession } from './sessions';
import { verifySmsCode } from './sms-codes';
import {
  confirmPhone,
  findOrCreateUserByOpenid,
  findOrCreateUserByPhone,
  recordConsent,
  removeOpenid,
  userById,
} from './users';

export interface SignedIn {
  token: string;
  user: UserDocument;
}

interface Asked {
  code: string;
  deviceId?: string | undefined;
  /** Whose session the request comes with, if any. */
  session: UserActor | null;
}

export interface SmsSignIn extends Asked {
  phone: string;
  consentVersion?: number | undefined;
}

/**
 * Signs in, or up, whoever holds the phone. The WeChat account of the session joins the phone's where nothing
 * stands against it; where something does it stays as it is, for the code alone opens the phone's account.
 *
 * @throws AppError `smsCodeInvalid`.
 */
export async function signInBySms(asked: SmsSignIn, now: Date): Promise<SignedIn> {
  const { phone, code, deviceId, session, consentVersion } = asked;
  await verifySmsCode({ phone, purpose: 'signIn' }, code);
  const joined = session && (await unlessRefused(givePhone(session.userId, phone, now)));
  const { _id: userId } = joined ?? (await findOrCreateUserByPhone(phone, now));
  await confirmPhone(userId, now);
  await recordConsent(userId, consentVersion, now);
  // The new session takes the place of the one that it grew out of.
  if (joined && session) await endWithin(session, userId);
  return signedIn(userId, deviceId);
}

/**
 * Signs in, or up, whoever WeChat says it is. The account of the session gets this WeChat where it has a
 * phone and no WeChat, and this WeChat is no other account with a phone.
 *
 * @throws AppError `wechatCodeInvalid`.
 */
export async function signInByWechat(
  { code, deviceId, session }: Asked,
  now: Date,
): Promise<SignedIn> {
  const openid = await openidOf(code);
  const joined = session && (await unlessRefused(giveWechat(session.userId, openid)));
  if (joined?.gaveWay) await endSessionsOf(joined.gaveWay);
  const { _id } = joined?.user ?? (await findOrCreateUserByOpenid(openid, now));
  return signedIn(_id, deviceId);
}

/**
 * Gives the session's account the phone number that WeChat vouches for. Where that phone already is an
 * account, the openid moves there and so does this session: one phone number is one account.
 *
 * @throws AppError `wechatCodeInvalid`; `conflict` where either side already has another phone or openid.
 */
export async function attachWechatPhone(
  session: UserActor,
  { code, consentVersion }: { code: string; consentVersion?: number | undefined },
  now: Date,
): Promise<UserDocument> {
  const phone = await phoneNumberOf(code);
  const { _id: userId } = await givePhone(session.userId, phone, now);
  await confirmPhone(userId, now);
  await recordConsent(userId, consentVersion, now);
  if (userId !== session.userId) {
    await moveSession(session, userId);
    await endSessionsOf(session.userId);
  }
  return existing(userId);
}

/**
 * Ends the session. Who says in WeChat that they leave must not be let back in silently: the phone may be a
 * friend's. Their own number brings them back with one press.
 */
export async function signOut(
  session: UserActor,
  { forgetWechat }: { forgetWechat: boolean },
): Promise<void> {
  if (forgetWechat) await removeOpenid(session.userId);
  await endSession(session);
}

/** Null where the two accounts cannot be one, or the session's account is gone. */
async function unlessRefused<T>(joining: Promise<T>): Promise<T | null> {
  return joining.catch((error: unknown) => {
    const refused =
      error instanceof AppError && ['conflict', 'unauthenticated'].includes(error.code);
    if (refused) return null;
    throw error;
  });
}

async function endWithin(session: UserActor, userId: string): Promise<void> {
  if (session.userId === userId) await endSession(session);
  else await endSessionsOf(session.userId);
}

async function signedIn(userId: string, deviceId: string | undefined): Promise<SignedIn> {
  const user = await existing(userId);
  return { token: await startSession(userId, deviceId), user };
}

async function existing(userId: string): Promise<UserDocument> {
  const user = await userById(userId);
  if (!user) throw new Error('the account that signs in is gone');
  return user;
}
