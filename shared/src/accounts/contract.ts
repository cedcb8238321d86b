import { z } from 'zod';
import { endpoint, LIMITS } from '../kernel/endpoint';
import { phone, text } from '../kernel/schema';
import { CONSENT_VERSION } from './rules';
import { smsPurpose, user } from './schema';

/** A name that the app gives its installation, so that a pay code belongs to one device. */
const deviceId = z.string().regex(/^[\w-]{8,64}$/);
/** Said where the person has just accepted it: kept with the time on the account. */
const consentVersion = z.int().min(1).max(CONSENT_VERSION).optional();
const session = z.object({ token: z.string(), user });

export const accounts = {
  requestSmsCode: endpoint({
    method: 'POST',
    path: '/v1/auth/sms',
    summary: 'Send a code to a phone; it is good for its purpose only',
    access: 'public',
    status: 204,
    limits: [
      { per: 'phone', points: 10, seconds: 600 },
      { per: 'address', points: 120, seconds: 600 },
    ],
    input: z.object({ phone, purpose: smsPurpose.default('signIn') }),
    output: z.void(),
    errors: [],
  }),
  verifySmsCode: endpoint({
    method: 'POST',
    path: '/v1/auth/sms/verify',
    summary:
      'Sign in with the code; a new phone number signs up. With a WeChat session the account gets that ' +
      'WeChat, unless one of the two has another already: the phone’s owner is let in anyway',
    access: 'public',
    knowsSession: true,
    status: 200,
    limits: [
      { per: 'phone', points: 30, seconds: 600 },
      { per: 'address', points: 240, seconds: 600 },
    ],
    input: z.object({
      phone,
      code: z.string().regex(/^\d{6}$/),
      deviceId: deviceId.optional(),
      consentVersion,
    }),
    output: session,
    errors: ['smsCodeInvalid'],
  }),
  signInWithWechat: endpoint({
    method: 'POST',
    path: '/v1/auth/wechat',
    summary:
      'Sign in with the code of wx.login. With the session of an account that has a phone and no WeChat, ' +
      'that account gets this WeChat, unless it is another account with a phone',
    access: 'public',
    knowsSession: true,
    status: 200,
    limits: [{ per: 'address', points: 240, seconds: 600 }],
    input: z.object({ code: z.string().min(1).max(256), deviceId: deviceId.optional() }),
    output: session.extend({ needsPhone: z.boolean() }),
    errors: ['wechatCodeInvalid'],
  }),
  attachWechatPhone: endpoint({
    method: 'POST',
    path: '/v1/auth/wechat/phone',
    summary: 'Give the account its phone number with the code of WeChat’s phone button',
    access: 'user',
    status: 200,
    limits: [{ per: 'user', points: 10, seconds: 600 }],
    input: z.object({ code: z.string().min(1).max(256), consentVersion }),
    output: z.object({ user }),
    errors: ['wechatCodeInvalid', 'conflict'],
  }),
  getMe: endpoint({
    method: 'GET',
    path: '/v1/me',
    summary: 'The signed-in user and where they work',
    access: 'user',
    status: 200,
    limits: [LIMITS.read],
    input: z.object({}),
    output: user,
    errors: [],
  }),
  updateMe: endpoint({
    method: 'POST',
    path: '/v1/me',
    summary: 'Change one’s own name',
    access: 'user',
    status: 200,
    limits: [LIMITS.write],
    input: z.object({ name: text(30) }),
    output: user,
    errors: [],
  }),
  signOut: endpoint({
    method: 'POST',
    path: '/v1/auth/logout',
    summary: 'End this session; in WeChat also its silent way back into this account',
    access: 'user',
    status: 204,
    limits: [LIMITS.write],
    input: z.object({
      /** This WeChat leads to the account no longer: somebody else may pick up the phone. */
      forgetWechat: z.boolean().default(false),
    }),
    output: z.void(),
    errors: [],
  }),
};
