import { api, PAY_CODE_STEP_SECONDS } from '@merchant-coin/shared';
import { startTestApp, type TestApp } from '../support/app';
import {
  buildMember,
  buildMerchant,
  buildRecharge,
  buildStaff,
  type TestMember,
  type TestMerchant,
  type TestStaff,
} from '../support/factories';
import { MiniProgram } from './support/mini-program';
import { until } from './support/open-page';
import { readQr } from './support/picture';
import { type Drawing, watchOpeningPages, watchSetData } from './support/set-data';

/**
 * What the WeChat app hands over to be drawn. Between its JavaScript and the screen lies a bridge, and each
 * crossing costs time by its bytes: an act is one crossing, and only what it changes goes over.
 */
jest.setTimeout(60_000);

let bff: TestApp;
let merchant: TestMerchant;
let member: TestMember;
let clerk: TestStaff;
let app: MiniProgram;
/** What WeChat's scanner reads next. */
let scanned = '';

beforeAll(async () => {
  bff = await startTestApp();
  merchant = await buildMerchant({});
  member = await buildMember({ merchant });
  clerk = await buildStaff({ merchant });
  for (const method of ['log', 'info', 'warn', 'error', 'group'] as const) {
    jest.spyOn(console, method).mockImplementation(() => undefined);
  }
});
afterAll(() => bff?.close());
afterEach(() => app.end());

async function launchAs(
  who: Pick<TestMember, 'token'>,
  more: Record<string, unknown> = {},
): Promise<void> {
  const { body: user } = await bff.call(api.accounts.getMe, {}, { as: who });
  const kept = { 'mc.session': { token: who.token, user }, ...more };
  const entries = Object.entries(kept).map(([key, value]) => [key, JSON.stringify(value)] as const);
  app = new MiniProgram({
    ...{ apiUrl: bff.url, person: 'lin', storage: new Map(entries) },
    scan: () => scanned,
  });
}

