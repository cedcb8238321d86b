import { z } from 'zod';
import { staffRole } from '../accounts/schema';
import { id, instant } from '../kernel/schema';
import { STORE_PHONE } from './rules';

/** `terminal`: another operator under the merchant's brand that accepts its coins (终端商家). */
export const storeKind = z.enum(['own', 'terminal']);

export const storePhone = z.string().trim().regex(STORE_PHONE);

export const store = z.object({
  id: id('store'),
  name: z.string(),
  kind: storeKind,
  address: z.string().nullable(),
  phone: z.string().nullable(),
  isHeadOffice: z.boolean(),
});
export type Store = z.infer<typeof store>;

/** The merchant's filing (备案) as an issuer of single-purpose prepaid cards. */
export const filing = z.discriminatedUnion('status', [
  z.object({ status: z.literal('pending') }),
  z.object({ status: z.literal('number'), number: z.string().trim().min(1).max(40) }),
  z.object({ status: z.literal('notRequired'), reason: z.string().trim().min(1).max(200) }),
]);

export const merchantStatus = z.enum(['pending', 'open']);

/** How a merchant looks in lists and on its cards. */
export const merchantFace = z.object({
  id: id('merchant'),
  name: z.string(),
  category: z.string(),
  /** The card's ground, `#rrggbb`. */
  colour: z.string(),
  /** One or two characters that stand for a logo. */
  mark: z.string(),
});
export type MerchantFace = z.infer<typeof merchantFace>;

export const merchant = merchantFace.extend({
  status: merchantStatus,
  legalName: z.string(),
  /** What joining gives, in a few words. */
  offer: z.string(),
  zone: z.string(),
  issuing: z.boolean(),
  filing,
  /** What 'agree and join' accepts. */
  contract: z.object({ version: z.int(), text: z.string() }),
  stores: z.array(store),
});
export type Merchant = z.infer<typeof merchant>;

export const staffMember = z.object({
  id: id('staff'),
  userId: id('user'),
  phone: z.string(),
  name: z.string().nullable(),
  role: staffRole,
  storeIds: z.array(id('store')),
  since: instant,
});
export type StaffMember = z.infer<typeof staffMember>;
