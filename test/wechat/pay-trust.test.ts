import { failedBy } from '@merchant-coin/bff/wechat/errors';
import { openCallback, type Payee, payChannel } from '@merchant-coin/bff/wechat/pay';
import { inspect } from 'node:util';
import type { StandIn } from '../../config/dev/wechat/stand-in';
import {
  anOrder,
  control,
  newKeyPair,
  newNumber,
  pressPay,
  type Received,
  registerPayee,
  startReceiver,
  startWechat,
  TIMEOUT_MS,
  waitUntil,
} from './kit';

let standIn: StandIn;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let payee: Payee;
beforeAll(async () => {
  [standIn, receiver] = await Promise.all([startWechat(), startReceiver()]);
});
beforeEach(async () => {
  payee = await registerPayee(standIn);
});
afterEach(() => control(standIn, 'DELETE', ''));
afterAll(async () => {
  await receiver.close();
  await standIn.close();
});

const turnOn = (name: string, times = 1) => control(standIn, 'POST', '/switches', { name, times });

/** Pays an order and gives the callback that tells of it. */
async function callbackOf(who = payee): Promise<Received & { orderNumber: string }> {
  const order = anOrder({ notifyUrl: receiver.url });
  const prepaid = await payChannel(who).prepay(order);
  const count = receiver.received.length;
  await pressPay(standIn, prepaid);
  return { ...(await receiver.nth(count)), orderNumber: order.orderNumber };
}

const opened = ({ headers, rawBody }: Received, who = payee) => {
  try {
    return openCallback(who, headers, rawBody);
  } catch (error) {
    if (failedBy(error, 'forged', 'misconfigured')) return error;
    throw error;
  }
};

describe('an answer', () => {
  test.each([
    'answerSignatureWrong',
    'answerUnsigned',
    'answerSerialUnknown',
    'answerOld',
    'answerAltered',
  ])('is not believed after %s', async (name) => {
    const channel = payChannel(payee);
    const order = anOrder();
    await turnOn(name);
    await expect(channel.prepay(order)).rejects.toMatchObject({
      reason: 'untrusted',
      code: 'unavailable',
    });
    await turnOn(name);
    await expect(channel.query(order.orderNumber)).rejects.toMatchObject({ reason: 'untrusted' });
    expect(await channel.query(order.orderNumber)).toMatchObject({ state: 'unpaid' });
  });

  test('without content is checked as well', async () => {
    const channel = payChannel(payee);
    const { orderNumber } = anOrder();
    await channel.prepay(anOrder({ orderNumber }));
    await turnOn('answerSignatureWrong');
    await expect(channel.close(orderNumber)).rejects.toMatchObject({ reason: 'untrusted' });
  });

  test('that refuses is checked where it is signed', async () => {
    await turnOn('answerSignatureWrong');
    const asked = payChannel(payee).query(anOrder().orderNumber);
    await expect(asked).rejects.toMatchObject({ reason: 'untrusted' });
  });

  test('of a merchant whose keys WeChat does not know is a matter of configuration', async () => {
    for (const wrong of [
      { privateKey: newKeyPair().privateKey },
      { serialNumber: 'ABC' },
      { mchid: '1600000000' },
    ]) {
      await expect(payChannel({ ...payee, ...wrong }).prepay(anOrder())).rejects.toMatchObject({
        reason: 'misconfigured',
        theirCode: 'SIGN_ERROR',
      });
    }
    for (const wrong of [
      { platformPublicKeys: [] },
      { platformPublicKeys: [{ id: 'PUB_KEY_ID_1', pem: 'file:///etc/hostname' }] },
      { privateKey: 'file:///etc/hostname' },
    ])
      expect(() => payChannel({ ...payee, ...wrong })).toThrow(
        expect.objectContaining({ reason: 'misconfigured' }),
      );
  });
});

