import { z } from 'zod';
import { id } from '../kernel/schema';

export const staffRole = z.enum(['clerk', 'manager', 'owner']);
export type StaffRole = z.infer<typeof staffRole>;

/**
 * What a code by SMS is for; it is good for nothing else. `signIn` is told to nobody. The others are read out
 * to staff: `register` confirms the phone and accepts the contract, `replace` replaces a lost card.
 */
export const smsPurpose = z.enum(['signIn', 'register', 'replace']);
export type SmsPurpose = z.infer<typeof smsPurpose>;

/** One place where the user works. An owner's `storeIds` are all of the merchant's stores. */
export const staffPost = z.object({
  merchantId: id('merchant'),
  role: staffRole,
  storeIds: z.array(id('store')),
});
export type StaffPost = z.infer<typeof staffPost>;

export const user = z.object({
  id: id('user'),
  /** `138****0001`; null until a WeChat user has given a phone number. */
  phone: z.string().nullable(),
  name: z.string().nullable(),
  isOperator: z.boolean(),
  /** Whether WeChat's silent sign-in leads here. */
  hasWechat: z.boolean(),
  /** The version of agreement and privacy policy that was accepted last (`CONSENT_VERSION`). */
  consentVersion: z.int().nullable(),
  staffOf: z.array(staffPost),
});
export type User = z.infer<typeof user>;
