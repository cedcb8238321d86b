import { api } from '@merchant-coin/shared';
import mongoose from 'mongoose';
import { startTestApp, type TestApp } from '../support/app';
import { invalid, type Session } from '../support/client';
import { buildMember, buildMerchant, buildStaff, buildStore, newName } from '../support/factories';
import { type CardShop, openCardShop } from '../support/recharge-cards';
import {
  CONFLICT,
  FORBIDDEN,
  INVALID,
  NOT_FOUND,
  NOTHING,
  refusalOf,
  STORE_FORBIDDEN,
  UNAUTHENTICATED,
} from '../support/refusals';

const MISMATCH = [422, 'idempotencyMismatch'];
const NO_BATCH = 'rcb_01ARZ3NDEKTSV4RRFFQ69G5FAV';
const NO_CARD = 'rcd_01ARZ3NDEKTSV4RRFFQ69G5FAV';

let app: TestApp;
let shop: CardShop;
let strangers: CardShop;
beforeAll(async () => {
  app = await startTestApp();
  shop = await openCardShop(app);
  strangers = await openCardShop(app);
});
afterAll(() => app.close());
afterEach(() => app.clock.reset());

const code = async (reply: Promise<{ status: number; code: string | null }>) => {
  const { status, code: name } = await reply;
  return [status, name];
};

describe('rechargeCards.sellRechargeCard', () => {
  it('sells a card by number or code, once', async () => {
    const card = await shop.printed(30_000);
    const { status, body } = await shop.sell({ number: card.number, tender: 'bankCard' });
    expect(status).toBe(201);
    expect(body.sale).toEqual({
      rechargeCardId: expect.stringMatching(/^rcd_/) as string,
      number: card.number,
      amountFen: 30_000,
      storeId: shop.storeId,
      tender: 'bankCard',
      soldAt: expect.any(String) as string,
    });
    const again = await shop.sell({ number: card.number });
    expect([again.status, again.code, again.problem?.details]).toEqual([
      ...CONFLICT,
      { reason: 'alreadySold' },
    ]);
    const other = await shop.printed();
    expect((await shop.sell({ code: other.code })).body.sale.number).toBe(other.number);
    expect((await shop.find({ number: card.number })).body.card).toMatchObject({
      status: 'sold',
      tender: 'bankCard',
      soldAt: body.sale.soldAt,
    });
  });

  it('moves no coins', async () => {
    const entries = mongoose.connection.collection('entries');
    const before = await entries.countDocuments();
    await shop.sold();
    expect(await entries.countDocuments()).toBe(before);
  });

  it('is one sale, however many sell at once', async () => {
    const { number } = await shop.printed();
    const replies = await Promise.all(Array.from({ length: 8 }, () => shop.sell({ number })));
    expect(replies.filter((reply) => reply.status === 201)).toHaveLength(1);
    expect(new Set(replies.map((reply) => reply.code))).toEqual(new Set([null, 'conflict']));
  });

  it('answers the same key again, at once or after the card was loaded', async () => {
    const { number, code: text } = await shop.printed();
    expect(await code(shop.sell({ number }, { key: null }))).toEqual([
      400,
      'idempotencyKeyMissing',
    ]);
    const key = newName('key-');
    const replies = await Promise.all(
      Array.from({ length: 8 }, () => shop.sell({ number }, { key })),
    );
    expect(replies.map((reply) => reply.status)).toEqual(Array(8).fill(201));
    expect(new Set(replies.map((reply) => JSON.stringify(reply.body))).size).toBe(1);
    const loader = await openLoader();
    expect((await shop.load(text, { cardId: loader.cardId }, { as: loader })).status).toBe(201);
    const again = await shop.sell({ number }, { key });
    expect([again.status, again.body]).toEqual([201, replies[0]?.body]);
  });

  it('takes a key for one sale only', async () => {
    const [one, other] = [await shop.printed(), await shop.printed()];
    const key = newName('key-');
    await shop.sell({ number: one.number }, { key });
    expect(await code(shop.sell({ number: other.number }, { key }))).toEqual(MISMATCH);
    expect(await code(shop.sell({ number: one.number, tender: 'wechat' }, { key }))).toEqual(
      MISMATCH,
    );
    expect((await shop.find({ number: other.number })).body.card.status).toBe('unsold');
    const racing = newName('key-');
    const pair = [await shop.printed(), await shop.printed()];
    const replies = await Promise.all(
      pair.map(({ number }) => shop.sell({ number }, { key: racing })),
    );
    expect(replies.map((reply) => reply.status).sort()).toEqual([201, 422]);
  });

  it('is for staff at their own store', async () => {
    const { number } = await shop.printed();
    const refusal = (fields: object, as: Session | undefined) =>
      code(shop.sell({ number, ...fields }, { as }));
    expect(await refusal({}, undefined)).toEqual(UNAUTHENTICATED);
    expect(await refusal({}, shop.member)).toEqual(FORBIDDEN);
    expect(await refusal({}, strangers.clerk)).toEqual(FORBIDDEN);
    for (const storeId of [
      await buildStore(shop.clerk.merchant),
      strangers.storeId,
      NOTHING.storeId,
    ]) {
      expect(await refusal({ storeId }, shop.clerk)).toEqual(STORE_FORBIDDEN);
    }
    const theirs = await strangers.printed();
    expect(await refusal({ number: theirs.number }, shop.clerk)).toEqual(NOT_FOUND);
    for (const fields of [{ tender: 'rechargeCard' }, { number: undefined }, { code: 'x' }]) {
      expect(await refusal(fields, shop.clerk)).toEqual(INVALID);
    }
    expect((await shop.find({ number })).body.card.status).toBe('unsold');
  });

  it('is not available where coins are not sold', async () => {
    const merchant = await buildMerchant({ filing: { status: 'pending' } });
    const as = merchant.owner;
    const { merchantId, storeId } = merchant;
    const { number } = (await shop.print({ merchantId }, { as })).body.cards[0] ?? { number: '' };
    const pending = await shop.sell({ merchantId, storeId, number }, { as });
    expect([pending.code, pending.problem?.details]).toEqual([
      'rechargeUnavailable',
      { reason: 'filingPending' },
    ]);
    const terminal = await buildStore(shop.clerk.merchant, { kind: 'terminal' });
    const there = await buildStaff({ merchant: shop.clerk.merchant, storeIds: [terminal] });
    const own = await shop.printed();
    const refused = await shop.sell({ number: own.number, storeId: terminal }, { as: there });
    expect(refused.problem?.details).toEqual({ reason: 'terminalStore' });
  });
});

