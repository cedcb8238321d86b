import { usedClaims, verifyLedger } from '@merchant-coin/bff/modules/coins';
import { markLoadedCards } from '@merchant-coin/bff/modules/recharges';
import { api, type PrintedRechargeCard } from '@merchant-coin/shared';
import mongoose from 'mongoose';
import { startTestApp, type TestApp } from '../support/app';
import { invalid } from '../support/client';
import { buildMember, buildStaff, buildStore, newName } from '../support/factories';
import { type CardShop, openCardShop } from '../support/recharge-cards';
import { FORBIDDEN, INVALID, NOT_FOUND, NOTHING, UNAUTHENTICATED } from '../support/refusals';
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

describe('rechargeCards.loadRechargeCard', () => {
  it('puts the face value on the card as principal of the store that sold it', async () => {
    const storeId = await buildStore(shop.clerk.merchant);
    const seller = await buildStaff({ merchant: shop.clerk.merchant, storeIds: [storeId] });
    const card = await shop.printed(30_000);
    await shop.sell({ number: card.number, storeId }, { as: seller });
    const { status, body } = await shop.load(card.code);
    expect(status).toBe(201);
    expect(body).toEqual({
      recharge: {
        id: expect.stringMatching(/^ent_/) as string,
        cardId: shop.member.cardId,
        amountFen: 30_000,
        bonusFen: 0,
        bonusExpiresAt: null,
        tender: 'rechargeCard',
        storeId,
        entrySeq: 1,
        at: expect.any(String) as string,
      },
      balance: { principalFen: 30_000, bonusFen: 0, heldFen: 0, spendableFen: 30_000 },
    });
    const { lots } = await till().holdings();
    expect(lots).toMatchObject([{ kind: 'principal', originStoreId: storeId, expiresAt: null }]);
    expect((await shop.find({ number: card.number })).body.card.status).toBe('loaded');
  });

  it('finds the card by its merchant, and reads the code however it is written', async () => {
    const { code: text } = await shop.sold();
    const written = text
      .toLowerCase()
      .replace(/0/g, 'o')
      .replace(/(.{4})(?=.)/g, '$1-');
    const { body } = await shop.load(written, { merchantId: shop.merchantId });
    expect(body.recharge.cardId).toBe(shop.member.cardId);
  });

  it('takes no card before it is sold, and none of another merchant', async () => {
    const strange = await openCardShop(app);
    const before = await till().holdings();
    const useless = [
      (await shop.printed()).code,
      (await strange.sold()).code,
      (await shop.sold()).number,
      NO_CODE,
      '1',
    ];
    for (const text of useless) {
      expect([text, await code(shop.load(text))]).toEqual([text, WRONG]);
      expect([text, await code(shop.preview(text))]).toEqual([text, WRONG]);
    }
    expect(await till().holdings()).toEqual(before);
  });

  it('is only for one’s own card', async () => {
    const card = await shop.sold();
    const strange = await openCardShop(app);
    for (const call of [shop.load.bind(shop), shop.preview.bind(shop)]) {
      expect(await code(call(card.code, {}, { as: undefined }))).toEqual(UNAUTHENTICATED);
      expect(await code(call(card.code, {}, { as: strange.member }))).toEqual(NOT_FOUND);
      expect(await code(call(card.code, {}, { as: shop.clerk }))).toEqual(NOT_FOUND);
      expect(await code(call(card.code, { cardId: NOTHING.cardId }))).toEqual(NOT_FOUND);
      expect(await code(call(card.code, { merchantId: NOTHING.merchantId }))).toEqual(NOT_FOUND);
      const outsider = await call(
        card.code,
        { merchantId: shop.merchantId },
        { as: strange.member },
      );
      expect([outsider.status, outsider.problem?.details]).toEqual([404, { reason: 'notMember' }]);
    }
    expect((await shop.load(card.code)).status).toBe(201);
  });

  it('takes no input that is none', async () => {
    const { cardId } = shop.member;
    const { merchantId } = shop;
    const inputs = [
      { code: '' },
      { code: 'x'.repeat(65) },
      { code: 1234 },
      { code: { $ne: '' } },
      { cardId: undefined },
      { cardId, merchantId },
      { cardId: { $ne: '' } },
    ];
    for (const fields of inputs) {
      expect([fields, await code(shop.load('x', invalid(fields)))]).toEqual([fields, INVALID]);
      expect([fields, await code(shop.preview('x', invalid(fields)))]).toEqual([fields, INVALID]);
    }
  });

  it('is not for whoever sold the card', async () => {
    const { merchant } = shop.clerk;
    const { cardId } = await buildMember({ merchant, user: shop.clerk });
    const own = await shop.sold();
    const refused = await shop.load(own.code, { cardId }, { as: shop.clerk });
    expect([refused.status, refused.code]).toEqual(FORBIDDEN);
    expect(refused.problem?.details).toEqual({ reason: 'soldBySelf' });
    const bought = await shop.printed();
    await shop.sell({ number: bought.number }, { as: merchant.owner });
    expect((await shop.load(bought.code, { cardId }, { as: shop.clerk })).status).toBe(201);
  });
});

