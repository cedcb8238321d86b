import { api, type RechargeOrder } from '@merchant-coin/shared';
import { startTestApp, type TestApp } from '../support/app';
import { buildMember } from '../support/factories';
import { APPID, buildPaidMerchant, control, offer, PayingMember } from '../support/wechat-pay';
import { MiniProgram } from './support/mini-program';
import { until } from './support/open-page';
import type { PaymentSheet } from './support/wx';

/** The built WeChat app recharges: against the real BFF, with the WeChat stand-in behind the payment sheet. */
jest.setTimeout(60_000);

let bff: TestApp;
let phone: PayingMember;
let app: MiniProgram;
let payIn: PaymentSheet;
/** What WeChat keeps for the app from one launch to the next. */
const storage = new Map<string, unknown>();
const complaints: string[] = [];

beforeAll(async () => {
  bff = await startTestApp();
  const merchant = await buildPaidMerchant(bff);
  const member = await buildMember({ merchant });
  phone = new PayingMember(bff, member);
  const { body: user } = await bff.call(api.accounts.getMe, {}, { as: member });
  storage.set('mc.session', JSON.stringify({ token: member.token, user }));
  for (const method of ['log', 'info', 'warn', 'error', 'group'] as const) {
    jest.spyOn(console, method).mockImplementation((...words: unknown[]) => {
      complaints.push(words.map(String).join(' '));
    });
  }
});
afterAll(() => bff?.close());
afterEach(() => {
  app.end();
  // `Template not found` and the like: the app has nothing to say.
  expect(complaints.splice(0)).toEqual([]);
});

const leaves: PaymentSheet = () => Promise.resolve('requestPayment:fail cancel');
const fails: PaymentSheet = () => Promise.resolve('requestPayment:fail system error');

/** Pays with what the app has handed to WeChat, whose signature the stand-in checks. */
const pays: PaymentSheet = async (payment) => {
  const prepayId = (payment['package'] ?? '').replace('prepay_id=', '');
  await control(bff, 'POST', `/orders/${prepayId}/pay`, { appId: APPID, ...payment });
  return 'requestPayment:ok';
};

async function arrivesAt(route: string): Promise<void> {
  await until(
    () => app.page.route === route,
    () => `${route}, is at ${app.page.route}: ${app.page.text}`,
  );
}

/** Launches the app and goes to recharging, as from the list of cards. */
async function toRecharge(): Promise<void> {
  app = new MiniProgram({
    ...{ apiUrl: bff.url, person: 'lin', storage },
    payIn: (payment) => payIn(payment),
  });
  app.start();
  await app.page.tap('充值');
  await arrivesAt('features/recharge/index');
}

async function isCredited(): Promise<void> {
  await arrivesAt('features/recharge/result');
  await app.page.sees('充值成功');
}

async function orders(): Promise<RechargeOrder[]> {
  const { cardId } = phone.member;
  const as = phone.member;
  const { body } = await bff.call(api.rechargeOrders.listMyRechargeOrders, { cardId }, { as });
  return body.items;
}

test('an offer that begins between the look and the tap is told, and nothing is ordered', async () => {
  payIn = pays;
  await toRecharge();
  await app.page.type('充值金额', '500');
  await app.page.sees('到账 ¥500.00');
  await offer(phone.member.merchant.merchantId, 50_000, 8_000);
  await app.page.tap('支付 ¥500.00');
  await app.page.sees('充值优惠刚刚变了');
  expect(await orders()).toEqual([]);
});

test('cancelled, failed, then paid: one order all the way, and the coins with their bonus', async () => {
  await toRecharge();
  await app.page.type('充值金额', '500');
  await app.page.sees('到账 ¥580.00');

  payIn = leaves;
  await app.page.tap('支付 ¥500.00');
  await app.page.sees('没有付款');
  expect(app.page.route).toBe('features/recharge/index');

  payIn = fails;
  await app.page.tap('支付 ¥500.00');
  await app.page.sees('微信没有付成');

  payIn = pays;
  await app.page.tap('支付 ¥500.00');
  await isCredited();
  await app.page.sees('+¥580.00');
  await app.page.sees('余额¥580.00');
  expect(await orders()).toMatchObject([{ state: 'credited', amountFen: 50_000, bonusFen: 8_000 }]);

  await app.page.tap('完成');
  await arrivesAt('features/card/index');
  await app.page.sees('¥580.00');
});

test('without a network nothing is ordered; the same tap goes on once there is one', async () => {
  await toRecharge();
  await app.page.type('充值金额', '20');
  await app.page.sees('到账 ¥20.00');
  app.network.setOnline(false);
  payIn = pays;
  await app.page.tap('支付 ¥20.00');
  await app.page.sees('没有连上网络');
  expect(await orders()).toHaveLength(1);

  app.network.setOnline(true);
  await app.page.tap('支付 ¥20.00');
  await isCredited();
  expect(await orders()).toHaveLength(2);
  expect(await phone.balance()).toMatchObject({ spendableFen: 60_000 });
});

test('an order that was left open is offered the next time, and paid on', async () => {
  payIn = leaves;
  await toRecharge();
  await app.page.type('充值金额', '30');
  await app.page.tap('支付 ¥30.00');
  await app.page.sees('没有付款');
  app.end();

  payIn = pays;
  await toRecharge();
  await app.page.sees('有一笔 ¥30.00 还没付款');
  await app.page.tap('继续付款');
  await isCredited();
  expect(await orders()).toHaveLength(3);
  expect(await phone.balance()).toMatchObject({ spendableFen: 63_000 });
});

test('paid, but the sheet said otherwise: the order is believed', async () => {
  await toRecharge();
  await app.page.type('充值金额', '10');
  payIn = async (payment) => {
    await pays(payment);
    return leaves(payment);
  };
  await app.page.tap('支付 ¥10.00');
  await isCredited();
  expect(await phone.balance()).toMatchObject({ spendableFen: 64_000 });
});