describe('a failure', () => {
  test.each([
    ['payBusy', 'busy', 'FREQUENCY_LIMITED'],
    ['paySystemError', 'busy', 'SYSTEM_ERROR'],
    ['serverError', 'unexpected', 502],
    ['down', 'unreachable', undefined],
  ])('%s is named %s', async (name, reason, theirCode) => {
    await turnOn(name);
    await expect(payChannel(payee).prepay(anOrder())).rejects.toMatchObject({
      reason,
      theirCode,
      isPassing: true,
      code: 'unavailable',
    });
  });

  test('to answer in time is a timeout', async () => {
    await control(standIn, 'POST', '', { path: '/v3/*', delayMs: TIMEOUT_MS * 2 });
    const startedAt = Date.now();
    await expect(payChannel(payee).prepay(anOrder())).rejects.toMatchObject({ reason: 'timeout' });
    expect(Date.now() - startedAt).toBeLessThan(TIMEOUT_MS * 2);
  });

  test('tells nothing of keys, people or signatures', async () => {
    const channel = payChannel(payee);
    for (const name of ['answerSignatureWrong', 'down', 'paySystemError']) {
      await turnOn(name);
      const error: unknown = await channel.prepay(anOrder()).catch((cause: unknown) => cause);
      expect(error).toBeInstanceOf(Error);
      const told = inspect(error, { depth: 12, showHidden: true });
      expect(told).not.toMatch(/PRIVATE KEY|WECHATPAY2|o-alice|KeyObject/);
      expect(told).not.toContain(payee.apiV3Key);
      expect(told).not.toContain(payee.serialNumber);
    }
  });
});

describe('a callback', () => {
  test.each([
    ['callbackSignatureWrong', 'forged', 'signature'],
    ['callbackSerialUnknown', 'forged', 'unknown serial'],
    ['callbackBodyAltered', 'forged', 'signature'],
    ['callbackOld', 'forged', 'not of now'],
    ['callbackKeyWrong', 'misconfigured', 'the APIv3 key opens no callback'],
  ])('spoilt by %s is refused', async (name, reason, detail) => {
    await turnOn(name);
    expect(opened(await callbackOf())).toMatchObject({ reason, detail });
  });

  test('that is refused answers 403', async () => {
    await turnOn('callbackSignatureWrong');
    expect(opened(await callbackOf())).toMatchObject({ code: 'forbidden', status: 403 });
  });

  test('changed on the way, in any part of it, is refused', async () => {
    const callback = await callbackOf();
    const { headers, rawBody } = callback;
    expect(opened(callback)).toMatchObject({ kind: 'paid' });
    const changes: Partial<Received>[] = [
      { rawBody: rawBody.replace('TRANSACTION.SUCCESS', 'TRANSACTION.SUCCESs') },
      { rawBody: `${rawBody} ` },
      { rawBody: JSON.stringify(JSON.parse(rawBody), null, 1) },
      { headers: { ...headers, 'wechatpay-nonce': 'x' } },
      { headers: { ...headers, 'wechatpay-timestamp': String(Math.floor(Date.now() / 1000) + 1) } },
      { headers: { ...headers, 'wechatpay-timestamp': 'NaN' } },
      { headers: { ...headers, 'wechatpay-signature': undefined } },
      { headers: { ...headers, 'wechatpay-signature': 'WECHATPAY/SIGNTEST/abc' } },
      { headers: {} },
    ];
    for (const change of changes)
      expect(opened({ ...callback, ...change })).toMatchObject({ reason: 'forged' });
  });

  test('is good for five minutes', async () => {
    const { headers, rawBody } = await callbackOf();
    const sentAt = Number(headers['wechatpay-timestamp']) * 1000;
    expect(openCallback(payee, headers, rawBody, sentAt + 300_000).kind).toBe('paid');
    expect(() => openCallback(payee, headers, rawBody, sentAt + 301_000)).toThrow();
    expect(() => openCallback(payee, headers, rawBody, sentAt - 301_000)).toThrow();
  });

  test('of one payee is none of another, even with the same keys', async () => {
    const callback = await callbackOf();
    const other = await registerPayee(standIn);
    expect(opened(callback, other)).toMatchObject({ reason: 'misconfigured' });
    const mixed = { ...other, apiV3Key: payee.apiV3Key };
    expect(opened(callback, mixed)).toMatchObject({ reason: 'forged', detail: 'of another payee' });
  });

  test('of another payee’s refund is none either', async () => {
    const channel = payChannel(payee);
    const { orderNumber } = await callbackOf();
    const count = receiver.received.length;
    await channel.refund({
      orderNumber,
      refundNumber: newNumber(),
      amountFen: 100,
      totalFen: 3_600,
      reason: '退',
      notifyUrl: receiver.url,
    });
    const callback = await receiver.nth(count);
    expect(opened(callback)).toMatchObject({ kind: 'refund', refund: { amountFen: 100 } });
    const other = { ...(await registerPayee(standIn)), apiV3Key: payee.apiV3Key };
    expect(opened(callback, other)).toMatchObject({ reason: 'forged', detail: 'of another payee' });
  });

  test('of another app is refused', async () => {
    const outcome = opened(await callbackOf(), { ...payee, appid: 'wx-other' });
    expect(outcome).toMatchObject({ reason: 'forged', detail: 'of another app' });
  });

  test('of another sum says so', async () => {
    await turnOn('callbackAmountOther');
    const callback = await callbackOf();
    expect(opened(callback)).toMatchObject({ kind: 'paid', transaction: { amountFen: 1 } });
    expect(await payChannel(payee).query(callback.orderNumber)).toMatchObject({ amountFen: 3_600 });
  });

  test('may come twice, with one id', async () => {
    await turnOn('callbackTwice');
    const count = receiver.received.length;
    await callbackOf();
    const twice = [await receiver.nth(count), await receiver.nth(count + 1)];
    const [first, second] = twice.map((each) => opened(each));
    expect(second).toEqual(first);
  });

  test('may come late', async () => {
    await control(standIn, 'POST', '/callbacks/faults', { delayMs: 150 });
    const startedAt = Date.now();
    expect(opened(await callbackOf())).toMatchObject({ kind: 'paid' });
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(145);
  });

  test('may never come: the query tells', async () => {
    await turnOn('callbackLost');
    const order = anOrder({ notifyUrl: receiver.url });
    const count = receiver.received.length;
    await pressPay(standIn, await payChannel(payee).prepay(order));
    expect(await payChannel(payee).query(order.orderNumber)).toMatchObject({ state: 'paid' });
    expect(receiver.received).toHaveLength(count);
  });

  test('comes again until it is taken, freshly signed', async () => {
    receiver.answers.push(500, 302, 404);
    const count = receiver.received.length;
    await callbackOf();
    const last = await receiver.nth(count + 3);
    expect(opened(last)).toMatchObject({ kind: 'paid' });
    await waitUntil(() => standIn.pay.callbacks.list()[0]?.state === 'delivered');
    const [delivery] = standIn.pay.callbacks.list();
    expect(delivery?.attempts.map(({ outcome }) => outcome)).toEqual([500, 302, 404, 204]);
    const nonces = receiver.received.slice(count).map(({ headers }) => headers['wechatpay-nonce']);
    expect(new Set(nonces).size).toBe(4);
  });
});

