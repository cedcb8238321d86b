import { inTransaction, isDuplicateOf } from '../../db/transaction';
import type { UserActor } from '../../http/actor';
import { AppError } from '../../http/app-error';
import { openidOf, phoneNumberOf } from '../../wechat/client';
import { type UserDocument, UserModel } from './accounts.model';
import { endSessionsOf, moveSession, startSession } from './sessions';
import { verifySmsCode } from './sms-codes';
import { postsOf } from './staff';
import {
  confirmPhone,
  findOrCreateUserByOpenid,
  findOrCreateUserByPhone,
  phoneFields,
  phoneIndexOf,
  userById,
} from './users';

export interface SignedIn {
  token: string;
  user: UserDocument;
}

/** Signs in, or up, whoever holds the phone. @throws AppError `smsCodeInvalid`. */
export async function signInBySms(
  { phone, code, deviceId }: { phone: string; code: string; deviceId?: string | undefined },
  now: Date,
): Promise<SignedIn> {
  await verifySmsCode({ phone, purpose: 'signIn' }, code);
  const user = await findOrCreateUserByPhone(phone, now);
  await confirmPhone(user._id, now);
  return { token: await startSession(user._id, deviceId), user };
}

/** Signs in, or up, whoever WeChat says it is. @throws AppError `wechatCodeInvalid`. */
export async function signInByWechat(
  { code, deviceId }: { code: string; deviceId?: string | undefined },
  now: Date,
): Promise<SignedIn> {
  const user = await findOrCreateUserByOpenid(await openidOf(code), now);
  return { token: await startSession(user._id, deviceId), user };
}

/**
 * Gives the session's account the phone number that WeChat vouches for. Where that phone already is an
 * account, the openid moves there and so does this session: one phone number is one account.
 *
 * @throws AppError `wechatCodeInvalid`; `conflict` where either side already has another phone or openid.
 */
export async function attachWechatPhone(
  session: UserActor,
  code: string,
  now: Date,
): Promise<UserDocument> {
  const phone = await phoneNumberOf(code);
  const user = await attachPhone(session.userId, phone, now).catch((error: unknown) => {
    const taken = isDuplicateOf(error, 'phoneIndex') || isDuplicateOf(error, 'openid');
    throw taken ? new AppError('conflict', undefined, { cause: error }) : error;
  });
  if (user._id !== session.userId) {
    await moveSession(session, user._id);
    await endSessionsOf(session.userId);
  }
  return user;
}

function attachPhone(userId: string, phone: string, now: Date): Promise<UserDocument> {
  return inTransaction(async () => {
    const own = await userById(userId);
    if (!own) throw new AppError('unauthenticated');
    const phoneIndex = phoneIndexOf(phone);
    const holder = await UserModel.findOne({ phoneIndex }).lean<UserDocument>();
    if (own.phoneIndex !== undefined && own.phoneIndex !== phoneIndex) {
      throw new AppError('conflict', { reason: 'otherPhone' });
    }
    if (!holder) await UserModel.updateOne({ _id: userId }, { $set: phoneFields(phone) });
    else if (holder._id !== userId) await moveOpenid(own, holder);
    const targetId = holder?._id ?? userId;
    await confirmPhone(targetId, now);
    const user = await userById(targetId);
    if (!user) throw new Error('the account vanished in its own transaction');
    return user;
  });
}

/** An account without a phone owns nothing yet (joining, opening and working need one): it gives way. */
async function moveOpenid(from: UserDocument, to: UserDocument): Promise<void> {
  if (to.openid !== undefined) throw new AppError('conflict', { reason: 'otherWechat' });
  if ((await postsOf(from._id)).length > 0) throw new AppError('conflict', { reason: 'inUse' });
  await UserModel.deleteOne({ _id: from._id });
  await UserModel.updateOne({ _id: to._id }, { $set: { openid: from.openid } });
}
