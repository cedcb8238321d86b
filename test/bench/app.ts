import { startSession } from '@merchant-coin/bff/modules/accounts';
import { api } from '@merchant-coin/shared';
import type { Browser, BrowserContext } from 'playwright-core';
import { launchBrowser } from '../e2e/support/phone';
import { Client } from '../support/client';
import { Program } from '../support/program';
import { holderOf, setStage } from './stage';
import type { Vitals } from './trace';
import { measure, measureTap, SLOW } from './vitals';

const BFF = 'bff/dist/main.js';
/** The stage's first card shows its codes on this device. */
const DEVICE = 'bench-0';
const MOST_SHIFT = 0.02;
const MOST_INTERACTIVE_MS = 2_500;
const MOST_AFTER_TAP_MS = 300;

interface Visit {
  name: string;
  path: string;
  /** What it is opened for. */
  shows: string;
  /** On a phone that has had the card open before, with or without a network. */
  again?: { offline: boolean };
}

const HOME = { path: '/', shows: '.cards__card' };
const card = (cardId: string) => ({
  path: `/#/features/card/index?cardId=${cardId}`,
  shows: '.card-page__next',
});
const payCode = (cardId: string) => ({
  path: `/#/features/pay-code/index?cardId=${cardId}`,
  shows: '.pay-code__qr',
});

const visitsTo = (cardId: string): Visit[] => [
  { name: 'home', ...HOME },
  { name: 'card', ...card(cardId) },
  { name: 'pay code', ...payCode(cardId) },
  { name: 'pay code, warm', ...payCode(cardId), again: { offline: false } },
  { name: 'pay code, offline', ...payCode(cardId), again: { offline: true } },
];

interface Member {
  origin: string;
  cardId: string;
  /** What the app keeps of whoever is signed in. */
  storage: Record<string, string>;
}

/** A phone on which the member has signed in, and nothing has been loaded yet. */
async function newPhone(browser: Browser, { storage }: Member): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  });
  await context.addInitScript((kept: Record<string, string>) => {
    for (const [key, value] of Object.entries(kept)) {
      if (localStorage.getItem(key) === null) localStorage.setItem(key, value);
    }
  }, storage);
  return context;
}

/** Opens the card once, until all that it needs without a network is there. */
async function openCard(context: BrowserContext, { origin, cardId }: Member) {
  const page = await context.newPage();
  await page.goto(origin + HOME.path);
  await page.locator(HOME.shows).tap();
  await page.locator(card(cardId).shows).waitFor();
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForFunction(() =>
    Object.keys(localStorage).some((key) => key.startsWith('mc.payKey.')),
  );
  await page.close();
}

async function visit(browser: Browser, member: Member, where: Visit) {
  const context = await newPhone(browser, member);
  if (where.again) await openCard(context, member);
  const { path, shows, again } = where;
  const vitals = await measure(browser, context, {
    ...{ url: member.origin + path, shows },
    offline: again?.offline ?? false,
  });
  await context.close();
  return vitals;
}

/** How long a tap on the card's page takes to show the code from what the phone keeps. */
async function tapForCode(browser: Browser, member: Member): Promise<number> {
  const context = await newPhone(browser, member);
  await openCard(context, member);
  const { path, shows } = card(member.cardId);
  const ms = await measureTap(context, {
    ...{ url: member.origin + path, ready: shows, tap: '付款码' },
    shows: payCode(member.cardId).shows,
  });
  await context.close();
  return ms;
}

const middleOf = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/** Of each figure the middle one of some runs. */
function medianOf(runs: readonly Vitals[]): Vitals {
  const middle = (of: (run: Vitals) => number) => middleOf(runs.map(of));
  return {
    firstPaintMs: middle((run) => run.firstPaintMs),
    largestPaintMs: middle((run) => run.largestPaintMs),
    blockingMs: middle((run) => run.blockingMs),
    shift: middle((run) => run.shift),
    interactiveMs: middle((run) => run.interactiveMs),
  };
}

function faultsOf({ again }: Visit, { shift, interactiveMs }: Vitals): string[] {
  return [
    ...(shift < MOST_SHIFT ? [] : [`shift is not below ${MOST_SHIFT}`]),
    ...(!again || interactiveMs < MOST_INTERACTIVE_MS
      ? []
      : [`interactive after more than ${MOST_INTERACTIVE_MS} ms`]),
  ];
}

function row({ name }: Visit, vitals: Vitals): string {
  const { firstPaintMs, largestPaintMs, blockingMs, shift, interactiveMs } = vitals;
  const figures = [firstPaintMs, largestPaintMs, blockingMs].map((ms) => ms.toFixed(0).padStart(8));
  const last = `${shift.toFixed(3).padStart(8)} ${interactiveMs.toFixed(0).padStart(12)}`;
  return `${name.padEnd(18)} ${figures.join(' ')} ${last}`;
}

async function signIn(origin: string, now: Date): Promise<Member> {
  const token = await startSession(await holderOf(0, now), DEVICE);
  const client = new Client(origin);
  const { body: user } = await client.call(api.accounts.getMe, {}, { as: { token } });
  const { body: cards } = await client.call(api.cards.listMyCards, {}, { as: { token } });
  const [first] = cards.items;
  if (!first) throw new Error('the member has no card');
  // As Taro keeps a string in a browser.
  const kept = (value: unknown) => JSON.stringify({ data: JSON.stringify(value) });
  const storage = { 'mc.session': kept({ token, user }), 'mc.device': kept(DEVICE) };
  return { origin, cardId: first.id, storage };
}

async function repeated<T>(times: number, measureOnce: () => Promise<T>): Promise<T[]> {
  const measured: T[] = [];
  for (let n = 0; n < times; n += 1) measured.push(await measureOnce());
  return measured;
}

function tell(line: string, faults: readonly string[]): void {
  console.log(`${line}  ${faults.join(', ') || 'ok'}`);
  if (faults.length > 0) process.exitCode = 1;
}

/**
 * How the app for browsers loads on a slow phone with a slow network: from nothing, from what it kept, and
 * without a network. Fails where a page jumps about or the pay code is late.
 */
export async function measureApp({ quick }: { quick: boolean }, now: Date): Promise<void> {
  await setStage({ cards: 1, clerks: 0 }, now);
  const env = { ...process.env, PORT: '0', METRICS_PORT: '0', LOG_LEVEL: 'info' };
  const bff = new Program(BFF, env);
  const browser = await launchBrowser();
  try {
    const port = await bff.said(/"port":(\d+),"msg":"listening"/);
    const member = await signIn(`http://127.0.0.1:${port}`, now);
    console.log(
      `CPU ${SLOW.cpu}× slower, ${SLOW.latencyMs} ms before each answer, ` +
        `${SLOW.downloadKbps} kbit/s down, ${SLOW.uploadKbps} up; in ms but for the shift`,
    );
    console.log(`${''.padEnd(18)}  first p.   largest blocking    shift  interactive`);
    const times = quick ? 1 : 3;
    for (const where of visitsTo(member.cardId)) {
      const vitals = medianOf(await repeated(times, () => visit(browser, member, where)));
      tell(row(where, vitals), faultsOf(where, vitals));
    }
    const tapMs = middleOf(await repeated(times, () => tapForCode(browser, member)));
    const late = tapMs < MOST_AFTER_TAP_MS ? [] : [`later than ${MOST_AFTER_TAP_MS} ms`];
    tell(`pay code after a tap, nothing slowed: ${tapMs.toFixed(0)} ms`, late);
  } finally {
    await browser.close();
    await bff.stop();
  }
}
