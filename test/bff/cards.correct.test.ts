import { verifyLedger } from '@merchant-coin/bff/modules/coins';
import { api, type Request } from '@merchant-coin/shared';
import mongoose, { type mongo } from 'mongoose';
import { startTestApp, type TestApp } from '../support/app';
import { type CallOptions, invalid, type Session } from '../support/client';
import {
  buildMember,
  buildStaff,
  buildStore,
  newPhone,
  type TestStaff,
} from '../support/factories';
import { FORBIDDEN, INVALID, NOT_FOUND, NOTHING, UNAUTHENTICATED } from '../support/refusals';
import { openTill, type Till } from '../support/till';

const DAY_MS = 86_400_000;

let app: TestApp;
let clerk: TestStaff;
let till: Till;
beforeAll(async () => {
  app = await startTestApp();
  clerk = await buildStaff();
});
beforeEach(async () => {
  till = await openTill(app, { clerk, coins: { principalFen: 10_000 } });
});
afterAll(() => app.close());
afterEach(() => app.clock.reset());

type Fields = Partial<Request<typeof api.cards.correctCard>>;

const inDays = (days: number) => new Date(app.clock.now().getTime() + days * DAY_MS).toISOString();
const target = () => ({ merchantId: clerk.merchant.merchantId, cardId: till.member.cardId });
const owner = () => clerk.merchant.owner;

/** Takes a yuan of principal, unless the fields say otherwise. */
function correct(fields: Fields = {}, options: CallOptions = {}) {
  const amount = 'deltaFen' in fields || 'deltaPoints' in fields ? {} : { deltaFen: -100 };
  const input = {
    ...target(),
    kind: 'principal' as const,
    reason: '多收了一笔',
    ...amount,
    ...fields,
  };
  return app.call(api.cards.correctCard, input, { as: owner(), ...options });
}

