import { redis } from '@merchant-coin/bff/db/redis';
import { startTestApp, type TestApp } from '../support/app';
import { invalid } from '../support/client';
import {
  buildMember,
  buildStaff,
  buildStore,
  newPhone,
  type TestStaff,
} from '../support/factories';
import { INVALID, NOT_FOUND, NOTHING, STORE_FORBIDDEN } from '../support/refusals';
import { NO_SUMS, openTill, OUTSIDERS, startOfStep, Till } from '../support/till';

const MINUTE_MS = 60_000;
const USED = [409, 'payCodeUsed'];
const EXPIRED = [422, 'payCodeExpired'];

let app: TestApp;
let clerk: TestStaff;
let till: Till;
beforeAll(async () => {
  app = await startTestApp();
  clerk = await buildStaff();
});
beforeEach(async () => {
  startOfStep(app);
  till = await openTill(app, { clerk });
});
afterAll(() => app.close());
afterEach(() => app.clock.reset());

const inDays = (days: number) => new Date(app.clock.now().getTime() + days * 86_400_000);

describe('redemptions.previewRedemption', () => {
  it('tells price and balance, and takes nothing', async () => {
    const coins = { principalFen: 4_000, bonusFen: 500, bonusExpiresAt: inDays(1) };
    const priced = await openTill(app, { type: { discountBp: 8_800 }, coins });
    const before = await priced.holdings();
    const { status, body } = await priced.preview({ listFen: 2_000 });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      card: { id: priced.member.cardId, number: priced.member.cardNumber, status: 'active' },
      listFen: 2_000,
      priceFen: 1_760,
      discountBp: 8_800,
      balance: { principalFen: 4_000, bonusFen: 500, heldFen: 0, spendableFen: 4_500 },
      fromPrincipalFen: 1_260,
      fromBonusFen: 500,
      needsApproval: false,
      aboveLimit: false,
    });
    expect(await priced.holdings()).toEqual(before);
  });

  it('works by phone, which then needs approval', async () => {
    const { status, body } = await till.preview({ phone: till.member.phone });
    expect([status, body.card.id]).toEqual([200, till.member.cardId]);
    expect([body.needsApproval, body.aboveLimit]).toEqual([true, false]);
    expect(JSON.stringify(body)).not.toContain(till.member.phone);
  });

  it('shows what there is where it is too little', async () => {
    const { status, body } = await till.preview({ listFen: 12_000 });
    expect([status, body.priceFen, body.fromPrincipalFen]).toEqual([200, 12_000, 10_000]);
  });

  it.each(OUTSIDERS)('is not for %s', async (_who, sessionOf, refusal) => {
    const as = await sessionOf(till);
    const { status, code } = await till.preview({}, { as });
    expect([status, code]).toEqual(refusal);
  });

  it('keeps to stores, merchants and other people’s cards', async () => {
    const strange = await openTill(app);
    const { merchant, member } = till;
    for (const storeId of [await buildStore(merchant), strange.merchant.storeId]) {
      const { status, code } = await till.preview({ storeId });
      expect([status, code]).toEqual(STORE_FORBIDDEN);
    }
    expect((await till.preview({ payCode: await strange.code() })).code).toBe('payCodeInvalid');
    for (const phone of [strange.member.phone, newPhone()]) {
      const { status, code } = await till.preview({ phone });
      expect([status, code]).toEqual(NOT_FOUND);
    }
    const own = new Till(app, await buildStaff({ merchant, user: member }), member);
    for (const fields of [{}, { phone: member.phone }]) {
      expect((await own.preview(fields)).problem?.details).toEqual({ reason: 'ownCard' });
    }
  });

  it.each([
    ...NO_SUMS.map((listFen) => ({ listFen })),
    { storeId: { $ne: '' } },
    { payCode: { $ne: '' } },
    { payCode: null },
    { payCode: undefined },
    { payCode: undefined, phone: { $gt: '' } },
    { phone: newPhone() },
  ])('refuses %p', async (fields) => {
    const payCode = await till.code();
    const { status, code } = await till.preview(invalid({ payCode, ...fields }));
    expect([status, code]).toEqual(INVALID);
  });

  it('tells used and expired codes', async () => {
    const payCode = await till.code();
    await till.sale({ payCode });
    const used = await till.preview({ payCode });
    expect([used.status, used.code]).toEqual(USED);
    const old = await till.preview({ payCode: await till.codeAt(-2) });
    expect([old.status, old.code]).toEqual(EXPIRED);
  });
});

