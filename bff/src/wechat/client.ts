import { z } from 'zod';
import { redis } from '../db/redis';
import { AppError } from '../http/app-error';
import { wechatConfig } from './config';
import { assertWechatOk, WechatTokenError } from './errors';
import { callOutside, postJson } from './http';

const failure = z.object({ errcode: z.number().optional() });

/** WeChat answers errors with status 200, and some JSON as text/plain. */
async function readAnswer<T extends z.ZodType>(
  response: Response,
  schema: T,
): Promise<z.output<T>> {
  const body: unknown = await response.json().catch(() => ({ errcode: -1 }));
  assertWechatOk(failure.parse(body));
  return schema.parse(body);
}

/**
 * The openid behind a code of `wx.login`. The session key is not kept: nothing here decrypts with it.
 *
 * @throws AppError `wechatCodeInvalid`, `unavailable`.
 */
export async function openidOf(code: string): Promise<string> {
  const { apiBase, appid, secret } = wechatConfig();
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

const tokenKey = () => `wechat:token:${wechatConfig().appid}`;
/** A token is given up before it runs out, so that none expires on the way. */
const EARLY_SECONDS = 300;

async function accessToken(): Promise<string> {
  const kept = await redis().get(tokenKey());
  if (kept) return kept;
  const { apiBase, appid, secret } = wechatConfig();
  const response = await postJson(`${apiBase}/cgi-bin/stable_token`, {
    grant_type: 'client_credential',
    appid,
    secret,
  });
  const schema = z.object({ access_token: z.string(), expires_in: z.number() });
  const { access_token: token, expires_in: lifeSeconds } = await readAnswer(response, schema);
  const keepSeconds = Math.max(1, Math.floor(lifeSeconds) - EARLY_SECONDS);
  await redis().set(tokenKey(), token, 'EX', keepSeconds);
  return token;
}

/** Runs a call with an access token; once more with a new one where WeChat does not know it any longer. */
async function withAccessToken<T>(call: (token: string) => Promise<T>): Promise<T> {
  try {
    return await call(await accessToken());
  } catch (error) {
    if (!(error instanceof WechatTokenError)) throw error;
    await redis().del(tokenKey());
  }
  try {
    return await call(await accessToken());
  } catch (error) {
    if (!(error instanceof WechatTokenError)) throw error;
    throw new AppError('unavailable', undefined, { cause: error });
  }
}

const phoneAnswer = z.object({
  phone_info: z.object({ purePhoneNumber: z.string(), countryCode: z.string() }),
});

/**
 * The phone number behind a code of WeChat's phone button.
 *
 * @throws AppError `wechatCodeInvalid` (also for a number outside mainland China), `unavailable`.
 */
export async function phoneNumberOf(code: string): Promise<string> {
  const { phone_info: info } = await withAccessToken(async (token) => {
    const query = new URLSearchParams({ access_token: token });
    const url = `${wechatConfig().apiBase}/wxa/business/getuserphonenumber?${query}`;
    return readAnswer(await postJson(url, { code }), phoneAnswer);
  });
  if (info.countryCode !== '86')
    throw new AppError('wechatCodeInvalid', { reason: 'foreignPhone' });
  return info.purePhoneNumber;
}