describe('cards.correctCard', () => {
  it('takes principal and adds principal, kept with its reason', async () => {
    const { status, body } = await correct({ deltaFen: -2_500 });
    expect(status).toBe(201);
    expect(body.correction).toMatchObject({
      kind: 'principal',
      deltaFen: -2_500,
      deltaPoints: 0,
      shortfallFen: 0,
      entrySeq: 2,
    });
    expect(body.balance).toMatchObject({ principalFen: 7_500, bonusFen: 0, spendableFen: 7_500 });
    const added = await correct({ deltaFen: 1_000 });
    expect(added.body.balance.principalFen).toBe(8_500);
    const remark = await mongoose.connection
      .collection<{ _id: string; text: string }>('remarks')
      .findOne({ _id: body.correction.id });
    expect(remark?.text).toBe('多收了一笔');
    const { body: seen } = await app.call(
      api.cards.listMyEntries,
      { cardId: till.member.cardId },
      { as: till.member },
    );
    expect(seen.items.map(({ type, changeFen }) => [type, changeFen])).toEqual([
      ['correct', 1_000],
      ['correct', -2_500],
      ['importOpening', 10_000],
    ]);
    const { lots } = await till.holdings();
    expect(lots.at(-1)).toMatchObject({
      kind: 'principal',
      remainingFen: 1_000,
      expiresAt: null,
      originStoreId: clerk.merchant.storeId,
      grantGroup: added.body.correction.id,
    });
  });

  it('adds bonus with an end, and takes the bonus first that ends first', async () => {
    const soon = inDays(5);
    const later = inDays(50);
    await correct({ kind: 'bonus', deltaFen: 300, expiresAt: later });
    await correct({ kind: 'bonus', deltaFen: 200, expiresAt: soon });
    const { body } = await correct({ kind: 'bonus', deltaFen: -250 });
    expect(body.balance).toMatchObject({ principalFen: 10_000, bonusFen: 250 });
    const bonus = (await till.holdings()).lots.filter(({ kind }) => kind === 'bonus');
    expect(bonus.map((lot) => [lot.remainingFen, lot.expiresAt?.toISOString()])).toEqual([
      [250, later],
    ]);
  });

  it('takes what is there of the kind, and says what was not', async () => {
    await till.grant(5_000, new Date(inDays(9)));
    const { status, body } = await correct({ deltaFen: -12_000 });
    expect(status).toBe(201);
    expect(body.correction).toMatchObject({ deltaFen: -12_000, shortfallFen: 2_000 });
    expect(body.balance).toMatchObject({ principalFen: 0, bonusFen: 5_000 });
    const none = await correct({ deltaFen: -1 });
    expect(none.body.correction.shortfallFen).toBe(1);
    // Nobody owes it: what is paid in later is there in full.
    expect((await till.recharge({ amountFen: 3_000 })).body.balance.principalFen).toBe(3_000);
  });

  it('does not take what is set aside or has expired', async () => {
    await till.grant(5_000, new Date(inDays(1)));
    app.clock.advance(2 * DAY_MS);
    const { body } = await correct({ kind: 'bonus', deltaFen: -1_000 });
    expect(body.correction.shortfallFen).toBe(1_000);
  });

  it('corrects points, below zero too', async () => {
    const up = await correct({ kind: 'points', deltaPoints: 30 });
    expect([up.body.points, up.body.correction.deltaPoints]).toEqual([30, 30]);
    const { body } = await correct({ kind: 'points', deltaPoints: -50 });
    expect([body.points, body.correction.shortfallPoints]).toEqual([-20, 20]);
    expect(body.balance.spendableFen).toBe(10_000);
  });

  it('keeps the ledger provable', async () => {
    await correct({ deltaFen: -20_000 });
    await correct({ kind: 'points', deltaPoints: -1 });
    await correct({ kind: 'bonus', deltaFen: 1, expiresAt: inDays(1) });
    const db = mongoose.connection.db as unknown as mongo.Db;
    expect((await verifyLedger(db, () => undefined)).broken).toBeNull();
  });

  it('adds no bonus that has ended by the time of its entry, which another clock may have set', async () => {
    app.clock.advance(60_000);
    await till.sale();
    app.clock.reset();
    const expiresAt = new Date(app.clock.now().getTime() + 30_000).toISOString();
    const { status, code, problem } = await correct({ kind: 'bonus', deltaFen: 100, expiresAt });
    expect([status, code]).toEqual(INVALID);
    expect(problem?.details).toEqual({ issues: [{ path: 'expiresAt', message: 'has passed' }] });
    const db = mongoose.connection.db as unknown as mongo.Db;
    expect((await verifyLedger(db, () => undefined)).broken).toBeNull();
  });

  it('adds no principal above the cap, or before the phone is confirmed', async () => {
    const over = await correct({ deltaFen: 90_001 });
    expect([over.status, over.code, over.problem?.details]).toEqual([
      422,
      'principalCapExceeded',
      { capFen: 100_000, roomFen: 90_000 },
    ]);
    expect((await correct({ deltaFen: 90_000 })).status).toBe(201);
    const { merchantId } = clerk.merchant;
    const phone = newPhone();
    const { body } = await app.call(api.cards.registerMember, { merchantId, phone }, { as: clerk });
    const unconfirmed = await correct({ cardId: body.card.id, deltaFen: 1 });
    expect([unconfirmed.status, unconfirmed.code]).toEqual([422, 'phoneUnconfirmed']);
  });

  it('adds principal of the member’s home store, of the head office where that sells none', async () => {
    const { merchant } = clerk;
    const own = await buildStore(merchant);
    const terminal = await buildStore(merchant, { kind: 'terminal' });
    const members = mongoose.connection.collection('members');
    for (const [homeStoreId, origin] of [
      [own, own],
      [terminal, merchant.storeId],
      [NOTHING.storeId, merchant.storeId],
    ]) {
      await members.updateOne({ userId: till.member.userId }, { $set: { homeStoreId } });
      expect((await correct({ deltaFen: 1 })).status).toBe(201);
      expect((await till.holdings()).lots.at(-1)?.originStoreId).toBe(origin);
    }
  });

  it('puts a frozen card right too', async () => {
    await till.freeze();
    expect((await correct()).status).toBe(201);
  });

  it('has one effect under one key, of many at once too', async () => {
    const key = 'correct-1';
    const replies = await Promise.all([1, 2, 3].map(() => correct({}, { key })));
    replies.push(await correct({}, { key }));
    for (const { status, body } of replies) {
      expect([status, body]).toEqual([201, replies[0]?.body]);
    }
    expect((await till.holdings()).balance.principalFen).toBe(9_900);
    const other = await correct({ deltaFen: -200 }, { key });
    expect([other.status, other.code]).toEqual([422, 'idempotencyMismatch']);
  });

  it('is for owners, and never for one’s own card', async () => {
    const { merchant } = clerk;
    const manager = await buildStaff({ merchant, role: 'manager' });
    const elsewhere = (await buildStaff()).merchant.owner;
    const refusal = async (as: Session | undefined, fields: Fields = {}) => {
      const { status, code } = await correct(fields, { as });
      return [status, code];
    };
    expect(await refusal(undefined)).toEqual(UNAUTHENTICATED);
    for (const as of [till.member, clerk, manager, elsewhere]) {
      expect(await refusal(as)).toEqual(FORBIDDEN);
    }
    const other = await buildMember();
    expect(await refusal(owner(), { cardId: other.cardId })).toEqual(NOT_FOUND);
    const own = await buildMember({ merchant, user: merchant.owner });
    expect(await refusal(owner(), { cardId: own.cardId })).toEqual(FORBIDDEN);
    expect((await till.holdings()).seq).toBe(1);
  });

  it.each([
    { deltaFen: 0 },
    { deltaFen: 1.5 },
    { deltaFen: 1_000_000_001 },
    { deltaFen: '100' },
    { deltaPoints: 5 },
    { deltaFen: 5, deltaPoints: 5 },
    { kind: 'points', deltaFen: 5 },
    { kind: 'points', deltaPoints: 0 },
    { kind: 'coins', deltaFen: 5 },
    { reason: '' },
    { reason: undefined },
    { deltaFen: undefined },
    { kind: 'bonus', deltaFen: 5 },
    { kind: 'bonus', deltaFen: -5, expiresAt: '2999-01-01T00:00:00.000Z' },
    { kind: 'principal', deltaFen: 5, expiresAt: '2999-01-01T00:00:00.000Z' },
    { kind: 'bonus', deltaFen: 5, expiresAt: '2000-01-01T00:00:00.000Z' },
    { kind: 'bonus', deltaFen: 5, expiresAt: 'tomorrow' },
  ])('refuses %p', async (fields) => {
    const { status, code } = await correct(invalid(fields));
    expect([status, code]).toEqual(INVALID);
    expect((await till.holdings()).seq).toBe(1);
  });

  it('needs a key', async () => {
    const { status, code } = await correct({}, { key: null });
    expect([status, code]).toEqual([400, 'idempotencyKeyMissing']);
  });
});
