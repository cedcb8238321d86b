import { api } from '@merchant-coin/shared';
import mongoose from 'mongoose';
import { startTestApp, type TestApp } from '../support/app';
import { invalid } from '../support/client';
import { buildStaff, buildStore, newName, newPhone, type TestStaff } from '../support/factories';
import { FORBIDDEN, INVALID, NOT_FOUND, NOTHING, STORE_FORBIDDEN } from '../support/refusals';
import { NO_SUMS, openTill, OUTSIDERS, type Till } from '../support/till';

const DAY_MS = 86_400_000;
const CAP = [422, 'principalCapExceeded'];

let app: TestApp;
let clerk: TestStaff;
let till: Till;
beforeAll(async () => {
  app = await startTestApp();
  clerk = await buildStaff();
});
beforeEach(async () => {
  till = await openTill(app, { clerk, coins: null });
});
afterAll(() => app.close());
afterEach(() => app.clock.reset());

async function refusal(...args: Parameters<Till['recharge']>) {
  const { status, code } = await till.recharge(...args);
  return [status, code];
}

describe('recharges.createRecharge', () => {
  it('puts principal on the card that never expires', async () => {
    const { status, body } = await till.recharge({ amountFen: 30_000, tender: 'bankCard' });
    expect(status).toBe(201);
    const { cardId } = till.member;
    const balance = { principalFen: 30_000, bonusFen: 0, heldFen: 0, spendableFen: 30_000 };
    expect(body).toEqual({
      recharge: {
        id: expect.stringMatching(/^ent_/),
        cardId,
        amountFen: 30_000,
        bonusFen: 0,
        bonusExpiresAt: null,
        tender: 'bankCard',
        storeId: till.merchant.storeId,
        entrySeq: 1,
        at: expect.any(String) as string,
      },
      balance,
    });
    const shown = await app.call(api.cards.getMyCard, { cardId }, { as: till.member });
    expect(shown.body).toMatchObject({
      balance,
      points: 0,
      lots: [{ kind: 'principal', remainingFen: 30_000, expiresAt: null }],
    });
  });

  it('finds the member by phone', async () => {
    const { body } = await till.recharge({ phone: till.member.phone });
    expect(body.recharge.cardId).toBe(till.member.cardId);
  });

  it.each(OUTSIDERS)('is not for %s', async (_who, sessionOf, expected) => {
    const as = await sessionOf(till);
    const before = await till.holdings();
    expect(await refusal({}, { as })).toEqual(expected);
    expect(await till.holdings()).toEqual(before);
  });

  it('keeps to stores and merchants', async () => {
    const strange = await openTill(app);
    const before = [await till.holdings(), await strange.holdings()];
    const { storeId } = strange.merchant;
    for (const store of [await buildStore(till.merchant), storeId, NOTHING.storeId]) {
      expect(await refusal({ storeId: store })).toEqual(STORE_FORBIDDEN);
    }
    expect(await refusal({ cardId: strange.member.cardId })).toEqual(NOT_FOUND);
    expect(await refusal({ cardId: NOTHING.cardId })).toEqual(NOT_FOUND);
    expect(await refusal({ phone: strange.member.phone })).toEqual(NOT_FOUND);
    expect(await refusal({ phone: newPhone() })).toEqual(NOT_FOUND);
    expect(await refusal({ merchantId: NOTHING.merchantId })).toEqual(NOT_FOUND);
    expect([await till.holdings(), await strange.holdings()]).toEqual(before);
  });

  it.each(['clerk', 'owner'] as const)('is no way for a %s to the own card', async (role) => {
    const { merchant, member } = till;
    const as = await buildStaff({ merchant, role, user: member });
    for (const fields of [{}, { phone: member.phone }]) {
      expect(await refusal(fields, { as })).toEqual(FORBIDDEN);
    }
    expect((await till.holdings()).seq).toBe(0);
  });

  it('takes no input that is none', async () => {
    const { cardId, phone } = till.member;
    const before = await till.holdings();
    const inputs = [
      ...NO_SUMS.map((amountFen) => ({ amountFen })),
      { amountFen: undefined },
      { tender: 'cheque' },
      { tender: undefined },
      { tender: { $ne: '' } },
      { cardId, phone },
      { cardId: undefined },
      { cardId: null },
      { cardId: { $ne: '' } },
      { cardId: 'crd_x' },
      { phone: '123' },
      { phone: { $gt: '' } },
      { storeId: undefined },
      { storeId: { $ne: '' } },
      { bonusFen: -1 },
      { bonusFen: 0.5 },
      { bonusFen: '0' },
      { bonusFen: null },
    ];
    for (const fields of inputs) {
      expect([fields, await refusal(invalid(fields))]).toEqual([fields, INVALID]);
    }
    expect(await till.holdings()).toEqual(before);
  });

  it('puts nothing on a frozen card', async () => {
    await till.freeze();
    const before = await till.holdings();
    expect(await refusal()).toEqual([409, 'cardFrozen']);
    expect(await till.holdings()).toEqual(before);
  });
});

