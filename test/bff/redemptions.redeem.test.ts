import { createTier, setTier } from '@merchant-coin/bff/modules/cards';
import { api } from '@merchant-coin/shared';
import { startTestApp, type TestApp } from '../support/app';
import { invalid } from '../support/client';
import { buildStore, newPhone } from '../support/factories';
import { INVALID, NOT_FOUND, NOTHING, STORE_FORBIDDEN } from '../support/refusals';
import { NO_SUMS, openTill, OUTSIDERS, type Till } from '../support/till';

let app: TestApp;
let till: Till;
beforeAll(async () => {
  app = await startTestApp();
  till = await openTill(app);
});
afterAll(() => app.close());
afterEach(() => app.clock.reset());

describe('redemptions.redeem', () => {
  it('takes the price, and answers what became of it', async () => {
    const sold = await openTill(app, { type: { discountBp: 8_800, pointsBp: 12_000 } });
    const before = app.clock.now();
    const { status, body } = await sold.redeem({ listFen: 3_000, note: '两杯拿铁' });
    expect(status).toBe(201);
    expect(body.redemption).toEqual({
      id: expect.stringMatching(/^ent_[0-9A-HJKMNP-TV-Z]{26}$/),
      status: 'done',
      cardId: sold.member.cardId,
      storeId: sold.merchant.storeId,
      listFen: 3_000,
      discountBp: 8_800,
      paidFen: 2_640,
      heldFen: 0,
      reversedFen: 0,
      pointsEarned: 31,
      entrySeq: 2,
      at: expect.any(String) as string,
      balance: { principalFen: 7_360, bonusFen: 0, heldFen: 0, spendableFen: 7_360 },
    });
    expect(new Date(body.redemption.at).getTime()).toBeGreaterThanOrEqual(before.getTime());
    const { balance, points, spentFen, seq } = await sold.holdings();
    expect(balance).toEqual(body.redemption.balance);
    expect([points, spentFen, seq]).toEqual([31, 2_640, 2]);
  });

  it('reads digits with spaces between them', async () => {
    const code = await till.code();
    const payCode = ` ${code.slice(0, 6)} ${code.slice(6, 12)}  ${code.slice(12)} `;
    expect((await till.redeem({ payCode })).status).toBe(201);
  });

  it.each(OUTSIDERS)('is not for %s', async (_who, sessionOf, refusal) => {
    const as = await sessionOf(till);
    const payCode = await till.code();
    const before = await till.holdings();
    const { status, code } = await till.redeem({ payCode }, { as });
    expect([status, code]).toEqual(refusal);
    expect(await till.holdings()).toEqual(before);
  });

  it('keeps to the stores that the clerk works at', async () => {
    const strange = await openTill(app);
    const before = await till.holdings();
    const stores = [await buildStore(till.merchant), strange.merchant.storeId, NOTHING.storeId];
    for (const storeId of stores) {
      const { status, code } = await till.redeem({ storeId });
      expect([status, code]).toEqual(STORE_FORBIDDEN);
    }
    expect(await till.holdings()).toEqual(before);
  });

  it('does not see another merchant’s cards', async () => {
    const strange = await openTill(app);
    const before = [await till.holdings(), await strange.holdings()];
    const byCode = await till.redeem({ payCode: await strange.code() });
    expect([byCode.status, byCode.code]).toEqual([422, 'payCodeInvalid']);
    const byPhone = await till.redeem({ phone: strange.member.phone });
    expect([byPhone.status, byPhone.code]).toEqual(NOT_FOUND);
    expect([await till.holdings(), await strange.holdings()]).toEqual(before);
  });

  it.each(['mer_x', 'nonsense', NOTHING.merchantId])('knows no merchant %s', async (merchantId) => {
    const { status, code } = await till.redeem({ merchantId });
    expect([status, code]).toEqual(NOT_FOUND);
  });
});

