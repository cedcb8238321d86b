import { api, PAY_CODE_STEP_SECONDS } from '@merchant-coin/shared';
import { startTestApp, type TestApp } from '../support/app';
import {
  buildMember,
  buildMerchant,
  buildStaff,
  type TestMember,
  type TestMerchant,
  type TestStaff,
} from '../support/factories';
import { MiniProgram } from './support/mini-program';
import { until } from './support/open-page';
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
  app = new MiniProgram({ apiUrl: bff.url, person: 'lin', storage: new Map(entries) });
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
  return drawings;
}

const bytes = (drawings: readonly Drawing[]) =>
  drawings.reduce((sum, { text }) => sum + text.length, 0);

test('a digit on the keypad is one small drawing, and the till at rest is none', async () => {
  const { merchantId, storeId } = merchant;
  await launchAs(clerk, { 'mc.work': { merchantId, storeId } });
  app.start('/features/counter/index');
  await app.page.sees('扫付款码');
  await app.page.sees('总店');
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
  expect(card.filter(({ paths }) => paths.includes('root.cn'))).toHaveLength(1);
  expect(bytes(card)).toBeLessThan(32_000);
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

  const seconds = await duringAct(() => pause(2_000));
  expect(seconds.length).toBeGreaterThanOrEqual(1);
  expect(seconds.length).toBeLessThanOrEqual(3);
  for (const { paths, text } of seconds) {
    expect(paths.length).toBeLessThanOrEqual(3);
    expect(text.length).toBeLessThan(400);
  }
  const shown = await duringAct(() => app.page.tap('换一个新码'));
  const code = shown.filter(({ text }) => text.includes('svg'));
  expect(code).toHaveLength(1);
  expect(bytes(code)).toBeLessThan(6_000);
});
