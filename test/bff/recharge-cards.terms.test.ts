import { createRechargeBonus } from '@merchant-coin/bff/modules/campaigns';
import { post, requestClaim } from '@merchant-coin/bff/modules/coins';
import { api } from '@merchant-coin/shared';
import mongoose from 'mongoose';
import { startTestApp, type TestApp } from '../support/app';
import {
  buildMember,
  buildMerchant,
  buildStaff,
  buildUser,
  newName,
  newPhone,
  signInAs,
} from '../support/factories';
import { CardShop, openCardShop } from '../support/recharge-cards';
import { Till } from '../support/till';

const DAY_MS = 86_400_000;
const WRONG = [422, 'rechargeCardInvalid'];
const NO_CODE = '7Z7Z-7Z7Z-7Z7Z-7Z7Z';

let app: TestApp;
let shop: CardShop;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  shop = await openCardShop(app);
});
afterAll(() => app.close());
afterEach(() => app.clock.reset());

const till = (at: CardShop = shop) => new Till(app, at.clerk, at.member);
const code = async (reply: Promise<{ status: number; code: string | null }>) => {
  const { status, code: name } = await reply;
  return [status, name];
};

describe('the terms of rechargeCards.loadRechargeCard', () => {
  it('are the cap of the card, said before by rechargeCards.previewRechargeCard', async () => {
    await till().recharge({ amountFen: 90_000 });
    const { code: text } = await shop.sold(20_000);
    const room = { capFen: 100_000, roomFen: 10_000 };
    const preview = await shop.preview(text);
    expect([preview.status, preview.body]).toMatchObject([200, { amountFen: 20_000, ...room }]);
    const before = await till().holdings();
    const refused = await shop.load(text);
    expect([refused.status, refused.code, refused.problem?.details]).toEqual([
      422,
      'principalCapExceeded',
      room,
    ]);
    expect(await till().holdings()).toEqual(before);
    await till().sale({ listFen: 10_000 });
    expect((await shop.load(text)).status).toBe(201);
  });

  it('count what is held towards the cap', async () => {
    await till().recharge({ amountFen: 50_000 });
    const { cardId } = shop.member;
    const key = newName('hold-');
    await post({
      type: 'hold',
      merchantId: shop.merchantId,
      cardId,
      now: app.clock.now(),
      claims: [requestClaim(key)],
      fingerprint: key,
      storeId: null,
      staffId: null,
      sale: { listFen: 30_000, paidFen: 30_000, discountBp: 10_000, pointsBp: 0 },
      policy: 'bonusFirst',
      expiresAt: null,
    });
    const { body } = await shop.preview((await shop.sold()).code);
    expect(body.roomFen).toBe(50_000);
  });

  it('are the bonus of the campaign in force when it is loaded', async () => {
    const { code: text } = await shop.sold(50_000);
    const inDays = (days: number) => new Date(app.clock.now().getTime() + days * DAY_MS);
    await createRechargeBonus({
      merchantId: shop.merchantId,
      name: '充500送80',
      steps: [{ payFen: 50_000, bonusFen: 8_000 }],
      bonusValidDays: 30,
      startsAt: inDays(-1),
      endsAt: null,
    });
    const { body: preview } = await shop.preview(text);
    expect(preview).toMatchObject({
      bonusFen: 8_000,
      bonusExpiresAt: expect.any(String) as string,
    });
    const { body } = await shop.load(text);
    expect(body.recharge).toMatchObject({ amountFen: 50_000, bonusFen: 8_000 });
    expect(body.balance).toMatchObject({ principalFen: 50_000, bonusFen: 8_000 });
  });

  it('keep a frozen card as it is', async () => {
    const { code: text } = await shop.sold();
    await till().freeze();
    for (const call of [shop.load.bind(shop), shop.preview.bind(shop)]) {
      expect(await code(call(text))).toEqual([409, 'cardFrozen']);
    }
  });

  it('need the contract to be accepted', async () => {
    const phone = newPhone();
    const { merchantId } = shop;
    const { body } = await app.call(
      api.cards.registerMember,
      { merchantId, phone },
      { as: shop.clerk },
    );
    const as = await signInAs(app, phone);
    const { code: text } = await shop.sold();
    const cardId = body.card.id;
    for (const call of [shop.load.bind(shop), shop.preview.bind(shop)]) {
      expect(await code(call(text, { cardId }, { as }))).toEqual([422, 'phoneUnconfirmed']);
    }
    await app.call(api.cards.joinMerchant, { merchantId }, { as });
    expect((await shop.load(text, { cardId }, { as })).status).toBe(201);
  });

  it('need a merchant whose filing stands', async () => {
    const merchant = await buildMerchant();
    const clerk = await buildStaff({ merchant });
    const manager = await buildStaff({ merchant, role: 'manager' });
    const filed = new CardShop(app, manager, clerk, await buildMember({ merchant }));
    const { code: text } = await filed.sold();
    await mongoose.connection
      .collection<{ _id: string }>('merchants')
      .updateOne({ _id: merchant.merchantId }, { $set: { filing: { status: 'pending' } } });
    // What a process knows of a merchant is three seconds old at most.
    await new Promise((resolve) => setTimeout(resolve, 3_200));
    for (const call of [filed.load.bind(filed), filed.preview.bind(filed)]) {
      const { code: refusal, problem } = await call(text);
      expect([refusal, problem?.details]).toEqual([
        'rechargeUnavailable',
        { reason: 'filingPending' },
      ]);
    }
  });
});

describe('guessing codes', () => {
  const tries = async (count: number, text = NO_CODE) => {
    const codes = [];
    for (let n = 0; n < count; n += 1) codes.push((await shop.load(text)).code);
    return codes;
  };

  it('ends after ten wrong ones, for loads and previews alike', async () => {
    const { code: text } = await shop.sold();
    const key = newName('key-');
    const loaded = await shop.load(text, {}, { key });
    expect(await tries(5)).toEqual(Array(5).fill('rechargeCardInvalid'));
    expect(await code(shop.preview((await shop.printed()).code))).toEqual(WRONG);
    expect(await tries(4)).toEqual(Array(4).fill('rechargeCardInvalid'));
    const good = await shop.sold();
    for (const call of [shop.load.bind(shop), shop.preview.bind(shop)]) {
      const { status, code: refusal, headers } = await call(good.code);
      expect([status, refusal]).toEqual([429, 'rateLimited']);
      const seconds = Number(headers.get('retry-after'));
      expect(seconds).toBeGreaterThan(3_000);
      expect(seconds).toBeLessThanOrEqual(3_600);
    }
    const again = await shop.load(text, {}, { key });
    expect([again.status, again.body]).toEqual([201, loaded.body]);
    const other = await buildMember({ merchant: shop.clerk.merchant });
    expect((await shop.load(good.code, { cardId: other.cardId }, { as: other })).status).toBe(201);
  });

  it('is not what a right code is, nor one’s own used one', async () => {
    const { code: text } = await shop.sold();
    await till().freeze();
    expect(new Set(await tries(11, text))).toEqual(new Set(['cardFrozen']));
  });

  it('is limited by the contract, whatever the codes', async () => {
    const as = await buildUser();
    const replies = await Promise.all(
      Array.from({ length: 31 }, () => shop.load('x', {}, { as, key: newName('key-') })),
    );
    expect(replies.filter((reply) => reply.status === 429)).toHaveLength(1);
  });
});