describe('a recharge card', () => {
  it('is loaded once, however many try at once', async () => {
    const { merchant } = shop.clerk;
    const { code: text, number } = await shop.sold();
    const others = await Promise.all(Array.from({ length: 7 }, () => buildMember({ merchant })));
    const all = [shop.member, ...others];
    const replies = await Promise.all(
      all.map((member) => shop.load(text, { cardId: member.cardId }, { as: member })),
    );
    expect(replies.filter((reply) => reply.status === 201)).toHaveLength(1);
    expect(replies.filter((reply) => reply.code === 'rechargeCardInvalid')).toHaveLength(7);
    const entries = await mongoose.connection
      .collection('entries')
      .find({ merchantId: shop.merchantId })
      .toArray();
    expect(entries).toHaveLength(1);
    expect((await shop.find({ number })).body.card.status).toBe('loaded');
  });

  it('is loaded once by one person who tries eight times at once', async () => {
    const { code: text } = await shop.sold();
    const replies = await Promise.all(Array.from({ length: 8 }, () => shop.load(text)));
    expect(replies.filter((reply) => reply.status === 201)).toHaveLength(1);
    expect(new Set(replies.map((reply) => reply.code))).toEqual(new Set([null, 'conflict']));
    expect((await till().holdings()).balance.principalFen).toBe(20_000);
  });

  it('is either loaded or voided, whoever comes first', async () => {
    const { merchant } = shop.clerk;
    const { body } = await shop.print({ amountFen: 1_000, count: 24 });
    const race = async ({ number, code: text }: PrintedRechargeCard, place: number) => {
      await shop.sell({ number });
      const rechargeCardId = (await shop.find({ number })).body.card.id;
      const member = await buildMember({ merchant });
      const { merchantId } = shop;
      const voiding = async () => {
        await new Promise((resolve) => setTimeout(resolve, place));
        const input = { merchantId, rechargeCardId, reason: '丢失' };
        return app.call(api.rechargeCards.voidRechargeCard, input, { as: shop.manager });
      };
      const [load, voided] = await Promise.all([
        shop.load(text, { cardId: member.cardId }, { as: member }),
        voiding(),
      ]);
      const { status } = (await shop.find({ number })).body.card;
      return [load.status, voided.status, status].join(' ');
    };
    const outcomes = [];
    for (const [place, card] of body.cards.entries()) outcomes.push(await race(card, place % 12));
    const possible = ['201 409 loaded', '422 200 voided'];
    expect(outcomes.filter((outcome) => !possible.includes(outcome))).toEqual([]);
  });

  it('that was loaded tells its loader so, and everybody else nothing', async () => {
    const { code: text } = await shop.sold();
    const { body } = await shop.load(text);
    const stranger = await buildMember({ merchant: shop.clerk.merchant });
    for (const call of [shop.load.bind(shop), shop.preview.bind(shop)]) {
      const own = await call(text);
      expect([own.code, own.problem?.details]).toEqual([
        'conflict',
        { reason: 'alreadyLoaded', at: body.recharge.at },
      ]);
      const other = await call(text, { cardId: stranger.cardId }, { as: stranger });
      const wrong = await call(NO_CODE, { cardId: stranger.cardId }, { as: stranger });
      expect([other.status, other.code]).toEqual(WRONG);
      const { requestId: _, ...problem } = other.problem ?? { requestId: '' };
      expect(wrong.problem).toMatchObject(problem);
    }
  });

  it('counts as loaded by the ledger alone, before its document says so', async () => {
    const { code: text, number } = await shop.sold();
    const { body } = await shop.load(text);
    const cards = mongoose.connection.collection('rechargeCards');
    const begun = { status: 'sold', loaded: null, loadingAt: new Date(0) };
    const forget = () => cards.updateOne({ number }, { $set: begun });
    const { batchId, id } = (await shop.find({ number })).body.card;
    expect(await usedClaims(shop.merchantId, [`rechargeCard:${id}`])).toEqual(
      new Set([`rechargeCard:${id}`]),
    );

    await forget();
    expect(await shop.countsOf(batchId)).toMatchObject({ sold: 0, loaded: 1 });
    await forget();
    expect((await shop.find({ number })).body.card.status).toBe('loaded');
    await forget();
    expect((await shop.void(number)).problem?.details).toEqual({ reason: 'alreadyLoaded' });
    await forget();
    const stranger = await buildMember({ merchant: shop.clerk.merchant });
    const { cardId } = stranger;
    expect(await code(shop.preview(text, { cardId }, { as: stranger }))).toEqual(WRONG);
    expect(await code(shop.load(text, { cardId }, { as: stranger }))).toEqual(WRONG);
    expect((await shop.load(text)).code).toBe('conflict');

    await forget();
    const entry = await mongoose.connection
      .collection<{ _id: string }>('entries')
      .findOne({ _id: body.recharge.id });
    await markLoadedCards([entry as never]);
    await markLoadedCards([entry as never]);
    expect(await cards.findOne({ number })).toMatchObject({
      status: 'loaded',
      loaded: { entryId: body.recharge.id },
    });
  });

  it('leaves a ledger that adds up', async () => {
    await shop.load((await shop.sold()).code);
    const db = mongoose.connection.db;
    if (!db) throw new Error('not connected');
    expect((await verifyLedger(db, () => undefined)).broken).toBeNull();
  });
});

describe('the Idempotency-Key of rechargeCards.loadRechargeCard', () => {
  it('is needed, and gives the same answer again', async () => {
    const { code: text } = await shop.sold();
    expect(await code(shop.load(text, {}, { key: null }))).toEqual([400, 'idempotencyKeyMissing']);
    const key = newName('key-');
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => shop.load(text, {}, { key })),
    );
    expect(replies.map((reply) => reply.status)).toEqual(Array(20).fill(201));
    expect(new Set(replies.map((reply) => JSON.stringify(reply.body))).size).toBe(1);
    await till().freeze();
    app.clock.advance(DAY_MS);
    const again = await shop.load(text, {}, { key });
    expect([again.status, again.body]).toEqual([201, replies[0]?.body]);
    expect((await till().holdings()).balance.principalFen).toBe(20_000);
  });

  it('is not for another code', async () => {
    const [one, other] = [await shop.sold(), await shop.sold()];
    const key = newName('key-');
    await shop.load(one.code, {}, { key });
    for (const text of [other.code, NO_CODE]) {
      expect(await code(shop.load(text, {}, { key }))).toEqual([422, 'idempotencyMismatch']);
    }
    expect((await shop.load(other.code)).status).toBe(201);
  });
});