describe('a code after redemptions.previewRedemption', () => {
  async function redeemed(payCode: string, at: Till = till) {
    const { status, code } = await at.redeem({ payCode, confirmDuplicate: true });
    return [status, code];
  }

  it('stays good after its window, once', async () => {
    const payCode = await till.code();
    await till.preview({ payCode });
    app.clock.advance(2.5 * MINUTE_MS);
    expect(await redeemed(payCode)).toEqual([201, null]);
    expect(await redeemed(payCode)).toEqual(USED);
  });

  it('stays good for that clerk only', async () => {
    const payCode = await till.code();
    await till.preview({ payCode });
    app.clock.advance(2 * MINUTE_MS);
    const { merchant, member } = till;
    const colleague = new Till(app, await buildStaff({ merchant }), member);
    expect(await redeemed(payCode, colleague)).toEqual(EXPIRED);
    expect(await redeemed(payCode)).toEqual([201, null]);
  });

  it('stays good for three minutes, and no longer for being previewed again', async () => {
    const payCode = await till.code();
    await till.preview({ payCode });
    const [key = ''] = await redis().keys(`preview:*:${till.member.cardId}:*`);
    const seconds = await redis().ttl(key);
    expect(seconds).toBeGreaterThan(170);
    expect(seconds).toBeLessThanOrEqual(180);
    await redis().expire(key, 60);
    expect((await till.preview({ payCode })).status).toBe(200);
    expect(await redis().ttl(key)).toBeLessThanOrEqual(60);
    app.clock.advance(4 * MINUTE_MS);
    await redis().del(key);
    expect(await redeemed(payCode)).toEqual(EXPIRED);
  });

  it('is not kept for an expired one, or for a preview by phone', async () => {
    const old = await till.codeAt(-2);
    await till.preview({ payCode: old });
    await till.preview({ phone: till.member.phone });
    expect(await redeemed(old)).toEqual(EXPIRED);
  });
});

describe('redemptions.getRedemption', () => {
  it('shows a redemption with what was taken back', async () => {
    const { id, ...sale } = await till.sale();
    expect((await till.look(id)).body.redemption).toEqual({ id, ...sale });
    await till.reverse(id, { amountFen: 250 });
    await till.reverse(id, { amountFen: 50 });
    const { status, body } = await till.look(id);
    expect([status, body.redemption]).toEqual([200, { id, ...sale, reversedFen: 300 }]);
  });

  it.each(OUTSIDERS)('is not for %s', async (_who, sessionOf, refusal) => {
    const { id } = await till.sale();
    const { status, code } = await till.look(id, { as: await sessionOf(till) });
    expect([status, code]).toEqual(refusal);
  });

  it('knows no other merchant’s redemption, no other entry and no nonsense', async () => {
    const strange = await (await openTill(app)).sale();
    const recharge = await till.recharge({ amountFen: 100 });
    const nothing = `ent_${NOTHING.cardId.slice(4)}`;
    for (const id of [strange.id, recharge.body.recharge.id, nothing, 'ent_x', '$where']) {
      const { status, code } = await till.look(id);
      expect([status, code]).toEqual(NOT_FOUND);
    }
  });

  it('shows it to a colleague at the same store', async () => {
    const { id } = await till.sale();
    const as = await buildStaff({ merchant: till.merchant });
    expect((await till.look(id, { as })).body.redemption.id).toBe(id);
  });

  it('keeps every card apart', async () => {
    const other = new Till(app, clerk, await buildMember({ merchant: clerk.merchant }));
    await other.load();
    const [first, second] = [await till.sale(), await other.sale()];
    expect((await till.look(first.id)).body.redemption.cardId).toBe(till.member.cardId);
    expect((await till.look(second.id)).body.redemption.cardId).toBe(other.member.cardId);
  });
});
