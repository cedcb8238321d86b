import { connectRedis, disconnectRedis, redis } from '@merchant-coin/bff/db/redis';
import { appCode } from '@merchant-coin/bff/wechat/app-code';
import { openidOf, phoneNumberOf } from '@merchant-coin/bff/wechat/client';
import { wechatConfig } from '@merchant-coin/bff/wechat/config';
import { sendSubscribeMessage } from '@merchant-coin/bff/wechat/messages';
import { sendSms } from '@merchant-coin/bff/wechat/sms';
import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import type { StandIn } from '../../config/dev/wechat/stand-in';
import { freshRedisUrl } from '../support/db';
import { control, startWechat, TIMEOUT_MS } from './kit';

let standIn: StandIn;
let redisUrl: string;
beforeAll(async () => {
  standIn = await startWechat();
  redisUrl = await freshRedisUrl();
  await connectRedis(redisUrl);
});
beforeEach(() => redis().flushdb());
afterEach(() => control(standIn, 'DELETE', ''));
afterAll(async () => {
  disconnectRedis();
  await standIn.close();
});

const turnOn = (name: string, times = 1) => control(standIn, 'POST', '/switches', { name, times });

let codes = 0;
const phoneCode = () => `phone:13800000009:${(codes += 1)}`;
const loginCode = () => `code:alice:${(codes += 1)}`;

/** Counts what comes to a path from here on, and makes it take a moment. */
async function watch(path: string, delayMs = 0) {
  await control(standIn, 'POST', '', { path, times: 1_000, delayMs });
  return () => {
    const left = standIn.faults.list().find((fault) => fault.path === path)?.times ?? 0;
    return 1_000 - left;
  };
}

describe('the access token', () => {
  test('is asked for once, by however many calls', async () => {
    const asked = await watch('/cgi-bin/stable_token', 60);
    const numbers = await Promise.all(Array.from({ length: 8 }, () => phoneNumberOf(phoneCode())));
    expect(new Set(numbers)).toEqual(new Set(['13800000009']));
    await phoneNumberOf(phoneCode());
    expect(asked()).toBe(1);
  });

  test('is asked for once by two processes', async () => {
    const asked = await watch('/cgi-bin/stable_token', 80);
    const other = await anotherProcess();
    await Promise.all([
      phoneNumberOf(phoneCode()),
      other.phoneNumberOf(phoneCode()),
      other.phoneNumberOf(phoneCode()),
    ]);
    other.disconnect();
    expect(asked()).toBe(1);
  });

  test('is asked for again when whoever asked died', async () => {
    await redis().set('wechat:token-lock:wx00000000deadbeef', 'somebody', 'PX', 150);
    expect(await phoneNumberOf(phoneCode())).toBe('13800000009');
    expect(await redis().get('wechat:token-lock:wx00000000deadbeef')).toBeNull();
  });

  test('is not waited for without end', async () => {
    await redis().set('wechat:token-lock:wx00000000deadbeef', 'somebody', 'PX', 60_000);
    await expect(phoneNumberOf(phoneCode())).rejects.toMatchObject({ reason: 'busy' });
    expect(await redis().get('wechat:token-lock:wx00000000deadbeef')).toBe('somebody');
  });

  test('is renewed once when somebody else took it over', async () => {
    await phoneNumberOf(phoneCode());
    const asked = await watch('/cgi-bin/stable_token', 30);
    await turnOn('tokenTaken');
    await Promise.all(Array.from({ length: 5 }, () => phoneNumberOf(phoneCode())));
    expect(asked()).toBe(1);
  });

  test('is renewed by force where WeChat gives the refused one again', async () => {
    await phoneNumberOf(phoneCode());
    const asked = await watch('/cgi-bin/stable_token');
    const before = await redis().get('wechat:token:wx00000000deadbeef');
    await turnOn('tokenRefused');
    expect(await phoneNumberOf(phoneCode())).toBe('13800000009');
    expect(await redis().get('wechat:token:wx00000000deadbeef')).not.toBe(before);
    expect(asked()).toBe(2);

    await turnOn('tokenRefused');
    await expect(phoneNumberOf(phoneCode())).resolves.toBe('13800000009');
    expect(asked()).toBe(3);
  });

  test('refused twice is an error', async () => {
    await phoneNumberOf(phoneCode());
    const called = await watch('/wxa/business/getuserphonenumber');
    await control(standIn, 'DELETE', '');
    await turnOn('tokenRefused', 2);
    await expect(phoneNumberOf(phoneCode())).rejects.toMatchObject({
      reason: 'tokenRefused',
      theirCode: 40001,
      code: 'unavailable',
    });
    expect(called()).toBe(1_000);
  });

  test('is kept no longer than WeChat keeps it', async () => {
    await phoneNumberOf(phoneCode());
    const seconds = await redis().ttl('wechat:token:wx00000000deadbeef');
    expect(seconds).toBeGreaterThan(6_000);
    expect(seconds).toBeLessThanOrEqual(7_200 - 300);
  });
});

/** The same client a second time, with nothing in common but Redis and WeChat. */
async function anotherProcess() {
  const config = wechatConfig();
  const load = async () => {
    const db = await import('@merchant-coin/bff/db/redis');
    const { configureWechat } = await import('@merchant-coin/bff/wechat/config');
    const client = await import('@merchant-coin/bff/wechat/client');
    await db.connectRedis(redisUrl);
    configureWechat(config);
    return { phoneNumberOf: client.phoneNumberOf, disconnect: db.disconnectRedis };
  };
  let loaded: Awaited<ReturnType<typeof load>> | null = null;
  await jest.isolateModulesAsync(async () => {
    loaded = await load();
  });
  if (!loaded) throw new Error('not loaded');
  return loaded as Awaited<ReturnType<typeof load>>;
}

