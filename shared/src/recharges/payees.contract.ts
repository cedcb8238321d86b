import { z } from 'zod';
import { endpoint, LIMITS } from '../kernel/endpoint';
import { id, instant } from '../kernel/schema';

const merchantId = id('merchant');

/** A merchant's number at WeChat Pay. */
const mchid = z.string().regex(/^\d{8,10}$/);
const appid = z.string().regex(/^wx[0-9a-f]{16}$/);

const platformPublicKey = z.object({
  /** `PUB_KEY_ID_…`, as WeChat Pay's merchant site names it. */
  id: z.string().regex(/^[A-Za-z0-9_]{1,64}$/),
  pem: z.string().trim().min(1).max(4_000),
});

/**
 * `untested`: nobody has asked WeChat since the keys were entered; `ready`: WeChat answered, and we could
 * check its signature; `refused`: it did not, for `problem`.
 */
export const payeeState = z.enum(['untested', 'ready', 'refused']);

/** What WeChat or its answer had against the keys. `outage`: nothing can be said of them; test again. */
export const payeeProblem = z.enum(['keys', 'platformKeys', 'rights', 'outage']);

/** Where the money of a merchant's recharges goes: its own account. Secrets never come back out. */
export const payee = z.object({
  id: id('payee'),
  /** `partner`: under the service provider that the platform's operator has set up. */
  mode: z.enum(['direct', 'partner']),
  mchid,
  /** The mini-program that members pay in. */
  appid,
  serialNumber: z.string().nullable(),
  platformKeyIds: z.array(z.string()),
  state: payeeState,
  problem: payeeProblem.nullable(),
  testedAt: instant.nullable(),
  enteredAt: instant,
});
export type Payee = z.infer<typeof payee>;

export const payees = {
  getPayee: endpoint({
    method: 'GET',
    path: '/v1/merchants/{merchantId}/payee',
    summary: 'Whose account recharges are paid to, and whether it works',
    access: 'owner',
    status: 200,
    limits: [LIMITS.read],
    input: z.object({ merchantId }),
    output: z.object({
      payee: payee.nullable(),
      /** What is filled in for a merchant without an app of its own. */
      platformAppid: z.string(),
      /** Whether there is a service provider to be under. */
      hasPartner: z.boolean(),
    }),
    errors: ['notFound'],
  }),
  enterPayee: endpoint({
    method: 'POST',
    path: '/v1/merchants/{merchantId}/payee',
    summary: 'Enter or change the account and its keys; they count once tested',
    access: 'owner',
    status: 200,
    limits: [{ per: 'user', points: 20, seconds: 3_600 }],
    input: z.object({
      merchantId,
      mode: z.enum(['direct', 'partner']).default('direct'),
      mchid,
      appid: appid.optional(),
      /** Needed for an app of the merchant's own. Empty fields of a known `mchid` keep what there is. */
      appSecret: z
        .string()
        .regex(/^[0-9a-f]{32}$/)
        .optional(),
      serialNumber: z
        .string()
        .regex(/^[0-9A-Fa-f]{8,64}$/)
        .optional(),
      /** PEM of the API certificate's key. */
      privateKey: z.string().trim().min(1).max(8_000).optional(),
      apiV3Key: z
        .string()
        .regex(/^[\x21-\x7e]{32}$/)
        .optional(),
      /** Two while WeChat Pay changes keys, the new one first. */
      platformPublicKeys: z.array(platformPublicKey).min(1).max(2).optional(),
    }),
    output: z.object({ payee }),
    errors: ['notFound', 'conflict'],
  }),
  testPayee: endpoint({
    method: 'POST',
    path: '/v1/merchants/{merchantId}/payee/test',
    summary: 'Ask WeChat Pay something harmless with these keys, and keep what came of it',
    access: 'owner',
    status: 200,
    limits: [{ per: 'user', points: 30, seconds: 3_600 }],
    input: z.object({ merchantId }),
    output: z.object({ payee }),
    errors: ['notFound'],
  }),
};