describe('voiding recharge cards', () => {
  it('rechargeCards.voidRechargeCard ends a card, sold or not', async () => {
    for (const card of [await shop.printed(), await shop.sold()]) {
      const { status, body } = await shop.void(card.number);
      expect([status, body.card.status]).toEqual([200, 'voided']);
      const again = await shop.void(card.number);
      expect([again.status, again.body]).toEqual([200, body]);
      expect(await code(shop.sell({ number: card.number }))).toEqual(CONFLICT);
      expect(await code(shop.load(card.code))).toEqual([422, 'rechargeCardInvalid']);
    }
  });

  it('rechargeCards.voidRechargeCardBatch ends what is not sold of a batch', async () => {
    const { body } = await shop.print({ count: 3 });
    const sold = body.cards[1] ?? { number: '', code: '' };
    await shop.sell({ number: sold.number });
    const { status, body: after } = await shop.voidBatch(body.batch.id);
    expect(status).toBe(200);
    expect(after.batch.counts).toEqual({ unsold: 0, sold: 1, loaded: 0, voided: 2 });
    expect((await shop.voidBatch(body.batch.id)).body).toEqual(after);
    const loader = await openLoader();
    expect((await shop.load(sold.code, { cardId: loader.cardId }, { as: loader })).status).toBe(
      201,
    );
  });

  it('leaves a loaded card, and one that is being loaded', async () => {
    const { number, code: text } = await shop.sold();
    const loader = await openLoader();
    const { cardId } = loader;
    expect((await shop.load(text, { cardId }, { as: loader })).status).toBe(201);
    const loaded = await shop.void(number);
    expect([loaded.code, loaded.problem?.details]).toEqual([
      'conflict',
      { reason: 'alreadyLoaded' },
    ]);
    const open = await shop.sold();
    await mongoose.connection
      .collection('rechargeCards')
      .updateOne({ number: open.number }, { $set: { loadingAt: app.clock.now() } });
    const loading = await shop.void(open.number);
    expect(loading.problem?.details).toMatchObject({ reason: 'loadingNow' });
    app.clock.advance(61_000);
    expect((await shop.void(open.number)).status).toBe(200);
  });

  it('is for managers, of their own merchant', async () => {
    const { batch, cards } = (await shop.print()).body;
    const { voidRechargeCard, voidRechargeCardBatch } = api.rechargeCards;
    const { id } = (await shop.find({ number: cards[0]?.number ?? '' })).body.card;
    const { merchantId } = shop;
    const reason = '丢失';
    const cases = [
      [voidRechargeCard, { rechargeCardId: id }, { rechargeCardId: NO_CARD }],
      [voidRechargeCardBatch, { batchId: batch.id }, { batchId: NO_BATCH }],
    ] as const;
    for (const [endpoint, own, nothing] of cases) {
      const refusal = (input: object, as?: Session) =>
        refusalOf(app, endpoint, invalid({ merchantId, reason, ...input }), { as });
      expect(await refusal(own)).toEqual(UNAUTHENTICATED);
      expect(await refusal(own, shop.clerk)).toEqual(FORBIDDEN);
      expect(await refusal(own, strangers.manager)).toEqual(FORBIDDEN);
      const theirs = { ...own, merchantId: strangers.merchantId };
      expect(await refusal(theirs, strangers.manager)).toEqual(NOT_FOUND);
      expect(await refusal(nothing, shop.manager)).toEqual(NOT_FOUND);
      expect(await refusal({ ...own, reason: ' ' }, shop.manager)).toEqual(INVALID);
    }
    expect(await shop.countsOf(batch.id)).toMatchObject({ unsold: 2, voided: 0 });
  });
});

/** A member of the shop who has room for what they load. */
function openLoader() {
  return buildMember({ merchant: shop.clerk.merchant });
}
