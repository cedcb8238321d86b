import { startDatabaseClock, stopDatabaseClock } from './db/clock';
import { setKeys } from './db/keys';
import { connectMongo, disconnectMongo, ensureIndexes } from './db/mongo';
import { connectRedis, disconnectRedis } from './db/redis';
import type { Env } from './env';
import { log } from './http/log';
import { prepareLimiters } from './http/rate-limit';
import { startStaffCache, stopStaffCache } from './modules/accounts';
import { startCoins, stopCoins } from './modules/coins';
import { configureWechat } from './wechat/config';

export type ServicesEnv = Pick<
  Env,
  | 'MONGODB_URI'
  | 'REDIS_URL'
  | 'WECHAT_API_BASE'
  | 'WECHAT_PAY_API_BASE'
  | 'WECHAT_APPID'
  | 'WECHAT_SECRET'
  | 'WECHAT_PARTNER'
  | 'PUBLIC_URL'
  | 'WECHAT_MESSAGE_TEMPLATES'
  | 'SMS_GATEWAY_URL'
  | 'SMS_GATEWAY_KEY'
  | 'SEAL_KEY'
  | 'INDEX_KEY'
  | 'FINGERPRINT_KEY'
>;

const warn = (cause: unknown): void => log.warn({ err: cause }, 'coins');

/** Opens everything below HTTP, for the server, the worker, the seed and the tests alike. */
export async function openServices(env: ServicesEnv): Promise<void> {
  setKeys({ seal: env.SEAL_KEY, index: env.INDEX_KEY, fingerprint: env.FINGERPRINT_KEY });
  configureWechat({
    apiBase: env.WECHAT_API_BASE,
    payApiBase: env.WECHAT_PAY_API_BASE,
    appid: env.WECHAT_APPID,
    secret: env.WECHAT_SECRET,
    publicUrl: env.PUBLIC_URL,
    partner: env.WECHAT_PARTNER,
    messageTemplates: env.WECHAT_MESSAGE_TEMPLATES,
    smsGatewayUrl: env.SMS_GATEWAY_URL,
    smsGatewayKey: env.SMS_GATEWAY_KEY,
  });
  await connectMongo(env.MONGODB_URI);
  await ensureIndexes();
  await startDatabaseClock();
  await connectRedis(env.REDIS_URL);
  prepareLimiters();
  await startStaffCache();
  startCoins(warn);
}

/** Finishes what is under way and closes all connections. */
export async function closeServices(): Promise<void> {
  await stopCoins();
  stopStaffCache();
  stopDatabaseClock();
  disconnectRedis();
  await disconnectMongo();
}
