import type { Browser } from 'playwright-core';
import { CLERK, MERCHANT, typeAmount } from '../e2e/support/people';
import { launchBrowser, Phone } from '../e2e/support/phone';
import { QrReader } from '../e2e/support/qr';
import { startStack, type Stack } from '../e2e/support/stack';
import type { Person } from './host/wx';
import { HOST_PATH, serveWeapp } from './serve';

/**
 * The built WeChat app, drawn by WeChat's own component framework in a browser and used by touch: the main
 * job from both sides, against everything that `npm start` runs. The steps follow on one another.
 */
jest.setTimeout(60_000);

const MEMBER = '13955556666';

let stack: Stack;
let browser: Browser;
let camera: QrReader;
let member: Phone;
let clerk: Phone;

async function wechatOf(person: Person): Promise<Phone> {
  const phone = await Phone.in(browser);
  await serveWeapp(phone.context);
  // The page comes from the test and not from the network, so its sockets count as a stranger's.
  await phone.context.grantPermissions(['local-network-access']);
  await phone.page.addInitScript((who) => Object.assign(globalThis, { person: who }), person);
  await phone.page.goto(stack.url + HOST_PATH);
  return phone;
}

beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
  camera = await QrReader.open(browser);
  [member, clerk] = await Promise.all([
    wechatOf({ name: 'lin', phone: MEMBER, scan: null }),
    wechatOf({ name: 'zhou', phone: CLERK, scan: null }),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await stack?.close();
});

test('a new member signs in by WeChat and joins with one tap', async () => {
  await member.sees('还差一步');
  await member.tap('使用微信绑定的手机号');
  await member.tap('去发现商家');
  await member.fill('搜索商家', MERCHANT);
  await member.tap(`加入${MERCHANT}`);
  await member.tap('同意并加入');
  await member.sees(`已加入${MERCHANT}`);
  await member.tap('看卡');
  await member.seesSum('¥0.00');
});

test('the clerk recharges the card', async () => {
  await clerk.sees('还差一步');
  await clerk.tap('使用微信绑定的手机号');
  await clerk.tap('充值');
  await clerk.fill('会员手机号', MEMBER);
  await clerk.tap(/^充 500 送 80/);
  await clerk.tap('微信扫码收 ¥500.00');
  await clerk.sees('充值成功');
  await clerk.tap('下一位');
  await member.seesSum('¥580.00');
});

test('the member shows the code, the clerk scans it and takes the sum, both see the receipt', async () => {
  await member.tap('付款码');
  await member.sees('换一个新码');
  await member.picture('weapp-code');
  const code = await camera.read(await member.page.screenshot());
  await typeAmount(clerk, '36');
  await clerk.page.evaluate((scanned) => (person.scan = scanned), code);
  await clerk.tap('扫码收款 ¥36.00');
  await clerk.seesSum('¥32.40');
  await clerk.tap('收款 ¥32.40');
  await clerk.sees('已收款');
  await member.sees('付款成功');
  await member.seesSum('¥547.60');
  await Promise.all([member.picture('weapp-receipt'), clerk.picture('weapp-done')]);
});

test('no page threw or complained', () => {
  expect([...member.faults, ...clerk.faults]).toEqual([]);
});
