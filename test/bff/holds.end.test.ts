import { post, releaseClaim, requestClaim, verifyLedger } from '@merchant-coin/bff/modules/coins';
import mongoose from 'mongoose';
import { startTestApp, type TestApp } from '../support/app';
import { invalid } from '../support/client';
import { buildStaff, buildStore, newName, type TestStaff } from '../support/factories';
import { HoldsAt } from '../support/holds';
import {
  CONFLICT,
  FORBIDDEN,
  INVALID,
  NOT_FOUND,
  NOTHING,
  STORE_FORBIDDEN,
} from '../support/refusals';
import { NO_SUMS, openTill, OUTSIDERS, startOfStep, type Till } from '../support/till';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const ENDED = [409, 'conflict', { reason: 'holdEnded' }];
const NO_ENTRY = `ent_${NOTHING.cardId.slice(4)}`;

let app: TestApp;
let clerk: TestStaff;
let till: Till;
let holds: HoldsAt;
beforeAll(async () => {
  app = await startTestApp();
  clerk = await buildStaff();
});
beforeEach(async () => {
  startOfStep(app);
  till = await openTill(app, { clerk });
  holds = new HoldsAt(till);
});
afterAll(async () => {
  const db = mongoose.connection.db;
  const { broken } = db ? await verifyLedger(db, () => undefined) : { broken: 'no database' };
  await app.close();
  // Whatever these tests did, the ledger has to prove it.
  expect(broken).toBeNull();
});
afterEach(() => app.clock.reset());

const inMs = (ms: number) => new Date(app.clock.now().getTime() + ms);
const END = ['capture', 'release'] as const;

async function refusal(reply: Promise<{ status: number; code: unknown }>) {
  const { status, code } = await reply;
  return [status, code];
}

describe('holds.captureHold', () => {
  it('takes what is asked for at the hold’s own discount, and gives the rest back', async () => {
    till = await openTill(app, { type: { discountBp: 8_800 } });
    holds = new HoldsAt(till);
    await till.grant(500, inMs(DAY_MS));
    const hold = await holds.hold({ listFen: 2_000 });
    const { status, body } = await holds.capture(hold.id, { listFen: 1_500 });
    expect(status).toBe(201);
    expect(body.redemption).toMatchObject({
      id: hold.id,
      status: 'done',
      listFen: 1_500,
      discountBp: 8_800,
      paidFen: 1_320,
      heldFen: 0,
      reversedFen: 0,
      pointsEarned: 13,
      balance: { principalFen: 9_180, bonusFen: 0, heldFen: 0, spendableFen: 9_180 },
    });
    const endedAt = body.redemption.at;
    expect(body.hold).toEqual({ ...hold, status: 'captured', paidFen: 1_320, endedAt });
    const { balance, points, spentFen } = await till.holdings();
    expect([balance, points, spentFen]).toEqual([body.redemption.balance, 13, 1_320]);
  });

  it('takes all, and not a fen more', async () => {
    const { id } = await holds.hold({ listFen: 2_000 });
    const before = await till.holdings();
    const { status, code, problem } = await holds.capture(id, { listFen: 2_001 });
    expect([status, code, problem?.details]).toEqual([
      409,
      'insufficientBalance',
      { heldFen: 2_000 },
    ]);
    expect(await till.holdings()).toEqual(before);
    expect((await holds.capture(id, { listFen: 2_000 })).body.redemption.paidFen).toBe(2_000);
    expect((await till.holdings()).balance).toMatchObject({ heldFen: 0, spendableFen: 8_000 });
  });

  it('takes what a frozen card had set aside before', async () => {
    const { id } = await holds.hold();
    await till.freeze();
    expect((await holds.capture(id)).status).toBe(201);
  });

  it('takes a bonus that ran out while it was held; what goes back is good for a week', async () => {
    await till.grant(1_000, inMs(10 * MINUTE_MS));
    const { id } = await holds.hold({ listFen: 1_000 });
    app.clock.advance(11 * MINUTE_MS);
    const { body } = await holds.capture(id, { listFen: 600 });
    expect(body.redemption.balance).toMatchObject({ principalFen: 10_000, bonusFen: 400 });
    const grace = (await till.holdings()).lots.find(({ kind }) => kind === 'bonus');
    const at = Date.parse(body.redemption.at);
    expect(grace?.expiresAt).toEqual(new Date(at + 7 * DAY_MS));
  });

  it('takes nothing where the price is nothing', async () => {
    holds = new HoldsAt(await openTill(app, { type: { discountBp: 4_000 } }));
    const { id } = await holds.hold({ listFen: 100 });
    const { status, code, problem } = await holds.capture(id, { listFen: 1 });
    expect([status, code, problem?.details]).toEqual([...CONFLICT, { reason: 'nothingToCapture' }]);
  });
});