describe('the Idempotency-Key of recharges.createRecharge', () => {
  it('is needed, and gives the same answer again', async () => {
    expect(await refusal({}, { key: null })).toEqual([400, 'idempotencyKeyMissing']);
    const key = newName('key-');
    const replies = await Promise.all(Array.from({ length: 20 }, () => till.recharge({}, { key })));
    expect(replies.map((reply) => reply.status)).toEqual(Array(20).fill(201));
    expect(new Set(replies.map((reply) => JSON.stringify(reply.body))).size).toBe(1);
    const { balance, seq } = await till.holdings();
    expect([balance.principalFen, seq]).toEqual([10_000, 1]);
  });

  it('answers again where a new request would be refused', async () => {
    const key = newName('key-');
    const full = { amountFen: 100_000 };
    const first = await till.recharge(full, { key });
    expect(first.status).toBe(201);
    await till.freeze();
    app.clock.advance(DAY_MS);
    const again = await till.recharge(full, { key });
    expect([again.status, again.body]).toEqual([201, first.body]);
  });

  it.each<[string, () => object]>([
    ['another sum', () => ({ amountFen: 10_001 })],
    ['another tender', () => ({ tender: 'wechat' })],
    ['the phone for the card', () => ({ phone: till.member.phone })],
  ])('is not for %s', async (_what, change) => {
    const key = newName('key-');
    await till.recharge({}, { key });
    expect(await refusal(change(), { key })).toEqual([422, 'idempotencyMismatch']);
    expect((await till.holdings()).seq).toBe(1);
  });
});

describe('the cap of recharges.createRecharge', () => {
  const identify = () =>
    mongoose.connection
      .collection('members')
      .updateOne({ userId: till.member.userId }, { $set: { identityRecorded: true } });

  it.each([
    { who: 'anybody', identified: false, capFen: 100_000 },
    { who: 'whose identity is recorded', identified: true, capFen: 500_000 },
  ])('is $capFen fen of principal for $who', async ({ identified, capFen }) => {
    if (identified) await identify();
    expect(await refusal({ amountFen: capFen + 1 })).toEqual(CAP);
    expect((await till.holdings()).seq).toBe(0);
    expect(await refusal({ amountFen: capFen - 100 })).toEqual([201, null]);
    const before = await till.holdings();
    const { status, code, problem } = await till.recharge({ amountFen: 101 });
    expect([status, code]).toEqual(CAP);
    expect(problem?.details).toEqual({ capFen, roomFen: 100 });
    expect(await till.holdings()).toEqual(before);
    expect(await refusal({ amountFen: 100 })).toEqual([201, null]);
    expect(await refusal({ amountFen: 1 })).toEqual(CAP);
  });

  it('counts what is left, not what was sold; bonus never', async () => {
    await till.grant(700_000, new Date(app.clock.now().getTime() + DAY_MS));
    await till.recharge({ amountFen: 100_000 });
    await till.sale({ listFen: 800_000 - 30_000 });
    expect(await refusal({ amountFen: 70_001 })).toEqual(CAP);
    expect(await refusal({ amountFen: 70_000 })).toEqual([201, null]);
  });

  it('holds, however many sell at once', async () => {
    const replies = await Promise.all(
      Array.from({ length: 8 }, () => till.recharge({ amountFen: 30_000 })),
    );
    expect(replies.filter((reply) => reply.status === 201)).toHaveLength(3);
    expect(new Set(replies.map((reply) => reply.code))).toEqual(
      new Set([null, 'principalCapExceeded']),
    );
    expect((await till.holdings()).balance.principalFen).toBe(90_000);
  });
});
