import { maskPhone } from '@merchant-coin/shared';
import { newId } from '../../db/ids';
import { trusted } from '../../db/mongo';
import { blindIndex, open, seal } from '../../db/seal';
import { isDuplicateOf } from '../../db/transaction';
import { type UserDocument, UserModel } from './accounts.model';

export const phoneIndexOf = (phone: string): string => blindIndex(phone, 'user.phone');

/** A person as other modules may see them: never the whole phone number. */
export interface UserView {
  _id: string;
  /** `138****0001`; null where there is none. */
  phoneMasked: string | null;
  /** In full: screens of staff mask it. */
  name: string | null;
  phoneConfirmed: boolean;
}

export function userViewOf(user: UserDocument): UserView {
  return {
    _id: user._id,
    phoneMasked: user.phoneSealed && maskPhone(open(user.phoneSealed)),
    name: user.nameSealed && open(user.nameSealed),
    phoneConfirmed: user.phoneConfirmedAt !== null,
  };
}

export function userById(userId: string): Promise<UserDocument | null> {
  return UserModel.findOne({ _id: userId }).lean<UserDocument>();
}

/** Masked views, by id; an unknown id is missing. */
export async function usersById(userIds: readonly string[]): Promise<Map<string, UserView>> {
  const users = await UserModel.find({ _id: trusted({ $in: userIds }) }).lean<UserDocument[]>();
  return new Map(users.map((user) => [user._id, userViewOf(user)]));
}

/** The whole phone number of a user, for a merchant's own blind index; null where there is none. */
export async function phoneOf(userId: string): Promise<string | null> {
  const user = await userById(userId);
  return user?.phoneSealed ? open(user.phoneSealed) : null;
}

export function userByPhone(phone: string): Promise<UserDocument | null> {
  return UserModel.findOne({ phoneIndex: phoneIndexOf(phone) }).lean<UserDocument>();
}

export const phoneFields = (phone: string) => ({
  phoneSealed: seal(phone),
  phoneIndex: phoneIndexOf(phone),
});

/** Inserts, or answers the one that somebody else inserted first under the same unique field. */
async function insertOrFind(
  fields: Partial<UserDocument>,
  unique: 'phoneIndex' | 'openid',
  now: Date,
): Promise<UserDocument> {
  try {
    const user = new UserModel({ _id: newId('user', now), createdAt: now, ...fields });
    await user.save();
    return user.toObject();
  } catch (error) {
    const found = isDuplicateOf(error, unique)
      ? await UserModel.findOne({ [unique]: fields[unique] }).lean<UserDocument>()
      : null;
    if (!found) throw error;
    return found;
  }
}

/** The account of a phone number; a new one is not confirmed. Call it outside transactions. */
export async function findOrCreateUserByPhone(phone: string, now: Date): Promise<UserDocument> {
  return (await userByPhone(phone)) ?? insertOrFind(phoneFields(phone), 'phoneIndex', now);
}

export async function findOrCreateUserByOpenid(openid: string, now: Date): Promise<UserDocument> {
  const found = await UserModel.findOne({ openid }).lean<UserDocument>();
  return found ?? insertOrFind({ openid }, 'openid', now);
}

/** Records that the person has shown to hold their phone; later proofs change nothing. */
export async function confirmPhone(userId: string, now: Date): Promise<void> {
  await UserModel.updateOne(
    { _id: userId, phoneConfirmedAt: null },
    { $set: { phoneConfirmedAt: now } },
  );
}

/** Records what the person accepted, with the time; an older or the same version changes nothing. */
export async function recordConsent(
  userId: string,
  version: number | undefined,
  now: Date,
): Promise<void> {
  if (version === undefined) return;
  await UserModel.updateOne(
    { _id: userId, 'consent.version': trusted({ $not: { $gte: version } }) },
    { $set: { consent: { version, at: now } } },
  );
}

/** Whoever's WeChat it is, it is not this account's any longer. */
export async function removeOpenid(userId: string): Promise<void> {
  // An account that has nothing but its WeChat would be out of reach for ever.
  const hasPhone = { phoneIndex: trusted({ $exists: true }) };
  await UserModel.updateOne({ _id: userId, ...hasPhone }, { $unset: { openid: 1 } });
}

export async function nameUser(userId: string, name: string): Promise<void> {
  await UserModel.updateOne({ _id: userId }, { $set: { nameSealed: seal(name) } });
}

/** Keeps a name that somebody else gave only where the person has none. */
export async function nameUserIfUnnamed(userId: string, name: string): Promise<void> {
  await UserModel.updateOne(
    { _id: userId, nameSealed: null },
    { $set: { nameSealed: seal(name) } },
  );
}

/** Makes the user the platform's operator, who approves merchants and sees no member's data. */
export async function makeOperator(userId: string): Promise<void> {
  await UserModel.updateOne({ _id: userId }, { $set: { isOperator: true } });
}

export async function isOperator(userId: string): Promise<boolean> {
  return (await userById(userId))?.isOperator ?? false;
}