describe('holds.releaseHold', () => {
  it('gives everything back into the lots it came from', async () => {
    await till.grant(500, inMs(DAY_MS));
    const before = await till.holdings();
    const hold = await holds.hold();
    const { status, body } = await holds.release(hold.id);
    expect(status).toBe(201);
    expect(body.hold).toMatchObject({ ...hold, status: 'released', endedAt: expect.any(String) });
    const { balance, lots, points, spentFen } = await till.holdings();
    expect(body.balance).toEqual(balance);
    expect({ balance, lots }).toEqual({ balance: before.balance, lots: before.lots });
    expect([points, spentFen]).toEqual([0, 0]);
  });
});

describe('the end of a hold', () => {
  it.each(END.flatMap((first) => END.map((second) => [first, second] as const)))(
    'comes once: after %s no %s',
    async (first, second) => {
      const { id } = await holds.hold();
      expect((await holds[first](id)).status).toBe(201);
      const before = await till.holdings();
      const { status, code, problem } = await holds[second](id);
      expect([status, code, problem?.details]).toEqual(ENDED);
      expect(await till.holdings()).toEqual(before);
    },
  );

  it('comes once of ten at once', async () => {
    const { id } = await holds.hold();
    const colleague = await buildStaff({ merchant: till.merchant });
    const replies = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        n % 3 === 0
          ? holds.release(id, {}, { as: n % 2 ? clerk : colleague })
          : holds.capture(id, { listFen: 1_000 + n }, { as: n % 2 ? clerk : colleague }),
      ),
    );
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(1);
    const refused = replies.filter(({ status }) => status !== 201);
    expect(refused.map(({ status, code, problem }) => [status, code, problem?.details])).toEqual(
      Array(9).fill(ENDED),
    );
    const won = replies.find(({ status }) => status === 201)?.body.hold;
    const { balance } = await till.holdings();
    expect(balance).toMatchObject({ heldFen: 0, spendableFen: 10_000 - (won?.paidFen ?? 0) });
  });

  it.each(END)('is too late for %s once the term is over', async (end) => {
    const { id } = await holds.hold({ minutes: 5 });
    app.clock.advance(5 * MINUTE_MS - 1_000);
    expect((await holds.get(id)).body.hold.status).toBe('held');
    app.clock.advance(1_000);
    const { status, code, problem } = await holds[end](id);
    expect([status, code, problem?.details]).toEqual(ENDED);
    const { hold } = (await holds.get(id)).body;
    expect(hold).toMatchObject({ status: 'expired', endedAt: hold.expiresAt, paidFen: 0 });
    // The next thing that happens on the card writes the release down.
    await till.sale();
    expect((await holds[end](id)).problem?.details).toEqual({ reason: 'holdEnded' });
    expect((await holds.get(id)).body.hold).toEqual(hold);
    expect((await till.holdings()).balance).toMatchObject({ heldFen: 0, spendableFen: 9_000 });
  });

  it('is decided once where a capture and what comes after the term race', async () => {
    const { id, expiresAt } = await holds.hold({ listFen: 6_000, minutes: 5 });
    app.clock.set(new Date(Date.parse(expiresAt) - 20));
    const payCode = await till.codeAt(0);
    const sale = new Promise((resolve) => setTimeout(resolve, 20)).then(() =>
      till.redeem({ payCode, listFen: 5_000, confirmDuplicate: true }),
    );
    const captures = Array.from({ length: 8 }, (_, n) =>
      new Promise((resolve) => setTimeout(resolve, n * 5)).then(() =>
        holds.capture(id, { listFen: 6_000 }),
      ),
    );
    const [paid, ...ended] = await Promise.all([sale, ...captures]);
    const won = ended.filter(({ status }) => status === 201);
    expect(won.length).toBeLessThanOrEqual(1);
    for (const { problem } of ended) {
      if (problem) expect(problem.details).toEqual({ reason: 'holdEnded' });
    }
    const spentFen = won.length * 6_000 + (paid.status === 201 ? 5_000 : 0);
    const { balance } = await till.holdings();
    expect(balance).toMatchObject({ heldFen: 0, spendableFen: 10_000 - spentFen });
  });

  it.each(END)('has one effect a key, and the same answer: %s', async (end) => {
    const { id } = await holds.hold();
    expect(await refusal(holds[end](id, {}, { key: null }))).toEqual([
      400,
      'idempotencyKeyMissing',
    ]);
    const key = newName('key-');
    const ask = (holdId: string) => holds[end](holdId, {}, { key });
    const replies = await Promise.all(Array.from({ length: 6 }, () => ask(id)));
    expect(replies.map(({ status }) => status)).toEqual(Array(6).fill(201));
    expect(new Set(replies.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    app.clock.advance(DAY_MS);
    const later = await ask(id);
    expect([later.status, later.body]).toEqual([201, replies[0]?.body]);
    const other = await holds.hold();
    const mismatch = [422, 'idempotencyMismatch'];
    expect(await refusal(ask(other.id))).toEqual(mismatch);
    if (end === 'capture') {
      expect(await refusal(holds.capture(id, { listFen: 1_499 }, { key }))).toEqual(mismatch);
    }
  });
});

