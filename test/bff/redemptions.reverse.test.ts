import { appointStaff } from '@merchant-coin/bff/modules/accounts';
import { startTestApp, type TestApp } from '../support/app';
import { invalid } from '../support/client';
import { buildMember, buildStaff, buildStore, newName, type TestStaff } from '../support/factories';
import { FORBIDDEN, INVALID, NOT_FOUND, NOTHING, STORE_FORBIDDEN } from '../support/refusals';
import { NO_SUMS, openTill, OUTSIDERS, Till } from '../support/till';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const EXCEEDS = [422, 'reversalExceeds'];

let app: TestApp;
let clerk: TestStaff;
let till: Till;
beforeAll(async () => {
  app = await startTestApp();
  clerk = await buildStaff();
});
beforeEach(async () => {
  till = await openTill(app, { clerk });
});
afterAll(() => app.close());
afterEach(() => app.clock.reset());

const inMs = (ms: number) => new Date(app.clock.now().getTime() + ms);

async function refusal(...args: Parameters<Till['reverse']>) {
  const { status, code } = await till.reverse(...args);
  return [status, code];
}

describe('redemptions.reverseRedemption', () => {
  it('gives everything back into the lots it came from', async () => {
    await till.grant(300, inMs(DAY_MS));
    const before = await till.holdings();
    const { id } = await till.sale({ listFen: 2_000 });
    const { status, body } = await till.reverse(id);
    expect(status).toBe(201);
    expect(body.reversal).toEqual({
      id: expect.stringMatching(/^ent_/),
      redemptionId: id,
      amountFen: 2_000,
      pointsTaken: 20,
      entrySeq: 4,
      at: expect.any(String) as string,
    });
    const { balance, lots, points, spentFen } = await till.holdings();
    expect({ balance, lots, points, spentFen }).toEqual({
      balance: before.balance,
      lots: before.lots,
      points: 0,
      spentFen: 0,
    });
    expect(body.balance).toEqual(balance);
    expect((await till.look(id)).body.redemption.reversedFen).toBe(2_000);
  });

  it('gives parts back, together at most what was taken', async () => {
    const { id } = await till.sale();
    expect((await till.reverse(id, { amountFen: 300 })).body.reversal.amountFen).toBe(300);
    expect((await till.reverse(id, { amountFen: 400 })).status).toBe(201);
    const before = await till.holdings();
    const { status, code, problem } = await till.reverse(id, { amountFen: 301 });
    expect([status, code]).toEqual(EXCEEDS);
    expect(problem?.details).toEqual({ leftFen: 300 });
    expect(await till.holdings()).toEqual(before);
    expect((await till.reverse(id)).body.reversal.amountFen).toBe(300);
    expect(await refusal(id)).toEqual(EXCEEDS);
    expect(await refusal(id, { amountFen: 1 })).toEqual(EXCEEDS);
    expect((await till.holdings()).balance.spendableFen).toBe(10_000);
  });

  it('never gives back more, however many ask at once', async () => {
    const { id } = await till.sale();
    const replies = await Promise.all(
      Array.from({ length: 6 }, () => till.reverse(id, { amountFen: 400 })),
    );
    expect(replies.map((reply) => reply.status).sort()).toEqual([201, 201, 422, 422, 422, 422]);
    expect((await till.look(id)).body.redemption.reversedFen).toBe(800);
    expect((await till.holdings()).balance.spendableFen).toBe(9_800);
  });

  it('takes points back pro rata, rounded on the total', async () => {
    const earner = await openTill(app, { type: { pointsBp: 30_000 } });
    const { id, pointsEarned } = await earner.sale({ listFen: 1_000 });
    expect(pointsEarned).toBe(30);
    const taken: number[] = [];
    for (const amountFen of [333, 333, 334]) {
      taken.push((await earner.reverse(id, { amountFen })).body.reversal.pointsTaken);
    }
    expect(taken).toEqual([9, 10, 11]);
    expect((await earner.holdings()).points).toBe(0);
  });

  it('gives latest-expiring coins back first', async () => {
    await till.grant(300, inMs(HOUR_MS));
    await till.grant(200, inMs(DAY_MS));
    const { id } = await till.sale({ listFen: 600 });
    const left = async () => (await till.holdings()).lots.map((lot) => lot.remainingFen);
    expect(await left()).toEqual([9_900]);
    await till.reverse(id, { amountFen: 150 });
    expect(await left()).toEqual([10_000, 50]);
    await till.reverse(id, { amountFen: 400 });
    expect(await left()).toEqual([10_000, 250, 200]);
  });

  it('gives expired bonus back for seven more days', async () => {
    await till.grant(300, inMs(HOUR_MS));
    const { id } = await till.sale({ listFen: 500 });
    app.clock.advance(2 * HOUR_MS);
    const manager = await buildStaff({ merchant: till.merchant, role: 'manager' });
    const first = await till.reverse(id, { amountFen: 250 }, { as: manager });
    expect(first.body.balance).toMatchObject({ principalFen: 10_000, bonusFen: 50 });
    const { body } = await till.reverse(id, {}, { as: manager });
    expect(body.balance).toMatchObject({ principalFen: 10_000, bonusFen: 300 });
    const { lots } = await till.holdings();
    const grace = lots.filter((lot) => lot.kind === 'bonus');
    expect(grace.map((lot) => lot.remainingFen)).toEqual([50, 250]);
    expect(grace[1]?.expiresAt).toEqual(new Date(Date.parse(body.reversal.at) + 7 * DAY_MS));
    app.clock.advance(7 * DAY_MS + HOUR_MS);
    expect((await till.holdings()).balance.bonusFen).toBe(0);
  });

  it('gives back to a frozen card', async () => {
    const { id } = await till.sale();
    await till.freeze();
    expect((await till.reverse(id)).status).toBe(201);
  });
});

