import { databaseClock } from '@merchant-coin/bff/db/clock';
import { cardById, payCodeFor, showOn } from '@merchant-coin/bff/modules/cards';
import { api, PAY_CODE_STEP_SECONDS, payCodeAt, payCodeStep } from '@merchant-coin/shared';
import { setTimeout as sleep } from 'node:timers/promises';
import { startTestApp, type TestApp } from '../support/app';
import { Client } from '../support/client';
import {
  buildMember,
  buildMerchant,
  buildRecharge,
  buildStaff,
  type TestStaff,
} from '../support/factories';
import { freePort, runProgram, untilReady } from '../support/processes';

const CARDS = 8;
const AT_ONCE = 6;
const STEP_MS = PAY_CODE_STEP_SECONDS * 1_000;
/** How long the next redemption may take beyond what it takes anyway on this machine. */
const NEXT_SALE_MS = 1_000;

interface PayKey {
  serial: string;
  secret: string;
}

let app: TestApp;
let clerk: TestStaff;
let cards: PayKey[];
let step = payCodeStep(Date.now());

beforeAll(async () => {
  app = await startTestApp();
  clerk = await buildStaff({ merchant: await buildMerchant() });
  cards = await Promise.all(Array.from({ length: CARDS }, loadedCard));
});
afterAll(() => app.close());

async function loadedCard(): Promise<PayKey> {
  const member = await buildMember({ merchant: clerk.merchant });
  await buildRecharge(app, { member, amountFen: 50_000, clerk });
  const card = await cardById(clerk.merchant.merchantId, member.cardId);
  if (!card) throw new Error('the card is gone');
  const now = databaseClock.now();
  const shown = await showOn(card, { deviceId: member.deviceId, takeOver: false }, now);
  return payCodeFor(shown, now);
}

/** Takes a little by the code of a step, at a clock that is there. */
function redeem(client: Client, { serial, secret }: PayKey, at: number) {
  const { merchantId, storeId } = clerk.merchant;
  const payCode = payCodeAt(serial, secret, at);
  const input = { merchantId, storeId, payCode, listFen: 10, confirmDuplicate: true };
  const headers = { 'x-bench-now': String(at * STEP_MS) };
  return client.call(api.redemptions.redeem, input, { as: clerk, headers });
}

/** Redeems on every card by the BFF that lives on; answers the longest time that one took. */
async function redeemAll(): Promise<number> {
  step += 1;
  app.clock.set(new Date(step * STEP_MS));
  const took = cards.map(async (card) => {
    const startedMs = performance.now();
    expect(await redeem(app, card, step)).toMatchObject({ status: 201 });
    return performance.now() - startedMs;
  });
  return Math.max(...(await Promise.all(took)));
}

describe('a BFF that is killed -9 in the middle of coins.post', () => {
  it.each([2, 12, 40])(
    'blocks no card (killed %i ms after redemptions began)',
    async (ms) => {
      const port = await freePort();
      const env = { ...app.programEnv, PORT: String(port) };
      const bff = runProgram('test/dist/bench/bff.js', env);
      const doomed = new Client(`http://127.0.0.1:${port}`);
      await untilReady(doomed.url);

      const usualMs = await redeemAll();
      const [first, ...rest] = Array.from({ length: AT_ONCE }, () => (step += 1));
      // The first ones compile what a redemption runs through.
      await Promise.all(cards.map((card) => redeem(doomed, card, first ?? 0)));
      const burst = rest.flatMap((at) => cards.map((card) => redeem(doomed, card, at)));
      const ended = Promise.allSettled(burst);
      await sleep(ms);
      await bff.end('SIGKILL');
      await ended;

      expect(await redeemAll()).toBeLessThan(NEXT_SALE_MS + 2 * usualMs);
    },
    60_000,
  );
});