describe('a subscribe message', () => {
  const message = {
    openid: 'o-alice',
    templateId: 'tmpl-low-balance',
    values: { thing1: '余额不足提醒', amount2: '¥12.00' },
    page: 'pages/card/index?id=crd_1',
  };
  const consent = (count = 1) =>
    control(standIn, 'POST', '/consents', {
      openid: 'o-alice',
      templateId: 'tmpl-low-balance',
      count,
    });

  test('uses up a consent each', async () => {
    await consent(2);
    await sendSubscribeMessage(message);
    await sendSubscribeMessage(message);
    await expect(sendSubscribeMessage(message)).rejects.toMatchObject({
      reason: 'noConsent',
      theirCode: 43101,
      isPassing: false,
    });
    const { body } = await control(standIn, 'GET', '/messages');
    expect(body.messages).toHaveLength(2);
    expect(body.messages[0]).toMatchObject(message);
  });

  test('of another template needs its own consent', async () => {
    await consent();
    const other = { ...message, templateId: 'tmpl-other' };
    await expect(sendSubscribeMessage(other)).rejects.toMatchObject({ reason: 'noConsent' });
    await sendSubscribeMessage(message);
  });

  test('that does not fit uses up none', async () => {
    await consent();
    const long = { ...message, values: { thing1: '一'.repeat(21) } };
    await expect(sendSubscribeMessage(long)).rejects.toMatchObject({
      reason: 'invalid',
      theirCode: 47003,
    });
    await sendSubscribeMessage(message);
  });

  test('waits for another day when the quota is used up', async () => {
    await consent();
    await turnOn('messageQuota');
    await expect(sendSubscribeMessage(message)).rejects.toMatchObject({
      reason: 'quota',
      theirCode: 45009,
      isPassing: false,
    });
    await sendSubscribeMessage(message);
  });

  test('goes out after the token was taken over', async () => {
    await consent();
    await phoneNumberOf(phoneCode());
    await turnOn('tokenTaken');
    await sendSubscribeMessage(message);
  });
});

describe('a mini-program code', () => {
  test('is a picture that holds page and scene', async () => {
    const bytes = await appCode({ scene: 's=01HXYZ&t=1', page: 'pages/join/index' });
    const { data, width, height } = PNG.sync.read(bytes);
    const read = jsQR(new Uint8ClampedArray(data), width, height);
    expect(read?.data).toBe('wxacode:pages/join/index?scene=s%3D01HXYZ%26t%3D1');
  });

  test.each([
    ['no scene', { scene: '' }, 'invalid'],
    ['a scene that is too long', { scene: 'x'.repeat(33) }, 'invalid'],
    ['a scene with other characters', { scene: '会员' }, 'invalid'],
    ['a slash before the page', { page: '/pages/join/index' }, 'pageUnknown'],
    ['a query on the page', { page: 'pages/join/index?a=1' }, 'pageUnknown'],
  ])('with %s is none', async (_, wrong, reason) => {
    const asked = appCode({ scene: 's', page: 'pages/join/index', ...wrong });
    await expect(asked).rejects.toMatchObject({ reason });
  });

  test.each([
    ['codeQuota', 'quota', 45009],
    ['pageUnpublished', 'pageUnknown', 41030],
  ])('%s comes as an error, not as a picture', async (name, reason, theirCode) => {
    await turnOn(name);
    const asked = appCode({ scene: 's', page: 'pages/join/index' });
    await expect(asked).rejects.toMatchObject({ reason, theirCode });
  });
});

describe('any call', () => {
  test.each([
    ['expiredCode', () => openidOf(loginCode())],
    ['expiredPhoneCode', () => phoneNumberOf(phoneCode())],
  ])('%s is the person’s to repeat', async (name, call) => {
    await turnOn(name);
    await expect(call()).rejects.toMatchObject({
      reason: 'codeInvalid',
      code: 'wechatCodeInvalid',
    });
  });

  test.each([
    ['openid', () => openidOf(loginCode())],
    ['SMS', () => sendSms({ phone: '13800000009', code: '123456', purpose: 'signIn', text: '' })],
    ['code', () => appCode({ scene: 's', page: 'pages/join/index' })],
  ])('%s that takes too long is a timeout', async (_, call) => {
    await control(standIn, 'POST', '', { path: '*', delayMs: TIMEOUT_MS * 2 });
    await expect(call()).rejects.toMatchObject({ reason: 'timeout', isPassing: true });
  });

  test.each([
    ['down', 'unreachable'],
    ['answerLost', 'unreachable'],
    ['serverError', 'unexpected'],
  ])('%s is named %s', async (name, reason) => {
    await turnOn(name);
    await expect(openidOf(loginCode())).rejects.toMatchObject({ reason, code: 'unavailable' });
  });

  test.each([
    ['no JSON', 'hello', 'unexpected'],
    ['too few fields', {}, 'unexpected'],
    ['an unknown error', { errcode: 99999 }, 'unexpected'],
    ['WeChat being busy', { errcode: -1 }, 'busy'],
    ['our address not being in the list', { errcode: 40164 }, 'misconfigured'],
  ])('answered by %s', async (_, body, reason) => {
    await control(standIn, 'POST', '', { path: '/sns/jscode2session', body });
    await expect(openidOf(loginCode())).rejects.toMatchObject({ reason });
  });

  test('tells no secret when it fails', async () => {
    await turnOn('down');
    const error: unknown = await openidOf(loginCode()).catch((cause: unknown) => cause);
    const told = `${String(error)} ${String((error as Error).cause)}`;
    expect(told).not.toMatch(/wechat-secret|code:alice/);
    expect(told).toContain('127.0.0.1');
  });
});
