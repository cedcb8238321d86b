import { createRechargeBonus } from '@merchant-coin/bff/modules/campaigns';
import { merchantById, type MerchantDocument } from '@merchant-coin/bff/modules/merchants';
import { api } from '@merchant-coin/shared';
import mongoose from 'mongoose';
import { startTestApp, type TestApp } from '../support/app';
import {
  buildMerchant,
  buildStaff,
  buildStore,
  buildUser,
  newName,
  newPhone,
  type TestStaff,
} from '../support/factories';
import { openTill, type Till } from '../support/till';

const DAY_MS = 86_400_000;

let app: TestApp;
let clerk: TestStaff;
beforeAll(async () => {
  app = await startTestApp();
  clerk = await buildStaff();
});
afterAll(() => app.close());
afterEach(() => app.clock.reset());

describe('where recharges.createRecharge is not available', () => {
  const UNAVAILABLE = [422, 'rechargeUnavailable'];
  const UNCONFIRMED = [422, 'phoneUnconfirmed'];

  /** No call changes these yet. What a process knows of a merchant is three seconds old at most. */
  async function setMerchant(merchantId: string, fields: object): Promise<void> {
    const merchants = mongoose.connection.collection<{ _id: string }>('merchants');
    await merchants.updateOne({ _id: merchantId }, { $set: fields });
    const isKnown = async () => {
      const known = await merchantById(merchantId);
      return Object.entries(fields).every(
        ([name, value]) => known?.[name as keyof MerchantDocument] === value,
      );
    };
    while (!(await isKnown())) await new Promise((resolve) => setTimeout(resolve, 100));
  }

  async function refusalAt(at: Till, storeId = at.merchant.storeId) {
    const { status, code, problem } = await at.recharge({ storeId });
    expect((await at.holdings()).seq).toBe(0);
    return [status, code, problem?.details];
  }

  it('while the filing is pending', async () => {
    const merchant = await buildMerchant({ filing: { status: 'pending' } });
    const waiting = await openTill(app, { merchant, coins: null });
    expect(await refusalAt(waiting)).toEqual([...UNAVAILABLE, { reason: 'filingPending' }]);
  });

  it('but with a filing number', async () => {
    const merchant = await buildMerchant({ filing: { status: 'number', number: '330100' } });
    const filed = await openTill(app, { merchant, coins: null });
    expect((await filed.recharge()).status).toBe(201);
  });

  it('at a terminal store, which sells no coins', async () => {
    const merchant = await buildMerchant();
    const storeId = await buildStore(merchant, { kind: 'terminal' });
    const terminal = await buildStaff({ merchant, storeIds: [storeId] });
    const there = await openTill(app, { clerk: terminal, coins: null });
    const refused = await refusalAt(there, storeId);
    expect(refused).toEqual([...UNAVAILABLE, { reason: 'terminalStore' }]);
  });

  it('while the merchant sells no coins, or is not open', async () => {
    const cases = [
      { fields: { issuing: false }, reason: 'notIssuing' },
      { fields: { status: 'pending' }, reason: 'merchantNotOpen' },
    ];
    for (const { fields, reason } of cases) {
      const closed = await openTill(app, { coins: null });
      await setMerchant(closed.merchant.merchantId, fields);
      expect(await refusalAt(closed)).toEqual([...UNAVAILABLE, { reason }]);
    }
  });

  it('before the phone has answered a code', async () => {
    const till = await openTill(app, { clerk, coins: null });
    const phone = newPhone();
    const { merchantId } = till.merchant;
    const register = (smsCode?: string) =>
      app.call(
        api.cards.registerMember,
        { merchantId, phone, ...(smsCode && { smsCode }) },
        { as: clerk },
      );
    await register();
    const before = await till.holdings();
    const { status, code } = await till.recharge({ phone });
    expect([status, code]).toEqual(UNCONFIRMED);
    expect(await till.holdings()).toEqual(before);
    await app.call(api.accounts.requestSmsCode, { phone, purpose: 'register' });
    await register(app.smsCodeOf(phone));
    expect((await till.recharge({ phone })).status).toBe(201);
  });

  it('before the member has accepted the contract', async () => {
    const till = await openTill(app, { clerk, coins: null });
    const phone = newPhone();
    const { merchantId } = till.merchant;
    const { body } = await app.call(api.cards.registerMember, { merchantId, phone }, { as: clerk });
    const as = await buildUser({ phone });
    const { status, code } = await till.recharge({ cardId: body.card.id });
    expect([status, code]).toEqual(UNCONFIRMED);
    await app.call(api.cards.joinMerchant, { merchantId }, { as });
    expect((await till.recharge({ cardId: body.card.id })).status).toBe(201);
  });
});

