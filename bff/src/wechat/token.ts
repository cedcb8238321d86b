import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { redis } from '../db/redis';
import { readAnswer } from './answers';
import { timeoutMs, wechatConfig } from './config';
import { failedBy, OutsideError } from './errors';
import { postJson } from './http';

/**
 * The one owner of the access token. It is kept in Redis, so that any number of processes share it: two
 * that each asked WeChat for their own would use up the day's quota, and with a forced refresh end each
 * other's.
 */
const tokenKey = () => `wechat:token:${wechatConfig().appid}`;
const forcedKey = () => `wechat:token-forced:${wechatConfig().appid}`;
const lockKey = () => `wechat:token-lock:${wechatConfig().appid}`;

/** A token is given up before it runs out, so that none expires on the way. */
const EARLY_SECONDS = 300;
const LOOK_AGAIN_MS = 40;
/** WeChat lets us force a new one 20 times a day. */
const FORCE_EVERY_SECONDS = 600;

const answer = z.object({ access_token: z.string().min(1), expires_in: z.number() });

/** Deletes a key only if it still holds what we think. */
const DELETE_IF_SAME = `
if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end
return 0`;

let underWay: { key: string; token: Promise<string> } | null = null;

/** Runs a call with an access token; once more with a new one where WeChat does not take it any longer. */
export async function withAccessToken<T>(call: (token: string) => Promise<T>): Promise<T> {
  const token = await accessToken();
  try {
    return await call(token);
  } catch (error) {
    if (!failedBy(error, 'tokenRefused')) throw error;
    await redis().eval(DELETE_IF_SAME, 1, tokenKey(), token);
  }
  return call(await accessToken(token));
}

/** Makes sure that there is an access token, so that a call that must not be made twice does not end for want of one. */
export async function readyAccessToken(): Promise<void> {
  await accessToken();
}

async function accessToken(refused?: string): Promise<string> {
  const kept = await redis().get(tokenKey());
  return kept ?? sharedRefresh(refused);
}

/** One refresh at a time in this process: who comes meanwhile waits for the same one. */
function sharedRefresh(refused?: string): Promise<string> {
  const key = tokenKey();
  if (underWay?.key !== key) {
    const token = refresh(refused).finally(() => {
      underWay = null;
    });
    underWay = { key, token };
  }
  return underWay.token;
}

/** And one among all processes: whoever holds the lock asks WeChat, the others wait for what it keeps. */
async function refresh(refused?: string): Promise<string> {
  const holder = randomUUID();
  const patienceMs = 2 * timeoutMs() + 1_000;
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline) {
    if (await redis().set(lockKey(), holder, 'PX', patienceMs, 'NX')) {
      try {
        return (await redis().get(tokenKey())) ?? (await fetchToken(refused));
      } finally {
        await redis().eval(DELETE_IF_SAME, 1, lockKey(), holder);
      }
    }
    await sleep(LOOK_AGAIN_MS);
    const kept = await redis().get(tokenKey());
    if (kept) return kept;
  }
  throw new OutsideError('busy', undefined, 'the access token');
}

/** WeChat gives the token that it has; a new one only by force, where it just refused that very one. */
async function fetchToken(refused?: string): Promise<string> {
  const given = await askForToken(false);
  const mayForce = given.access_token === refused && (await claimForce());
  const { access_token: token, expires_in: lifeSeconds } = mayForce
    ? await askForToken(true)
    : given;
  const keepSeconds = Math.max(1, Math.floor(lifeSeconds) - EARLY_SECONDS);
  await redis().set(tokenKey(), token, 'EX', keepSeconds);
  return token;
}

async function claimForce(): Promise<boolean> {
  return (await redis().set(forcedKey(), '1', 'EX', FORCE_EVERY_SECONDS, 'NX')) === 'OK';
}

async function askForToken(isForced: boolean): Promise<z.output<typeof answer>> {
  const { apiBase, appid, secret } = wechatConfig();
  const response = await postJson(`${apiBase}/cgi-bin/stable_token`, {
    grant_type: 'client_credential',
    appid,
    secret,
    force_refresh: isForced,
  });
  return readAnswer(response, answer);
}
