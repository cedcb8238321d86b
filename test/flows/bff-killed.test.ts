import { databaseClock } from '@merchant-coin/bff/db/clock';
import { cardById, payCodeFor, showOn } from '@merchant-coin/bff/modules/cards';
import { entryById, post, requestClaim, verifyLedger } from '@merchant-coin/bff/modules/coins';
import { api, payCodeAt, payCodeStep } from '@merchant-coin/shared';
import mongoose from 'mongoose';
import { randomUUID } from 'node:crypto';
import { startTestApp, type TestApp } from '../support/app';
import { Client } from '../support/client';
import { buildMember, buildMerchant, buildStaff, type TestStaff } from '../support/factories';
import { freePort, runProgram, type RunningProcess, untilReady } from '../support/processes';

const MEMBERS = 168;
/** Codes of the present step and the two after it: each card pays three times at once. */
const STEPS_AHEAD = [0, 1, 2];
const ACKNOWLEDGED_BEFORE_KILL = 120;
/** Fewer than the rest at once: one round of the committer would answer them all together. */
const TILLS = 64;

interface Sale {
  payCode: string;
  listFen: number;
  key: string;
}

let app: TestApp;
let clerk: TestStaff;
let bff: RunningProcess | undefined;
let startedAt: Date;

beforeAll(async () => {
  app = await startTestApp();
  clerk = await buildStaff({ merchant: await buildMerchant() });
  startedAt = databaseClock.now();
});

afterAll(async () => {
  await bff?.end('SIGKILL');
  await app.close();
});

async function startBff(): Promise<Client> {
  const port = await freePort();
  // The same app, with a clock that each request carries: a slow machine must not make codes expire.
  bff = runProgram('test/dist/bench/bff.js', { ...app.programEnv, PORT: String(port) });
  const client = new Client(`http://127.0.0.1:${port}`);
  await untilReady(client.url);
  return client;
}

interface PayKey {
  serial: string;
  secret: string;
}

/** A member with coins and a device that shows pay codes. */
async function loadedMember(): Promise<PayKey> {
  const { merchant, cardId, deviceId } = await buildMember({ merchant: clerk.merchant });
  const { merchantId, storeId } = merchant;
  const now = databaseClock.now();
  await post({
    type: 'recharge',
    merchantId,
    cardId,
    now,
    claims: [requestClaim(`load-${cardId}`)],
    fingerprint: '',
    storeId,
    staffId: clerk.staffId,
    amountFen: 100_000,
    bonusFen: 0,
    bonusExpiresAt: null,
    originStoreId: storeId,
    tender: 'cash',
    capFen: 100_000,
  });
  const card = await cardById(merchantId, cardId);
  if (!card) throw new Error('the card is gone');
  const shown = await showOn(card, { deviceId, takeOver: false }, now);
  return payCodeFor(shown, now);
}

/** The next three sales of a card. */
function salesOf({ serial, secret }: PayKey): Sale[] {
  const step = payCodeStep(startedAt.getTime());
  return STEPS_AHEAD.map((ahead) => ({
    payCode: payCodeAt(serial, secret, step + ahead),
    listFen: 1_000 + ahead,
    key: randomUUID(),
  }));
}

async function redeem(client: Client, { payCode, listFen, key }: Sale) {
  const { merchantId, storeId } = clerk.merchant;
  const input = { merchantId, storeId, payCode, listFen };
  const headers = { 'x-bench-now': String(startedAt.getTime()) };
  return client.call(api.redemptions.redeem, input, { as: clerk, key, headers });
}

/** As a till does: an unknown outcome is asked for again with the same key. */
async function redeemAtLast(client: Client, sale: Sale) {
  for (let tries = 1; ; tries += 1) {
    const reply = await redeem(client, sale);
    if (reply.status !== 503 || tries === 5) return reply;
  }
}

describe('a BFF that is killed in the middle of 500 redemptions.redeem', () => {
  it('loses nothing that it acknowledged, and a retry with the same key finishes the rest', async () => {
    const members = await Promise.all(Array.from({ length: MEMBERS }, loadedMember));
    const first = await startBff();
    const sales = members.flatMap(salesOf);

    const acknowledged = new Map<string, string>();
    let killed: Promise<void> | undefined;
    const waiting = [...sales];
    const till = async () => {
      for (let sale = waiting.shift(); sale; sale = waiting.shift()) {
        try {
          const { status, body } = await redeem(first, sale);
          if (status === 201) acknowledged.set(sale.key, body.redemption.id);
        } catch {
          // No answer: the outcome is unknown.
        }
        if (acknowledged.size >= ACKNOWLEDGED_BEFORE_KILL) killed ??= bff?.end('SIGKILL');
      }
    };
    await Promise.all(Array.from({ length: TILLS }, till));
    await killed;
    expect(killed).toBeDefined();
    expect(acknowledged.size).toBeLessThan(sales.length);

    const { db } = mongoose.connection;
    if (!db) throw new Error('not connected');
    const merchantId = clerk.merchant.merchantId;
    for (const id of acknowledged.values()) {
      expect((await entryById(merchantId, id))?.type).toBe('redeem');
    }
    expect((await verifyLedger(db, () => undefined)).broken).toBeNull();

    const second = await startBff();
    const answers = await Promise.all(sales.map((sale) => redeemAtLast(second, sale)));
    expect(answers.map(({ status, code }) => `${status} ${code}`)).toEqual(
      sales.map(() => '201 null'),
    );
    for (const [index, sale] of sales.entries()) {
      const before = acknowledged.get(sale.key);
      if (before) expect(answers[index]?.body.redemption.id).toBe(before);
    }
    const ids = new Set(answers.map(({ body }) => body.redemption.id));
    expect(ids.size).toBe(sales.length);
    const verified = await verifyLedger(db, () => undefined);
    expect(verified.broken).toBeNull();
    expect(verified.entries).toBe(MEMBERS + sales.length);
  }, 120_000);
});