describe('the bonus of recharges.createRecharge', () => {
  const steps = [
    { payFen: 50_000, bonusFen: 8_000 },
    { payFen: 20_000, bonusFen: 2_000 },
  ];

  async function campaign(merchantId: string, startsInDays: number, endsInDays: number | null) {
    const inDays = (days: number) => new Date(app.clock.now().getTime() + days * DAY_MS);
    await createRechargeBonus({
      merchantId,
      name: '充500送80',
      steps,
      bonusValidDays: 180,
      startsAt: inDays(startsInDays),
      endsAt: endsInDays === null ? null : inDays(endsInDays),
    });
  }

  it.each([
    { amountFen: 19_999, bonusFen: 0 },
    { amountFen: 20_000, bonusFen: 2_000 },
    { amountFen: 49_999, bonusFen: 2_000 },
    { amountFen: 50_000, bonusFen: 8_000 },
    { amountFen: 100_000, bonusFen: 8_000 },
  ])('for $amountFen fen is $bonusFen', async ({ amountFen, bonusFen }) => {
    const sold = await openTill(app, { coins: null });
    await campaign(sold.merchant.merchantId, -1, null);
    const { body } = await sold.recharge({ amountFen });
    const { recharge, balance } = body;
    const expiresAt = new Date(Date.parse(recharge.at) + 180 * DAY_MS);
    expect(recharge.bonusFen).toBe(bonusFen);
    expect(recharge.bonusExpiresAt).toBe(bonusFen ? expiresAt.toISOString() : null);
    expect(balance).toMatchObject({ principalFen: amountFen, bonusFen });
    const { lots } = await sold.holdings();
    expect(lots.map((lot) => [lot.kind, lot.remainingFen, lot.expiresAt, lot.grantGroup])).toEqual(
      [
        ['bonus', bonusFen, expiresAt, recharge.id],
        ['principal', amountFen, null, recharge.id],
      ].slice(bonusFen ? 0 : 1),
    );
  });

  it('is none before the campaign starts and after it ends, or at another merchant', async () => {
    const sold = await openTill(app, { coins: null });
    await campaign(sold.merchant.merchantId, -10, -1);
    await campaign(sold.merchant.merchantId, 1, 2);
    await campaign((await buildMerchant()).merchantId, -1, null);
    const bonusFen = async () =>
      (await sold.recharge({ amountFen: 20_000 })).body.recharge.bonusFen;
    expect(await bonusFen()).toBe(0);
    app.clock.advance(1.5 * DAY_MS);
    expect(await bonusFen()).toBe(2_000);
    app.clock.advance(DAY_MS);
    expect(await bonusFen()).toBe(0);
  });

  it('is the one that the clerk was shown, or nothing is loaded', async () => {
    const sold = await openTill(app, { coins: null });
    await campaign(sold.merchant.merchantId, -1, 1);
    const sell = () => sold.recharge({ amountFen: 50_000, bonusFen: 8_000 });
    expect((await sell()).body.recharge.bonusFen).toBe(8_000);
    const before = await sold.holdings();
    app.clock.advance(2 * DAY_MS);
    const { status, problem } = await sell();
    expect(status).toBe(409);
    expect(problem).toMatchObject({
      code: 'conflict',
      details: { reason: 'offerChanged', bonusFen: 0 },
    });
    expect(await sold.holdings()).toEqual(before);
    expect((await sold.recharge({ amountFen: 50_000, bonusFen: 0 })).status).toBe(201);
  });

  it('is told as it is: less is another offer as well', async () => {
    const sold = await openTill(app, { coins: null });
    await campaign(sold.merchant.merchantId, -1, null);
    const { code, problem } = await sold.recharge({ amountFen: 20_000, bonusFen: 0 });
    expect([code, problem?.details]).toEqual([
      'conflict',
      { reason: 'offerChanged', bonusFen: 2_000 },
    ]);
    expect((await sold.holdings()).seq).toBe(0);
  });

  it('is answered again with the same key after it has ended', async () => {
    const sold = await openTill(app, { coins: null });
    await campaign(sold.merchant.merchantId, -1, 1);
    const key = newName('key-');
    const told = { amountFen: 50_000, bonusFen: 8_000 };
    const first = await sold.recharge(told, { key });
    app.clock.advance(2 * DAY_MS);
    const again = await sold.recharge(told, { key });
    expect([again.status, again.body]).toEqual([201, first.body]);
    const other = await sold.recharge({ ...told, bonusFen: 0 }, { key });
    expect(other.code).toBe('idempotencyMismatch');
    expect((await sold.holdings()).seq).toBe(1);
  });

  it('is gone when it has expired', async () => {
    const sold = await openTill(app, { coins: null });
    await campaign(sold.merchant.merchantId, -1, null);
    await sold.recharge({ amountFen: 50_000 });
    app.clock.advance(181 * DAY_MS);
    expect((await sold.holdings()).balance).toMatchObject({ bonusFen: 0, spendableFen: 50_000 });
  });
});