describe('who may end a hold', () => {
  it.each(OUTSIDERS)('not %s', async (_who, sessionOf, expected) => {
    const { id } = await holds.hold();
    const before = await till.holdings();
    const as = await sessionOf(till);
    for (const end of END) {
      expect(await refusal(holds[end](id, {}, { as }))).toEqual(expected);
    }
    expect(await till.holdings()).toEqual(before);
  });

  it.each(['clerk', 'manager', 'owner'] as const)('no %s on the own card', async (role) => {
    const { id } = await holds.hold();
    const as = await buildStaff({ merchant: till.merchant, role, user: till.member });
    for (const end of END) {
      expect(await refusal(holds[end](id, {}, { as }))).toEqual(FORBIDDEN);
    }
  });

  it('a colleague at the store, and a manager of any', async () => {
    const { merchant } = till;
    const colleague = await buildStaff({ merchant });
    const storeIds = [await buildStore(merchant)];
    const manager = await buildStaff({ merchant, role: 'manager', storeIds });
    const [one, other] = [await holds.hold({ listFen: 100 }), await holds.hold({ listFen: 200 })];
    expect((await holds.capture(one.id, { listFen: 50 }, { as: colleague })).status).toBe(201);
    const { body } = await holds.capture(other.id, { listFen: 150 }, { as: manager });
    // The sale is the store's that held the coins.
    expect(body.redemption.storeId).toBe(merchant.storeId);
  });

  it('nobody for another merchant’s, another kind of entry, or nothing', async () => {
    const strange = await new HoldsAt(await openTill(app)).hold();
    const sale = await till.sale();
    for (const id of [strange.id, sale.id, NO_ENTRY, 'nonsense']) {
      for (const end of END) expect(await refusal(holds[end](id))).toEqual(NOT_FOUND);
      expect(await refusal(holds.get(id))).toEqual(NOT_FOUND);
    }
  });

  it('nobody at the counter where it has no term: its owner ends it', async () => {
    const { merchantId, storeId } = till.place;
    const key = newName('refund-');
    const { entry } = await post({
      type: 'hold',
      ...{ merchantId, storeId, cardId: till.member.cardId, staffId: null },
      now: app.clock.now(),
      claims: [requestClaim(key)],
      fingerprint: key,
      sale: { listFen: 100, paidFen: 100, discountBp: 10_000, pointsBp: 0 },
      policy: 'principalFirst',
      expiresAt: null,
    });
    for (const end of END) expect(await refusal(holds[end](entry._id))).toEqual(NOT_FOUND);
    expect((await holds.list()).body.items.map(({ id }) => id)).not.toContain(entry._id);
    await post({
      type: 'release',
      ...{ merchantId, storeId, cardId: till.member.cardId, staffId: null, holdId: entry._id },
      now: app.clock.now(),
      claims: [requestClaim(`${key}-end`), releaseClaim(entry._id)],
      fingerprint: key,
    });
    expect((await till.holdings()).balance.spendableFen).toBe(10_000);
  });
});

