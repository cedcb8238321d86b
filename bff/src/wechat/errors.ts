import { AppError } from '../http/app-error';

/** What WeChat's `errcode` means to us. Everything else is our configuration or their trouble: 503. */
const MEANINGS: Record<number, 'code' | 'token'> = {
  40029: 'code', // invalid code
  40163: 'code', // code been used
  40226: 'code', // the person is blocked by WeChat's risk control
  41008: 'code', // missing code
  40001: 'token', // invalid credential
  40014: 'token', // invalid access_token
  42001: 'token', // access_token expired
};

/** The access token was not accepted: get a new one and ask again. */
export class WechatTokenError extends Error {}

/**
 * Does nothing where WeChat answered without an error.
 *
 * @throws AppError `wechatCodeInvalid` or `unavailable`; `WechatTokenError`.
 */
export function assertWechatOk(answer: { errcode?: number | undefined }): void {
  const { errcode = 0 } = answer;
  if (errcode === 0) return;
  const meaning = MEANINGS[errcode];
  if (meaning === 'code') throw new AppError('wechatCodeInvalid');
  if (meaning === 'token') throw new WechatTokenError(`WeChat errcode ${errcode}`);
  throw new AppError('unavailable', undefined, { cause: new Error(`WeChat errcode ${errcode}`) });
}