async function arrivesAt(route: string): Promise<void> {
  await until(
    () => app.page.route === route,
    () => `${route}, is at ${app.page.route}`,
  );
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** What crossed the bridge during an act, and in the moment after it. */
async function duringAct(act: () => Promise<void>): Promise<Drawing[]> {
  const drawings = watchSetData(app.page);
  await act();
  await pause(150);
  // What comes later is not of this act.
  return [...drawings];
}

const bytes = (drawings: readonly Drawing[]) =>
  drawings.reduce((sum, { text }) => sum + text.length, 0);

/** The page, or all that it consists of. */
const PAGE = ['root.cn', 'root.cn.[0].cn'];
/** What lies between the navigation row and the tab bar. */
const BODY = 'root.cn.[0].cn.[1].cn';

/** Of drawings, those that hand over the page or nearly all of it. */
const wholePages = (drawings: readonly Drawing[], whole = [...PAGE, BODY]) =>
  drawings.filter(({ paths }) => whole.some((path) => paths.includes(path)));

async function toTill(): Promise<void> {
  const { merchantId, storeId } = merchant;
  await launchAs(clerk, { 'mc.work': { merchantId, storeId } });
  app.start('/features/counter/index');
  await app.page.sees('扫付款码');
  await app.page.sees('总店');
}

test('a digit on the keypad is one small drawing, and the till at rest is none', async () => {
  await toTill();
  await app.page.tap('3');
  await app.page.sees('收款 ¥3.00');

  const digit = await duringAct(async () => {
    await app.page.tap('6');
    await app.page.sees('收款 ¥36.00');
  });
  expect(digit).toHaveLength(1);
  expect(bytes(digit)).toBeLessThan(500);
  expect(await duringAct(() => pause(1_200))).toEqual([]);
});

test('a card that opens is drawn whole once, and then what arrives', async () => {
  await launchAs(member);
  app.start();
  await app.page.sees('1 张会员卡');
  await pause(500);
  const pages = watchOpeningPages();
  await app.page.tap('尾号');
  await arrivesAt('features/card/index');
  await app.page.sees('还能充值');
  await pause(500);
  const [card = []] = pages;
  // Its face, which the list knew already, and the answer; entries may come a moment after it.
  expect(card.length).toBeLessThanOrEqual(3);
  expect(wholePages(card, PAGE)).toHaveLength(1);
  expect(bytes(card)).toBeLessThan(32_000);
});

test('what a page’s button waits for does not hand over the page again', async () => {
  await launchAs(merchant.owner);
  const pages = watchOpeningPages();
  app.start(`/features/principal-caps/index?merchantId=${merchant.merchantId}`);
  await app.page.sees('修改');
  await pause(300);
  expect(wholePages(pages[0] ?? [], PAGE)).toHaveLength(1);
});

/** Waits for the next code where the one that shows is about to end. */
async function awayFromStepEnd(): Promise<void> {
  const stepMs = PAY_CODE_STEP_SECONDS * 1_000;
  const leftMs = stepMs - (Date.now() % stepMs);
  if (leftMs < 6_000) await pause(leftMs + 1_000);
}

test('a second on the code page draws the countdown, a new code the code', async () => {
  await launchAs(member);
  app.start();
  await app.page.tap('付款码');
  await arrivesAt('features/pay-code/index');
  await app.page.sees('自动更新');
  await pause(1_000);
  await awayFromStepEnd();

  const from = Date.now();
  const seconds = await duringAct(() => pause(2_000));
  expect(seconds.length).toBeGreaterThanOrEqual(1);
  expect(seconds.length).toBeLessThanOrEqual(Math.floor((Date.now() - from) / 1_000) + 1);
  for (const { paths, text } of seconds) {
    expect(paths.length).toBeLessThanOrEqual(3);
    expect(text.length).toBeLessThan(400);
  }
  const shown = await duringAct(() => app.page.tap('换一个新码'));
  const code = shown.filter(({ text }) => text.includes('svg'));
  expect(code).toHaveLength(1);
  expect(bytes(code)).toBeLessThan(6_000);
});

/** The digits that a member's app shows now. */
async function shownCode(): Promise<string> {
  await launchAs(member);
  app.start();
  await app.page.tap('付款码');
  await arrivesAt('features/pay-code/index');
  await awayFromStepEnd();
  const [, qr = ''] = await app.page.pictures();
  app.end();
  return readQr(qr) ?? '';
}

test('from the scan to the receipt and to the next customer no act hands over the page', async () => {
  await buildRecharge(bff, { member, clerk, amountFen: 10_000 });
  scanned = await shownCode();
  await toTill();
  await app.page.tap('3');
  await app.page.sees('扫码收款');

  const acts = [
    await duringAct(async () => {
      await app.page.tap('扫码收款');
      await app.page.sees('¥100.00');
    }),
    await duringAct(async () => {
      await app.page.tap('收款 ¥3.00');
      await app.page.sees('已收款');
    }),
    await duringAct(async () => {
      await app.page.tap('下一位');
      await app.page.sees('输入金额');
    }),
    await duringAct(async () => {
      await app.page.tap('撤销', 'last');
      await app.page.sees('先选原因');
    }),
  ];
  for (const act of acts) {
    expect(act.length).toBeGreaterThan(0);
    expect(wholePages(act)).toEqual([]);
    expect(bytes(act)).toBeLessThan(9_000);
  }
});

test('a network that comes and goes does not hand over the till', async () => {
  await toTill();
  await pause(300);
  for (const isOnline of [false, true]) {
    const flip = await duringAct(async () => {
      app.network.setOnline(isOnline);
      await until(
        () => app.page.text.includes('没有网络') !== isOnline,
        () => 'the note about the network',
      );
    });
    expect(flip.length).toBeGreaterThan(0);
    expect(wholePages(flip)).toEqual([]);
    expect(bytes(flip)).toBeLessThan(1_500);
  }
});

test('joining draws its sheet and what becomes of it, not the page below', async () => {
  const name = '青禾咖啡';
  await buildMerchant({ name });
  await launchAs(member);
  app.start('/pages/find/index');
  await app.page.sees(name);
  await pause(500);

  const sheet = await duringAct(async () => {
    await app.page.tap(`加入${name}`);
    await app.page.sees('同意并加入');
  });
  const joined = await duringAct(async () => {
    await app.page.tap('同意并加入');
    await app.page.sees(`已加入${name}`);
  });
  for (const act of [sheet, joined]) {
    expect(act.length).toBeGreaterThan(0);
    expect(wholePages(act)).toEqual([]);
    expect(bytes(act)).toBeLessThan(6_000);
  }
});