describe('the input of holds.captureHold', () => {
  it('is refused where it is none', async () => {
    const { id } = await holds.hold();
    for (const listFen of [...NO_SUMS, undefined]) {
      expect([listFen, await refusal(holds.capture(id, invalid({ listFen })))]).toEqual([
        listFen,
        INVALID,
      ]);
    }
  });
});

describe('a captured hold, as a redemption', () => {
  it('is found under the hold’s id from its beginning', async () => {
    const { id } = await holds.hold();
    const waiting = (await till.look(id)).body.redemption;
    expect(waiting).toMatchObject({ id, status: 'waiting', paidFen: 0, heldFen: 2_000 });
    const { body } = await holds.capture(id);
    expect((await till.look(id)).body.redemption).toEqual(body.redemption);
  });

  it.each([
    ['cancelled', (id: string) => holds.release(id)],
    ['expired', async () => app.clock.advance(DAY_MS)],
  ] as const)('is %s where it was not captured', async (status, end) => {
    const { id } = await holds.hold();
    await end(id);
    const { redemption } = (await till.look(id)).body;
    expect(redemption).toMatchObject({ id, status, paidFen: 0, heldFen: 0 });
    const { code, problem } = await till.reverse(id);
    expect([code, problem?.details]).toEqual(['reversalExceeds', { leftFen: 0 }]);
  });

  it('is reversed by the hold’s id, or by its capture’s, together at most what was taken', async () => {
    const { id } = await holds.hold();
    await holds.capture(id, { listFen: 1_500 });
    const { body } = await till.reverse(id, { amountFen: 500 });
    expect(body.reversal).toMatchObject({ redemptionId: id, amountFen: 500, pointsTaken: 5 });
    const { merchantId } = till.place;
    const claims = releaseClaim(id);
    const entries = mongoose.connection.collection<{ _id: string }>('entries');
    const capture = await entries.findOne({ merchantId, claims });
    const captureId = capture?._id ?? '';
    expect(captureId).not.toBe(id);
    expect((await till.look(captureId)).body.redemption).toMatchObject({ id, reversedFen: 500 });
    const rest = await till.reverse(captureId);
    expect(rest.body.reversal).toMatchObject({ redemptionId: id, amountFen: 1_000 });
    expect(await refusal(till.reverse(id, { amountFen: 1 }))).toEqual([422, 'reversalExceeds']);
    expect((await till.holdings()).balance.spendableFen).toBe(10_000);
  });

  it('is not reversed before it is captured', async () => {
    const { id } = await holds.hold();
    expect(await refusal(till.reverse(id))).toEqual([422, 'reversalExceeds']);
    expect((await till.holdings()).balance.heldFen).toBe(2_000);
  });

  it('keeps its store: no one looks at it from another', async () => {
    const { id } = await holds.hold();
    const storeIds = [await buildStore(till.merchant)];
    const as = await buildStaff({ merchant: till.merchant, storeIds });
    expect(await refusal(till.look(id, { as }))).toEqual(STORE_FORBIDDEN);
  });
});
