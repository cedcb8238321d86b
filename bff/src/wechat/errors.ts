import type { ErrorCode } from '@merchant-coin/shared';
import { AppError } from '../http/app-error';

/** Why a service outside did not do what we asked, in our words. Decide by these, never by texts. */
export type OutsideReason =
  // Nothing certain is known of the outcome: ask again with the same numbers.
  | 'timeout'
  | 'unreachable'
  | 'unexpected'
  /** The answer is not from WeChat Pay, not of now, or of something else. Nothing in it counts. */
  | 'untrusted'
  /** The same of a callback: it changes nothing and is answered with 403. */
  | 'forged'
  /** WeChat has too much to do, or we ask too often. */
  | 'busy'
  /** The day's calls are used up. */
  | 'quota'
  /** Our keys, ids, addresses or rights: somebody has to look. */
  | 'misconfigured'
  /** What we asked for is not as WeChat wants it. */
  | 'invalid'
  // Signing in
  | 'codeInvalid'
  | 'tokenRefused'
  // Messages and codes
  | 'noConsent'
  | 'personUnknown'
  | 'templateUnknown'
  | 'pageUnknown'
  // Payments
  | 'orderPaid'
  | 'orderClosed'
  | 'orderNumberUsed'
  | 'notFound'
  | 'notEnough'
  | 'accountAbnormal'
  | 'billNotReady'
  | 'billEmpty';

/** What the caller of our API is told, where it is not `unavailable`. */
const CODES: Partial<Record<OutsideReason, ErrorCode>> = {
  codeInvalid: 'wechatCodeInvalid',
  forged: 'forbidden',
};

/** Those after which the same call may well succeed in a moment. */
const PASSING: ReadonlySet<OutsideReason> = new Set([
  'timeout',
  'unreachable',
  'unexpected',
  'busy',
  'billNotReady',
]);

/**
 * A call outside that failed. Where nobody decides by its reason it answers as `unavailable`. It carries
 * no address, key, token or body, for it ends in the log.
 */
export class OutsideError extends AppError {
  /** Whether to ask again, with the same numbers. */
  readonly isPassing: boolean;

  constructor(
    readonly reason: OutsideReason,
    /** What they called it. */
    readonly theirCode?: string | number,
    readonly detail?: string,
  ) {
    const facts = [reason, theirCode, detail].filter((fact) => fact !== undefined).join(' ');
    const cause = new Error(`outside: ${facts}`);
    super(CODES[reason] ?? 'unavailable', undefined, { cause });
    this.name = 'OutsideError';
    this.isPassing = PASSING.has(reason);
  }
}

/** True for an OutsideError of one of these reasons. */
export const failedBy = (error: unknown, ...reasons: OutsideReason[]): error is OutsideError =>
  error instanceof OutsideError && reasons.includes(error.reason);

/** What WeChat's `errcode` means to us (its pages on each interface; whatever is not here: `unexpected`). */
const MEANINGS: Record<number, OutsideReason> = {
  [-1]: 'busy', // system error
  40001: 'tokenRefused', // invalid credential
  40014: 'tokenRefused', // invalid access_token
  42001: 'tokenRefused', // access_token expired
  40029: 'codeInvalid', // invalid code
  40163: 'codeInvalid', // code been used
  40226: 'codeInvalid', // the person is blocked by WeChat's risk control
  41008: 'codeInvalid', // missing code
  40003: 'personUnknown', // invalid openid
  40037: 'templateUnknown', // invalid template_id
  41030: 'pageUnknown', // the page is not published
  43101: 'noConsent', // never given, used up or refused
  47003: 'invalid', // a value does not fit the template
  40097: 'invalid', // invalid args
  40129: 'invalid', // scene too long
  40169: 'invalid', // scene not valid
  45009: 'quota', // the day's calls (of codes: the minute's)
  45011: 'busy', // too often within a minute
  43107: 'misconfigured', // we may not send messages any longer
  40013: 'misconfigured', // invalid appid
  40125: 'misconfigured', // invalid appsecret
  40164: 'misconfigured', // our address is not in the list
  48001: 'misconfigured', // no right to this interface
};

/** @throws OutsideError where WeChat's answer is an error. */
export function assertWechatOk({ errcode = 0 }: { errcode?: number | undefined }): void {
  if (errcode !== 0) throw new OutsideError(MEANINGS[errcode] ?? 'unexpected', errcode);
}