describe('while WeChat changes its key', () => {
  test('answers and callbacks of both are taken; afterwards only the new one', async () => {
    const [old] = payee.platformPublicKeys;
    const added = await control(standIn, 'POST', '/platform-keys', { alternating: true });
    const { platformPublicKeys } = added.body;
    const both: Payee = { ...payee, platformPublicKeys };
    const reversed: Payee = {
      ...payee,
      platformPublicKeys: [...both.platformPublicKeys].reverse(),
    };

    const callbacks = [await callbackOf(both), await callbackOf(reversed)];
    const serials = callbacks.map(({ headers }) => headers['wechatpay-serial']);
    expect(new Set(serials).size).toBe(2);
    for (const each of callbacks) expect(opened(each, both)).toMatchObject({ kind: 'paid' });
    const outcomes = callbacks.map((each) => opened(each, payee));
    expect(outcomes).toContainEqual(expect.objectContaining({ kind: 'paid' }));
    expect(outcomes).toContainEqual(expect.objectContaining({ reason: 'forged' }));

    expect((await control(standIn, 'DELETE', `/platform-keys/${old?.id}`)).status).toBe(204);
    await expect(payChannel(payee).prepay(anOrder())).rejects.toMatchObject({
      reason: 'untrusted',
    });
    await payChannel(reversed).prepay(anOrder());
    expect(opened(await callbackOf(both), both)).toMatchObject({ kind: 'paid' });
  });
});