describe('who may call redemptions.reverseRedemption', () => {
  it.each(OUTSIDERS)('not %s', async (_who, sessionOf, expected) => {
    const { id } = await till.sale();
    const before = await till.holdings();
    expect(await refusal(id, {}, { as: await sessionOf(till) })).toEqual(expected);
    expect(await till.holdings()).toEqual(before);
  });

  it('a clerk: the own, for 15 minutes', async () => {
    const { id } = await till.sale();
    const colleague = await buildStaff({ merchant: till.merchant });
    const { problem } = await till.reverse(id, {}, { as: colleague });
    expect([problem?.code, problem?.details]).toEqual(['forbidden', { reason: 'notYours' }]);
    app.clock.advance(14.9 * MINUTE_MS);
    expect((await till.reverse(id, { amountFen: 1 })).status).toBe(201);
    app.clock.advance(0.2 * MINUTE_MS);
    const late = await till.reverse(id, { amountFen: 1 });
    expect([late.code, late.problem?.details]).toEqual(['forbidden', { reason: 'tooLate' }]);
  });

  it('a clerk who works elsewhere by now: no', async () => {
    const { merchant } = till;
    const mover = new Till(app, await buildStaff({ merchant }), till.member);
    const { id } = await mover.sale();
    const { userId } = mover.clerk;
    const storeIds = [await buildStore(merchant)];
    const { merchantId } = merchant;
    await appointStaff({ merchantId, userId, role: 'clerk', storeIds }, app.clock.now());
    const { status, code } = await mover.reverse(id);
    expect([status, code]).toEqual(STORE_FORBIDDEN);
  });

  it.each(['manager', 'owner'] as const)('a %s: anything, any time', async (role) => {
    const { merchant } = till;
    const { id } = await till.sale();
    app.clock.advance(40 * DAY_MS);
    const storeIds = role === 'manager' ? [await buildStore(merchant)] : [];
    const as = await buildStaff({ merchant, role, storeIds });
    expect((await till.reverse(id, {}, { as })).status).toBe(201);
  });

  it.each(['clerk', 'manager', 'owner'] as const)('no %s for the own card', async (role) => {
    const { id } = await till.sale();
    const as = await buildStaff({ merchant: till.merchant, role, user: till.member });
    const before = await till.holdings();
    expect(await refusal(id, {}, { as })).toEqual(FORBIDDEN);
    expect(await till.holdings()).toEqual(before);
  });

  it('nobody for another merchant’s, another kind of entry, or nothing', async () => {
    const strange = await openTill(app);
    const sale = await strange.sale();
    const recharge = await till.recharge({ amountFen: 100 });
    const before = [await till.holdings(), await strange.holdings()];
    const nothing = `ent_${NOTHING.cardId.slice(4)}`;
    for (const id of [sale.id, recharge.body.recharge.id, nothing, 'nonsense']) {
      expect(await refusal(id)).toEqual(NOT_FOUND);
    }
    expect([await till.holdings(), await strange.holdings()]).toEqual(before);
  });
});

describe('the input of redemptions.reverseRedemption', () => {
  const sums = NO_SUMS.map((amountFen) => ({ amountFen }));
  const reasons = [undefined, null, '', ' ', 7, 'x'.repeat(201), { $ne: '' }];

  it('is refused where it is none', async () => {
    const { id } = await till.sale();
    const before = await till.holdings();
    for (const fields of [...sums, ...reasons.map((reason) => ({ reason }))]) {
      expect([fields, await refusal(id, invalid(fields))]).toEqual([fields, INVALID]);
    }
    expect(await till.holdings()).toEqual(before);
  });

  it('needs a key, under which the same answer comes again', async () => {
    const { id } = await till.sale();
    expect(await refusal(id, {}, { key: null })).toEqual([400, 'idempotencyKeyMissing']);
    const key = newName('key-');
    const replies = await Promise.all(
      Array.from({ length: 8 }, () => till.reverse(id, {}, { key })),
    );
    expect(replies.map((reply) => reply.status)).toEqual(Array(8).fill(201));
    expect(new Set(replies.map((reply) => JSON.stringify(reply.body))).size).toBe(1);
    app.clock.advance(DAY_MS);
    const later = await till.reverse(id, {}, { key });
    expect([later.status, later.body]).toEqual([201, replies[0]?.body]);
    const mismatch = [422, 'idempotencyMismatch'];
    expect(await refusal(id, { amountFen: 1_000 }, { key })).toEqual(mismatch);
    expect(await refusal(id, { reason: '别的' }, { key })).toEqual(mismatch);
    expect((await till.holdings()).balance.spendableFen).toBe(10_000);
  });

  it('names one redemption of many', async () => {
    const neighbour = new Till(app, clerk, await buildMember({ merchant: clerk.merchant }));
    await neighbour.load();
    const [mine] = [await till.sale(), await neighbour.sale()];
    const before = await neighbour.holdings();
    await till.reverse(mine.id);
    const { balance, seq } = await neighbour.holdings();
    expect([balance, seq]).toEqual([before.balance, before.seq]);
  });
});
