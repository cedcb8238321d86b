import { payChannel } from '@merchant-coin/bff/wechat/pay';
import type { StandIn } from '../../config/dev/wechat/stand-in';
import { anOrder, control, registerPayee, startWechat } from './kit';

let standIn: StandIn;
let channel: ReturnType<typeof payChannel>;
beforeAll(async () => {
  standIn = await startWechat();
  channel = payChannel(await registerPayee(standIn));
});
afterAll(() => standIn.close());

const get = async (path: string) => {
  const answer = await fetch(`${standIn.url}${path}`);
  return { status: answer.status, text: await answer.text(), headers: answer.headers };
};

const submit = (path: string, fields: Record<string, string>, headers = {}) =>
  fetch(`${standIn.url}${path}`, {
    method: 'POST',
    headers,
    body: new URLSearchParams(fields),
    redirect: 'manual',
  });

const EVIL = `<script>alert("x")</script>&'`;

describe('the page to pay on', () => {
  test('pays and goes back to the app', async () => {
    const order = anOrder();
    const { prepayId } = await channel.prepay(order);
    const back = 'http://localhost:3000/#/features/recharge/index?id=1';
    const { status, text } = await get(`/pay/${prepayId}?return=${encodeURIComponent(back)}`);
    expect(status).toBe(200);
    expect(text).toContain('¥36.00');
    const paid = await submit(`/pay/${prepayId}`, { action: 'pay', return: back });
    expect([paid.status, paid.headers.get('location')]).toEqual([303, `${back}&payResult=ok`]);
    expect(await channel.query(order.orderNumber)).toMatchObject({ state: 'paid' });
    expect((await get(`/pay/${prepayId}`)).text).toContain('paid already');
  });

  test('says to the app that the member did not want to', async () => {
    const order = anOrder();
    const { prepayId } = await channel.prepay(order);
    const refused = await submit(`/pay/${prepayId}`, {
      action: 'refuse',
      return: 'http://localhost:3000/pay?order=1',
    });
    expect(refused.headers.get('location')).toBe(
      'http://localhost:3000/pay?order=1&payResult=cancel',
    );
    expect(await channel.query(order.orderNumber)).toMatchObject({ state: 'unpaid' });
  });

  test.each(['https://evil.example/', 'javascript:alert(1)', '//evil.example', 'data:text/html,x'])(
    'does not lead to %s',
    async (back) => {
      const { prepayId } = await channel.prepay(anOrder());
      expect((await get(`/pay/${prepayId}?return=${encodeURIComponent(back)}`)).text).not.toContain(
        back,
      );
      const paid = await submit(`/pay/${prepayId}`, { action: 'pay', return: back });
      expect([paid.status, paid.headers.get('location')]).toEqual([200, null]);
    },
  );

  test('shows what it is given as text', async () => {
    const { prepayId } = await channel.prepay(anOrder({ description: EVIL }));
    for (const path of ['/', `/pay/${prepayId}`]) {
      const { text, headers } = await get(path);
      expect(text).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;&#39;');
      expect(text).not.toContain('<script');
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    }
    expect((await get('/pay/wx-none')).status).toBe(404);
  });
});

describe('the overview', () => {
  test('shows what was sent and lets a person move it on', async () => {
    const order = anOrder({ description: '充值 88 元' });
    const { prepayId } = await channel.prepay(order);
    standIn.sentCodes.send('13800000007', '654321');
    const { text } = await get('/');
    for (const shown of ['充值 88 元', order.orderNumber, '13800000007', '654321'])
      expect(text).toContain(shown);
    const paid = await submit('/acts/pay', { prepayId });
    expect([paid.status, paid.headers.get('location')]).toEqual([303, '/']);
    expect(await channel.query(order.orderNumber)).toMatchObject({ state: 'paid' });
    expect((await get('/')).text).toContain('TRANSACTION.SUCCESS');
  });

  test('takes no orders from pages of others', async () => {
    const order = anOrder();
    const { prepayId } = await channel.prepay(order);
    const forged = await submit('/acts/pay', { prepayId }, { origin: 'https://evil.example' });
    expect(forged.status).toBe(403);
    expect(await channel.query(order.orderNumber)).toMatchObject({ state: 'unpaid' });
  });
});

test.each([
  ['/switches', { name: 'nothing' }],
  ['', { path: '/sns', times: 0 }],
  ['/payees', { mchid: 'x' }],
  ['/callbacks/faults', { wrong: 'everything' }],
])('a control that is told nonsense (%s) says so', async (path, body) => {
  expect((await control(standIn, 'POST', path, body)).status).toBe(400);
});
