import { inTransaction, isDuplicateOf } from '../../db/transaction';
import { AppError } from '../../http/app-error';
import { type UserDocument, UserModel } from './accounts.model';
import { moveConsents } from './message-consents';
import { postsOf } from './staff';
import { phoneFields, phoneIndexOf, userById } from './users';

/*
 * A person may come by WeChat first or by phone first; in the end one phone number is one account, with at
 * most one WeChat. The account without a phone owns nothing yet (joining, opening and working need one): it
 * gives way. Nothing is ever taken from an account that has a phone: its WeChat and its phone stay.
 */

/**
 * Gives an account a phone that its person has shown to hold; answers the account that then has both. Where
 * the phone already is an account, that one gets the openid and the other ends.
 *
 * @throws AppError `conflict` where either side has another phone or openid; `unauthenticated` where the
 *   account is gone.
 */
export function givePhone(userId: string, phone: string, now: Date): Promise<UserDocument> {
  return joining(async () => {
    const own = await userById(userId);
    if (!own) throw new AppError('unauthenticated');
    const phoneIndex = phoneIndexOf(phone);
    if (own.phoneIndex !== undefined && own.phoneIndex !== phoneIndex) {
      throw new AppError('conflict', { reason: 'otherPhone' });
    }
    const holder = await UserModel.findOne({ phoneIndex }).lean<UserDocument>();
    if (holder) {
      if (holder._id !== userId) await moveOpenid(own, holder);
      return holder;
    }
    const fields = { ...phoneFields(phone), phoneConfirmedAt: now };
    await UserModel.updateOne({ _id: userId }, { $set: fields });
    return own;
  });
}

export interface WechatGiven {
  user: UserDocument;
  /** The id of the account that the openid was before, which is no more. */
  gaveWay: string | null;
}

/**
 * Gives an account that has a phone the openid of the WeChat that it is used in.
 *
 * @throws AppError `conflict` where it has no phone or another openid, or the openid is an account with a
 *   phone; `unauthenticated` where the account is gone.
 */
export function giveWechat(userId: string, openid: string): Promise<WechatGiven> {
  return joining(async () => {
    const own = await userById(userId);
    if (!own) throw new AppError('unauthenticated');
    if (own.openid === openid) return { user: own, gaveWay: null };
    if (own.phoneIndex === undefined) throw new AppError('conflict', { reason: 'phoneMissing' });
    if (own.openid !== undefined) throw new AppError('conflict', { reason: 'otherWechat' });
    const holder = await UserModel.findOne({ openid }).lean<UserDocument>();
    if (holder) await moveOpenid(holder, own);
    else await UserModel.updateOne({ _id: userId }, { $set: { openid } });
    return { user: own, gaveWay: holder?._id ?? null };
  });
}

/** Of two that join at the same time one is refused by the unique indexes. */
function joining<T>(join: () => Promise<T>): Promise<T> {
  return inTransaction(join).catch((error: unknown) => {
    const taken = isDuplicateOf(error, 'phoneIndex') || isDuplicateOf(error, 'openid');
    throw taken ? new AppError('conflict', undefined, { cause: error }) : error;
  });
}

async function moveOpenid(from: UserDocument, to: UserDocument): Promise<void> {
  if (from.phoneIndex !== undefined) throw new AppError('conflict', { reason: 'otherPhone' });
  if (to.openid !== undefined) throw new AppError('conflict', { reason: 'otherWechat' });
  if ((await postsOf(from._id)).length > 0) throw new AppError('conflict', { reason: 'inUse' });
  await UserModel.deleteOne({ _id: from._id });
  await moveConsents(from._id, to._id);
  const consent = newerConsent(from, to);
  await UserModel.updateOne(
    { _id: to._id },
    { $set: { openid: from.openid, ...(consent && { consent }) } },
  );
}

const newerConsent = (a: UserDocument, b: UserDocument) =>
  (a.consent?.version ?? 0) > (b.consent?.version ?? 0) ? a.consent : b.consent;
