import { api, readRechargeCardCode, readRechargeCardNumber } from '@merchant-coin/shared';
import mongoose from 'mongoose';
import { startTestApp, type TestApp } from '../support/app';
import { invalid, type Session } from '../support/client';
import { newName } from '../support/factories';
import { type CardShop, openCardShop } from '../support/recharge-cards';
import {
  FORBIDDEN,
  INVALID,
  NOT_FOUND,
  NOTHING,
  refusalOf,
  UNAUTHENTICATED,
} from '../support/refusals';
import { NO_SUMS } from '../support/till';

const MISMATCH = [422, 'idempotencyMismatch'];
const NO_BATCH = 'rcb_01ARZ3NDEKTSV4RRFFQ69G5FAV';

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

const printedCards = () => mongoose.connection.collection('rechargeCards').countDocuments();

describe('rechargeCards.createRechargeCardBatch', () => {
  it('makes cards with a number and a code each', async () => {
    const { status, body } = await shop.print({ amountFen: 50_000, count: 3 });
    expect(status).toBe(201);
    const serial = expect.stringMatching(/^\d{8}$/) as string;
    const madeAt = expect.any(String) as string;
    const id = expect.stringMatching(/^rcb_/) as string;
    expect(body.batch).toEqual({ id, serial, amountFen: 50_000, count: 3, madeAt });
    expect(body.cards.map(({ number }) => readRechargeCardNumber(number))).toEqual(
      body.cards.map(({ number }) => number),
    );
    expect(body.cards.map((card) => readRechargeCardCode(card.code))).toEqual(
      body.cards.map((card) => card.code),
    );
    expect(new Set(body.cards.flatMap((card) => [card.number, card.code])).size).toBe(6);
  });

  it('keeps no code and no request key', async () => {
    const key = newName('a-secret-key-');
    const { body } = await shop.print({ count: 2 }, { key });
    const collections = ['rechargeCards', 'rechargeCardBatches'];
    const stored = await Promise.all(
      collections.map((name) => mongoose.connection.collection(name).find().toArray()),
    );
    const text = JSON.stringify(stored);
    for (const secret of [key, ...body.cards.map((card) => card.code)]) {
      expect(text).not.toContain(secret);
    }
  });

  it('is for managers of the merchant', async () => {
    const before = await printedCards();
    const as: [Pick<Session, 'token'> | undefined, (string | number)[]][] = [
      [undefined, UNAUTHENTICATED],
      [shop.member, FORBIDDEN],
      [shop.clerk, FORBIDDEN],
      [strangers.manager, FORBIDDEN],
    ];
    for (const [session, refusal] of as) {
      expect(await code(shop.print({}, { as: session }))).toEqual(refusal);
    }
    expect(await code(shop.print({ merchantId: NOTHING.merchantId }))).toEqual(NOT_FOUND);
    expect(await printedCards()).toBe(before);
    expect(await code(shop.print({}, { as: shop.clerk.merchant.owner }))).toEqual([201, null]);
  });

  it('makes at most 500, of at most 1,000 yuan', async () => {
    const inputs = [
      ...NO_SUMS.map((amountFen) => ({ amountFen })),
      { amountFen: 100_001 },
      { count: 0 },
      { count: 501 },
      { count: 1.5 },
      { count: '2' },
      { count: undefined },
    ];
    for (const fields of inputs) {
      expect([fields, await code(shop.print(invalid(fields)))]).toEqual([fields, INVALID]);
    }
    const { body } = await shop.print({ amountFen: 100_000, count: 500 });
    expect(new Set(body.cards.map((card) => card.code)).size).toBe(500);
    expect(await shop.countsOf(body.batch.id)).toMatchObject({ unsold: 500 });
  });

  it('answers the same request with the same codes, at once or later', async () => {
    expect(await code(shop.print({}, { key: null }))).toEqual([400, 'idempotencyKeyMissing']);
    const before = await printedCards();
    const key = newName('key-');
    const replies = await Promise.all(
      Array.from({ length: 8 }, () => shop.print({ count: 5 }, { key })),
    );
    expect(replies.map((reply) => reply.status)).toEqual(Array(8).fill(201));
    expect(new Set(replies.map((reply) => JSON.stringify(reply.body))).size).toBe(1);
    expect(await printedCards()).toBe(before + 5);
    const [card] = replies[0]?.body.cards ?? [];
    await shop.sell({ number: card?.number });
    app.clock.advance(86_400_000);
    expect((await shop.print({ count: 5 }, { key })).body).toEqual(replies[0]?.body);
  });

  it('gives a request’s codes to nobody else and for nothing else', async () => {
    const key = newName('key-');
    const { body } = await shop.print({}, { key });
    expect(await code(shop.print({ count: 3 }, { key }))).toEqual(MISMATCH);
    expect(await code(shop.print({ amountFen: 1 }, { key }))).toEqual(MISMATCH);
    const { owner } = shop.clerk.merchant;
    expect(await code(shop.print({}, { key, as: owner }))).toEqual(MISMATCH);
    const elsewhere = await strangers.print({}, { key });
    const codes = [...body.cards, ...elsewhere.body.cards].map((card) => card.code);
    expect(new Set(codes).size).toBe(4);
  });
});

