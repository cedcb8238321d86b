import { z } from 'zod';
import { AppError } from '../http/app-error';
import { readAnswer } from './answers';
import { wechatConfig } from './config';
import { callOutside, postJson } from './http';
import { withAccessToken } from './token';

/**
 * The openid behind a code of `wx.login` in an app, the platform's by default. The session key is not kept: nothing here decrypts with it.
 *
 * @throws OutsideError (`wechatCodeInvalid`, `unavailable`).
 */
export async function openidOf(
  code: string,
  { appid, secret }: { appid: string; secret: string } = wechatConfig(),
): Promise<string> {
  const { apiBase } = wechatConfig();
  const query = new URLSearchParams({
    appid,
    secret,
    js_code: code,
    grant_type: 'authorization_code',
  });
  const response = await callOutside(`${apiBase}/sns/jscode2session?${query}`);
  const { openid } = await readAnswer(response, z.object({ openid: z.string().min(1) }));
  return openid;
}

/** A POST to one of the interfaces that want an access token. */
export function postAsApp<T>(
  path: string,
  body: unknown,
  read: (response: Response) => Promise<T>,
): Promise<T> {
  return withAccessToken(async (token) => {
    const query = new URLSearchParams({ access_token: token });
    return read(await postJson(`${wechatConfig().apiBase}${path}?${query}`, body));
  });
}

const phoneAnswer = z.object({
  phone_info: z.object({ purePhoneNumber: z.string(), countryCode: z.string() }),
});

/**
 * The phone number behind a code of WeChat's phone button.
 *
 * @throws OutsideError, AppError: `wechatCodeInvalid` (also for a number outside mainland China),
 * `unavailable`.
 */
export async function phoneNumberOf(code: string): Promise<string> {
  const { phone_info: info } = await postAsApp(
    '/wxa/business/getuserphonenumber',
    { code },
    (response) => readAnswer(response, phoneAnswer),
  );
  if (info.countryCode !== '86')
    throw new AppError('wechatCodeInvalid', { reason: 'foreignPhone' });
  return info.purePhoneNumber;
}
