import { startTestApp, type TestApp } from '../support/app';
import {
  buildMerchant,
  buildRedemption,
  buildStaff,
  type TestMerchant,
  type TestStaff,
} from '../support/factories';
import { api } from '@merchant-coin/shared';
import mongoose from 'mongoose';
import { MiniProgram } from './support/mini-program';
import { until } from './support/open-page';
import { readQr } from './support/picture';
import { nextCode } from './support/wx';

/**
 * The built WeChat app, run by WeChat's own component framework and compiler on jsdom, against the real BFF
 * over real HTTP. The steps follow on one another; each launches the app anew on the same storage.
 */
jest.setTimeout(60_000);

const PHONE = '13866660001';

let bff: TestApp;
let merchant: TestMerchant;
let clerk: TestStaff;
let app: MiniProgram;
/** What WeChat keeps for the app from one launch to the next. */
const storage = new Map<string, unknown>();
const complaints: string[] = [];

beforeAll(async () => {
  bff = await startTestApp();
  merchant = await buildMerchant({ name: '青禾咖啡' });
  clerk = await buildStaff({ merchant });
});
afterAll(() => bff?.close());

beforeEach(() => {
  for (const method of ['log', 'info', 'warn', 'error', 'group'] as const) {
    jest.spyOn(console, method).mockImplementation((...words: unknown[]) => {
      complaints.push(words.map(String).join(' '));
    });
  }
});
afterEach(() => {
  app.end();
  jest.restoreAllMocks();
  // `WXMLRT_$gwx … Template not found` and the like: the app has nothing to say.
  expect(complaints.splice(0)).toEqual([]);
});

function launch({ online = true } = {}): void {
  app = new MiniProgram({ apiUrl: bff.url, person: 'lin', storage, online });
  app.start();
}

async function arrivesAt(route: string): Promise<void> {
  await until(
    () => app.page.route === route,
    () => `${route}, is at ${app.page.route}: ${app.page.text}`,
  );
}

test('without a network it waits at the sign-in page, and goes on when there is one', async () => {
  launch({ online: false });
  await arrivesAt('features/sign-in/index');
  await app.page.sees('一张手机卡包');
  app.network.setOnline(true);
  await app.page.tap('微信登录');
  await app.page.sees('还差一步');
});

const usesWechatNumber = (answer: object) =>
  app.page.tapOpenType('使用微信绑定的手机号', 'getPhoneNumber', answer);

test('a phone number that WeChat does not give comes by SMS, on the same screen', async () => {
  launch();
  // WeChat has said silently who it is.
  await arrivesAt('features/sign-in/index');
  await app.page.sees('还差一步');
  await usesWechatNumber({ errMsg: 'getPhoneNumber:fail user deny' });
  await app.page.sees('没有使用微信的手机号');
  await app.page.tap('改用微信的手机号');
  await app.page.sees('还差一步');
  await usesWechatNumber({ errno: 1400001, errMsg: 'getPhoneNumber:fail' });
  await app.page.sees('微信手机号服务暂时用完了');
  await app.page.type('手机号', PHONE);
  await app.page.tap('获取验证码');
  await app.page.sees('请先阅读并勾选同意');
  expect(bff.standIn.sentCodes.last(PHONE)).toBeUndefined();
});

test('signs in: privacy is agreed to first, the phone number is asked for once', async () => {
  launch();
  await arrivesAt('features/sign-in/index');
  await app.page.sees('还差一步');
  app.privacy.ask();
  await app.page.sees('使用前请先同意');
  await app.page.tapOpenType('同意并继续', 'agreePrivacyAuthorization', {});
  expect(app.privacy.answers).toEqual([
    { event: 'exposureAuthorization' },
    { event: 'agree', buttonId: 'agree-to-privacy' },
  ]);
  await usesWechatNumber({
    code: `phone:${PHONE}:${nextCode()}`,
    errMsg: 'getPhoneNumber:ok',
  });
  await arrivesAt('pages/cards/index');
  await app.page.sees('还没有会员卡');
});

test('knows its person on a new phone without a screen in between', async () => {
  app = new MiniProgram({ apiUrl: bff.url, person: 'lin' });
  app.start();
  await app.page.sees('还没有会员卡');
  expect(app.page.route).toBe('pages/cards/index');
});

test('finds the merchant by typing, joins, and allows messages with the same tap', async () => {
  launch();
  await app.page.tap('去发现商家');
  await arrivesAt('pages/find/index');
  await app.page.type('搜索商家', '青禾');
  await app.page.tap('加入青禾咖啡');
  await app.page.tap('同意并加入');
  await app.page.sees('已加入青禾咖啡');
  const consents = mongoose.connection.collection('messageConsents');
  const deadline = Date.now() + 5_000;
  // One when a payment waits, one for a reminder.
  while ((await consents.countDocuments({ left: 1 })) !== 2)
    expect(Date.now()).toBeLessThan(deadline);
});

/** Sold by a clerk while the app is closed. */
async function recharge(amountFen: number): Promise<void> {
  const { merchantId, storeId } = merchant;
  const sale = { merchantId, storeId, phone: PHONE, amountFen, tender: 'cash' as const };
  const { problem } = await bff.call(api.recharges.createRecharge, sale, { as: clerk });
  expect(problem).toBeNull();
}

test('lists the card with its balance', async () => {
  await recharge(20_000);
  launch();
  await app.page.sees('1 张会员卡');
  await app.page.sees('青禾咖啡');
  await app.page.sees('¥200.00');
});

