import { createApp } from '@merchant-coin/bff/app';
import { type RunningServer, startServer } from '@merchant-coin/bff/http/server';
import { isSession, sessionOf } from '@merchant-coin/bff/modules/accounts';
import { catchUp } from '@merchant-coin/bff/modules/cards';
import { closeServices, openServices, type ServicesEnv } from '@merchant-coin/bff/services';
import { configureWechat, wechatConfig } from '@merchant-coin/bff/wechat/config';
import { randomBytes } from 'node:crypto';
import { type StandIn, startStandIn } from '../../config/dev/wechat/stand-in';
import { Client } from './client';
import { TestClock } from './clock';
import { watchLog } from './log-watch';
import { dropDatabase, freshMongoUri, freshRedisUrl } from './db';

const HOST = '127.0.0.1';
const WECHAT = { appid: 'wx00000000deadbeef', secret: 'wechat-secret' };
const MESSAGE_TEMPLATES = {
  approvalAsked: {
    templateId: 'template-approval-asked',
    fields: { merchant: 'thing1', amount: 'amount2', store: 'thing3' },
  },
  reminder: {
    templateId: 'template-reminder',
    fields: { merchant: 'thing1', what: 'thing2', date: 'date3' },
  },
};
const SMS_KEY = 'sms-key';

/** A BFF and the WeChat that it calls, wherever they run. */
export interface Site extends Client {
  clock: TestClock;
  standIn: Pick<StandIn, 'url'>;
}

export interface TestApp extends Site {
  standIn: StandIn;
  /** The last code that was sent to a phone. */
  smsCodeOf(phone: string): string;
  /** What a program of the product needs to run beside this app, on the same services. */
  programEnv: NodeJS.ProcessEnv;
  close(): Promise<void>;
}

export interface TestAppOptions {
  h5Dir?: string;
  corsOrigins?: readonly string[];
  trustProxy?: number;
  /** Reaches Redis by this port instead of its own. */
  redisPort?: number;
}

async function environmentFor(standIn: StandIn, redisPort?: number): Promise<ServicesEnv> {
  const redisUrl = new URL(await freshRedisUrl());
  if (redisPort) redisUrl.port = String(redisPort);
  return {
    MONGODB_URI: freshMongoUri(),
    REDIS_URL: redisUrl.toString(),
    WECHAT_API_BASE: standIn.url,
    WECHAT_PAY_API_BASE: standIn.url,
    WECHAT_APPID: WECHAT.appid,
    WECHAT_SECRET: WECHAT.secret,
    WECHAT_PARTNER: null,
    PUBLIC_URL: `http://${HOST}`,
    WECHAT_MESSAGE_TEMPLATES: MESSAGE_TEMPLATES,
    SMS_GATEWAY_URL: `${standIn.url}/sms`,
    SMS_GATEWAY_KEY: SMS_KEY,
    SEAL_KEY: randomBytes(32),
    INDEX_KEY: randomBytes(32),
    FINGERPRINT_KEY: randomBytes(32),
  };
}

/**
 * The whole BFF on real services, with a database of its own, a clock that the test can move, and the
 * WeChat stand-in. One a test file; close it in `afterAll`.
 */
export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const endWatch = watchLog();
  const standIn = await startStandIn({
    ...WECHAT,
    smsKey: SMS_KEY,
    host: HOST,
    port: 0,
    callbackSpeed: 1_000,
  });
  const { redisPort, ...appOptions } = options;
  const environment = await environmentFor(standIn, redisPort);
  await openServices(environment);
  const clock = new TestClock();
  const app = createApp({ ...appOptions, clockOf: () => clock.now() });
  const live = { sessionOf, isSession, catchUp };
  const server = await startServer(app, { host: HOST, port: 0, live });
  configureWechat({ ...wechatConfig(), publicUrl: `http://${HOST}:${server.port}` });
  return Object.assign(new Client(`http://${HOST}:${server.port}`), {
    clock,
    standIn,
    programEnv: programEnvOf(environment),
    smsCodeOf(phone: string) {
      const code = standIn.sentCodes.last(phone);
      if (!code) throw new Error(`no code was sent to ${phone}`);
      return code;
    },
    async close() {
      await closeAll(server, standIn);
      endWatch();
    },
  });
}

/** Unset where there is none. */
const textOf = (value: unknown): unknown =>
  typeof value === 'object' ? (value ? JSON.stringify(value) : undefined) : value;

function programEnvOf(environment: ServicesEnv): NodeJS.ProcessEnv {
  const set = Object.entries(environment).filter(([, value]) => value !== null);
  const texts = set.map(([name, value]) => [
    name,
    Buffer.isBuffer(value) ? value.toString('base64') : textOf(value),
  ]);
  const own = { HOST, PORT: '0', METRICS_PORT: '0', LOG_LEVEL: 'fatal', NODE_ENV: 'test' };
  return { ...Object.fromEntries(texts), ...own } as NodeJS.ProcessEnv;
}

async function closeAll(server: RunningServer, standIn: StandIn): Promise<void> {
  await server.close();
  await dropDatabase();
  await closeServices();
  await standIn.close();
}