describe('redemptions.redeem, with what is no input', () => {
  const sums = NO_SUMS.map((listFen) => ({ listFen }));
  const others = [
    { listFen: undefined },
    { storeId: undefined },
    { storeId: null },
    { storeId: { $ne: '' } },
    { storeId: 'sto_x' },
    { payCode: '' },
    { payCode: null },
    { payCode: 6_200_000_000 },
    { payCode: ['62'] },
    { payCode: { $ne: '' } },
    { payCode: '6'.repeat(65) },
    { payCode: undefined },
    { phone: newPhone() },
    { payCode: undefined, phone: '12345' },
    { payCode: undefined, phone: { $gt: '' } },
    { note: '' },
    { note: 7 },
    { note: 'a\u0000b' },
    { note: 'x'.repeat(201) },
    { confirmDuplicate: 'yes' },
    { confirmDuplicate: { $ne: false } },
  ];

  it.each([...sums, ...others])('refuses %p', async (fields) => {
    const payCode = await till.code();
    const before = await till.holdings();
    const { status, code } = await till.redeem(invalid({ payCode, ...fields }));
    expect([status, code]).toEqual(INVALID);
    expect(await till.holdings()).toEqual(before);
  });

  it.each(['[]', '"text"', '7', 'null', '{"listFen":', ''])('refuses the body %p', async (body) => {
    const before = await till.holdings();
    const { merchantId } = till.merchant;
    const { status, code } = await app.raw(
      api.redemptions.redeem.path.replace('{merchantId}', merchantId),
      {
        method: 'POST',
        headers: {
          authorization: `Bearer ${till.clerk.token}`,
          'content-type': 'application/json',
          'idempotency-key': 'key',
        },
        body,
      },
    );
    expect([status, code]).toEqual(INVALID);
    expect(await till.holdings()).toEqual(before);
  });
});

describe('the price of redemptions.redeem', () => {
  /** `floor((listFen × bp + 5000) / 10000)`. */
  it.each([
    { listFen: 3_600, discountBp: 10_000, paidFen: 3_600 },
    { listFen: 1_000, discountBp: 8_800, paidFen: 880 },
    { listFen: 999, discountBp: 8_800, paidFen: 879 },
    { listFen: 998, discountBp: 8_800, paidFen: 878 },
    { listFen: 333, discountBp: 9_500, paidFen: 316 },
    { listFen: 3, discountBp: 5_000, paidFen: 2 },
    { listFen: 1, discountBp: 5_000, paidFen: 1 },
    { listFen: 1, discountBp: 4_999, paidFen: 0 },
    { listFen: 12_345, discountBp: 8_888, paidFen: 10_972 },
    { listFen: 1_000_000_000, discountBp: 9_999, paidFen: 999_900_000 },
  ])('of $listFen fen at $discountBp is $paidFen', async ({ listFen, discountBp, paidFen }) => {
    const principalFen = 1_000_000_000;
    const sold = await openTill(app, { type: { discountBp }, coins: { principalFen } });
    const preview = await sold.preview({ listFen });
    expect(preview.body.priceFen).toBe(paidFen);
    const { body } = await sold.redeem({ listFen });
    expect(body.redemption).toMatchObject({ discountBp, paidFen });
    expect((await sold.holdings()).balance.spendableFen).toBe(principalFen - paidFen);
  });

  it.each([
    { of: 'the tier where it is better', typeBp: 9_000, tierBp: 8_500, paidFen: 850, points: 17 },
    { of: 'the type where it is better', typeBp: 8_000, tierBp: 8_500, paidFen: 800, points: 16 },
  ])('goes by $of', async ({ typeBp, tierBp, paidFen, points }) => {
    const sold = await openTill(app, { type: { discountBp: typeBp, pointsBp: 10_000 } });
    const { merchantId } = sold.merchant;
    const terms = { discountBp: tierBp, pointsBp: 20_000 };
    const tier = await createTier({ merchantId, name: '金卡', minSpentFen: 50_000, ...terms });
    await setTier(merchantId, sold.member.cardId, tier._id);
    const { paidFen: paid, pointsEarned } = await sold.sale({ listFen: 1_000 });
    expect([paid, pointsEarned]).toEqual([paidFen, points]);
  });

  it('is the full one after the card’s validity, when coins still pay', async () => {
    const sold = await openTill(app, { type: { discountBp: 8_000, termMonths: 1 } });
    expect((await sold.sale()).paidFen).toBe(800);
    app.clock.advance(32 * 86_400_000);
    expect(await sold.sale()).toMatchObject({
      discountBp: 10_000,
      paidFen: 1_000,
      pointsEarned: 0,
      balance: { spendableFen: 8_200 },
    });
  });
});