/** The digits of the QR code on the page, which must be those that stand under the barcode. */
async function shownCode(): Promise<string> {
  const [, qr = ''] = await app.page.pictures();
  const code = readQr(qr) ?? '';
  expect(code).toMatch(/^62\d{20}$/);
  await app.page.sees(code.replace(/(\d{4})(?=\d)/g, '$1 '));
  return code;
}

test('shows a code that pays, bright and awake, and turns into the receipt at once', async () => {
  launch();
  await app.page.tap('付款码');
  await arrivesAt('features/pay-code/index');
  const payCode = await shownCode();
  await until(
    () => app.screen.brightness === 1 && app.screen.awake,
    () => 'the screen to be bright and awake',
  );
  await until(
    () => app.network.frames.some((frame) => frame.includes('"ready"')),
    () => 'the live events',
  );

  const { status } = await buildRedemption(bff, { clerk, payCode, listFen: 3_600 });
  expect(status).toBe(201);
  await app.page.sees('付款成功');
  // Whichever came first, the event or the look: it comes live, too.
  await until(
    () => app.network.frames.join().includes('"redeem"'),
    () => 'the live event of the payment',
  );
  await app.page.sees('¥36.00');
  await app.page.sees('¥164.00');
  await app.page.tap('完成');
  await arrivesAt('pages/cards/index');
  await app.page.sees('¥164.00');
  await until(
    () => app.screen.brightness < 1 && !app.screen.awake,
    () => 'the screen to be as it was',
  );
});

test('without a network it starts with what it kept, and its codes pay', async () => {
  launch({ online: false });
  await app.page.sees('¥164.00');
  await app.page.tap('付款码');
  await arrivesAt('features/pay-code/index');
  await app.page.sees('没有网络也能付款');
  const payCode = await shownCode();
  const { status } = await buildRedemption(bff, { clerk, payCode, listFen: 1_000 });
  expect(status).toBe(201);
});

/** A clerk takes a sum by phone number alone, which its member has to say yes to. */
async function ask(listFen: number): Promise<string> {
  const { merchantId, storeId } = merchant;
  const input = { merchantId, storeId, phone: PHONE, listFen };
  const { body, problem } = await bff.call(api.redemptions.redeem, input, { as: clerk });
  expect(problem).toBeNull();
  expect(body.redemption.status).toBe('waiting');
  return body.redemption.id;
}

async function becomes(redemptionId: string, status: string): Promise<void> {
  const input = { merchantId: merchant.merchantId, redemptionId };
  const look = () => bff.call(api.redemptions.getRedemption, input, { as: clerk });
  const deadline = Date.now() + 5_000;
  while ((await look()).body.redemption.status !== status)
    expect(Date.now()).toBeLessThan(deadline);
}

test('asks its member about a payment without a code: a yes pays, a no takes nothing', async () => {
  launch();
  await app.page.sees('¥154.00');
  await until(
    () => app.network.frames.some((frame) => frame.includes('"ready"')),
    () => 'the live events',
  );
  const wanted = await ask(800);
  await app.page.sees('确认付款');
  await app.page.tap('付款 ¥8.00');
  await becomes(wanted, 'done');
  await app.page.sees('¥146.00');

  const unwanted = await ask(900);
  await app.page.sees('付款 ¥9.00');
  await app.page.tap('拒绝');
  await becomes(unwanted, 'refused');
  await app.page.sees('¥146.00');
});

test('whoever signs out is not signed in silently again', async () => {
  launch();
  await app.page.sees('1 张会员卡');
  await app.page.tap('我的');
  await arrivesAt('pages/me/index');
  await app.page.tap('退出登录');
  await app.page.sees('退出登录？');
  await app.page.tap('退出登录', 'last');
  await arrivesAt('features/sign-in/index');
  app.end();
  launch();
  await arrivesAt('features/sign-in/index');
  await app.page.sees('微信登录');
});

/** The word of the store's code, as its owner has it printed. */
async function storeScene(): Promise<string> {
  const { merchantId, storeId, owner } = merchant;
  const path = `/v1/merchants/${merchantId}/stores/${storeId}/app-code`;
  await fetch(bff.url + path, { headers: { authorization: `Bearer ${owner.token}` } });
  const scenes = mongoose.connection.collection<{ _id: string }>('scenes');
  return (await scenes.findOne({ storeId }))?._id ?? '';
}

test('a store’s code opens the merchant for somebody new, who signs in and is back to join', async () => {
  const scene = await storeScene();
  app = new MiniProgram({ apiUrl: bff.url, person: 'friend' });
  app.start(`/features/merchant/index?scene=${encodeURIComponent(scene)}`, 1047);
  await app.page.sees('青禾咖啡');
  await app.page.sees('入会门店');
  await app.page.tap('登录并加入');
  await arrivesAt('features/sign-in/index');
  await app.page.sees('还差一步');
  await usesWechatNumber({ code: `phone:13866660002:${nextCode()}` });
  await arrivesAt('features/merchant/index');
  await app.page.tap('同意并加入');
  await arrivesAt('features/card/index');
});

test('from Moments the merchant is seen without a session, and nothing is asked for', async () => {
  const { merchantId } = merchant;
  app = new MiniProgram({ apiUrl: bff.url, person: 'stranger' });
  app.start(`/features/merchant/index?merchantId=${merchantId}`, 1154);
  await app.page.sees('青禾咖啡');
  await app.page.sees('前往小程序');
  expect(app.page.text).not.toContain('登录并加入');
  const users = mongoose.connection.collection('users');
  expect(await users.countDocuments({ phoneIndex: { $exists: false } })).toBe(0);
});
