import {
  confirmPhone,
  findOrCreateUserByPhone,
  nameUserIfUnnamed,
} from '@merchant-coin/bff/modules/accounts';

/** A person who has signed in before: confirmed phone, with a name. Answers the user's id. */
export async function person(
  { phone, name }: { phone: string; name: string },
  now: Date,
): Promise<string> {
  const { _id: userId } = await findOrCreateUserByPhone(phone, now);
  await confirmPhone(userId, now);
  await nameUserIfUnnamed(userId, name);
  return userId;
}

/** The phone numbers of members that nobody signs in as: 139 0000 0101, 0102, … */
export const memberPhone = (index: number): string =>
  `1390000${String(101 + index).padStart(4, '0')}`;