describe('the lists of rechargeCards', () => {
  it('rechargeCards.listRechargeCardBatches counts newest first', async () => {
    const own = await openCardShop(app);
    const first = await own.print({ count: 4 });
    const second = await own.print({ count: 1 });
    const [sold, loaded, voided] = first.body.cards;
    await own.sell({ number: sold?.number });
    await own.sell({ number: loaded?.number });
    expect((await own.load(loaded?.code ?? '')).status).toBe(201);
    expect((await own.void(voided?.number ?? '')).status).toBe(200);
    const { status, body } = await own.batches();
    expect(status).toBe(200);
    expect(body).toEqual({
      items: [
        { ...second.body.batch, counts: { unsold: 1, sold: 0, loaded: 0, voided: 0 } },
        { ...first.body.batch, counts: { unsold: 1, sold: 1, loaded: 1, voided: 1 } },
      ],
      nextCursor: null,
    });
    const { merchantId } = own;
    const page = await app.call(
      api.rechargeCards.listRechargeCardBatches,
      { merchantId, limit: 1 },
      { as: own.manager },
    );
    const rest = await app.call(
      api.rechargeCards.listRechargeCardBatches,
      { merchantId, limit: 1, cursor: page.body.nextCursor ?? '' },
      { as: own.manager },
    );
    expect([...page.body.items, ...rest.body.items]).toEqual(body.items);
  });

  it('asks the ledger only about cards whose load was begun', async () => {
    const own = await openCardShop(app);
    const { body } = await own.print({ count: 3 });
    for (const { number } of body.cards) await own.sell({ number });
    const { db } = mongoose.connection;
    await db?.command({ profile: 2 });
    expect((await own.batches()).body.items[0]?.counts.sold).toBe(3);
    await db?.command({ profile: 0 });
    const looks = db?.collection('system.profile').find({ ns: `${db.databaseName}.entries` });
    expect(await looks?.toArray()).toEqual([]);
  });

  it('rechargeCards.listRechargeCards goes by number, without codes', async () => {
    const { body } = await shop.print({ count: 3 });
    const [first] = body.cards;
    await shop.sell({ number: first?.number, tender: 'wechat' });
    const input = { merchantId: shop.merchantId, batchId: body.batch.id, limit: 2 };
    const list = api.rechargeCards.listRechargeCards;
    const page = await app.call(list, input, { as: shop.manager });
    const rest = await app.call(
      list,
      { ...input, cursor: page.body.nextCursor ?? '' },
      { as: shop.manager },
    );
    const cards = [...page.body.items, ...rest.body.items];
    expect(cards.map((card) => card.number)).toEqual(body.cards.map((card) => card.number));
    expect(cards.map((card) => [card.status, card.tender])).toEqual([
      ['sold', 'wechat'],
      ['unsold', null],
      ['unsold', null],
    ]);
    for (const card of body.cards) expect(JSON.stringify(cards)).not.toContain(card.code);
  });

  it('rechargeCards.getRechargeCardBatch and the others are for managers, of their own merchant', async () => {
    const { batch } = (await shop.print()).body;
    const { merchantId } = shop;
    const { getRechargeCardBatch, listRechargeCardBatches, listRechargeCards } = api.rechargeCards;
    const input = { merchantId, batchId: batch.id };
    for (const endpoint of [getRechargeCardBatch, listRechargeCardBatches, listRechargeCards]) {
      const refusal = (as?: Session) => refusalOf(app, endpoint, invalid(input), { as });
      expect(await refusal()).toEqual(UNAUTHENTICATED);
      expect(await refusal(shop.clerk)).toEqual(FORBIDDEN);
      expect(await refusal(strangers.manager)).toEqual(FORBIDDEN);
    }
    for (const endpoint of [getRechargeCardBatch, listRechargeCards]) {
      const theirs = { merchantId: strangers.merchantId, batchId: batch.id };
      const nothing = { merchantId, batchId: NO_BATCH };
      const [there, here] = [{ as: strangers.manager }, { as: shop.manager }];
      expect(await refusalOf(app, endpoint, theirs, there)).toEqual(NOT_FOUND);
      expect(await refusalOf(app, endpoint, nothing, here)).toEqual(NOT_FOUND);
    }
    const wrong = invalid({ merchantId, limit: 0 });
    expect(await refusalOf(app, listRechargeCardBatches, wrong, { as: shop.manager })).toEqual(
      INVALID,
    );
  });
});

describe('rechargeCards.findRechargeCard', () => {
  it('finds a card by its number or its code', async () => {
    const card = await shop.printed(30_000);
    const { body } = await shop.find({ number: card.number });
    expect(body.card).toEqual({
      id: expect.stringMatching(/^rcd_/) as string,
      batchId: expect.any(String) as string,
      number: card.number,
      amountFen: 30_000,
      status: 'unsold',
      soldAt: null,
      storeName: null,
      tender: null,
    });
    const written = card.code.toLowerCase().replace(/(.{4})/g, '$1 ');
    expect((await shop.find({ code: written })).body).toEqual(body);
  });

  it('is for staff, and finds no card of another merchant', async () => {
    const { number } = await shop.printed();
    expect(await code(shop.find({ number }, { as: undefined }))).toEqual(UNAUTHENTICATED);
    expect(await code(shop.find({ number }, { as: shop.member }))).toEqual(FORBIDDEN);
    expect(await code(shop.find({ number }, { as: strangers.clerk }))).toEqual(FORBIDDEN);
    const theirs = await strangers.printed();
    expect(await code(shop.find({ number: theirs.number }))).toEqual(NOT_FOUND);
    expect(await code(shop.find({ code: theirs.code }))).toEqual(NOT_FOUND);
    expect(await code(shop.find({ number: '13800000001' }))).toEqual(NOT_FOUND);
    expect(await code(shop.find({}))).toEqual(INVALID);
    expect(await code(shop.find(theirs))).toEqual(INVALID);
  });
});
