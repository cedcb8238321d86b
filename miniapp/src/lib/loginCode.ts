import Taro from '@tarojs/taro';
import { ApiError } from './errors';

/** WeChat sets itself no limit, and callers wait for one another. */
const PATIENCE_MS = 10_000;

/**
 * A code that tells the server whose WeChat this is; each works once.
 *
 * @throws ApiError `wechatCodeInvalid`
 */
export function loginCode(): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = () => {
      clearTimeout(timer);
      reject(new ApiError('wechatCodeInvalid'));
    };
    const timer = setTimeout(fail, PATIENCE_MS);
    Taro.login().then(({ code }) => {
      clearTimeout(timer);
      resolve(code);
    }, fail);
  });
}
