import { api } from '@merchant-coin/shared';
import { startTestApp, type TestApp } from '../support/app';
import { invalid } from '../support/client';
import { buildStaff, newName, type TestStaff } from '../support/factories';
import { HoldsAt } from '../support/holds';
import { CONFLICT, FORBIDDEN, INVALID, NOTHING, STORE_FORBIDDEN } from '../support/refusals';
import { NO_SUMS, openTill, OUTSIDERS, startOfStep, type Till } from '../support/till';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

let app: TestApp;
let clerk: TestStaff;
let till: Till;
let holds: HoldsAt;
beforeAll(async () => {
  app = await startTestApp();
  clerk = await buildStaff();
});
beforeEach(async () => {
  startOfStep(app);
  till = await openTill(app, { clerk });
  holds = new HoldsAt(till);
});
afterAll(() => app.close());
afterEach(() => app.clock.reset());

const inMs = (ms: number) => new Date(app.clock.now().getTime() + ms);

async function refusal(...args: Parameters<HoldsAt['create']>) {
  const { status, code } = await holds.create(...args);
  return [status, code];
}

describe('holds.createHold', () => {
  it('takes coins out of their lots at the card’s price until its term', async () => {
    till = await openTill(app, { type: { discountBp: 8_800 } });
    holds = new HoldsAt(till);
    const { status, body } = await holds.create({ listFen: 2_000, minutes: 30, note: '三号桌' });
    expect(status).toBe(201);
    const { hold, balance } = body;
    expect(hold).toEqual({
      id: expect.stringMatching(/^ent_/),
      status: 'held',
      cardId: till.member.cardId,
      storeId: till.place.storeId,
      member: {
        name: null,
        phone: expect.stringContaining('*'),
        cardNumber: expect.stringMatching(/^\d+$/),
      },
      note: '三号桌',
      listFen: 2_000,
      discountBp: 8_800,
      heldFen: 1_760,
      paidFen: 0,
      at: expect.any(String),
      expiresAt: new Date(Date.parse(hold.at) + 30 * MINUTE_MS).toISOString(),
      endedAt: null,
    });
    const held = { principalFen: 8_240, bonusFen: 0, heldFen: 1_760, spendableFen: 8_240 };
    expect(balance).toEqual(held);
    const after = await till.holdings();
    expect(after.balance).toEqual(held);
    expect([after.points, after.spentFen]).toEqual([0, 0]);
  });

  it('lasts two hours unless told', async () => {
    const hold = await holds.hold();
    expect(Date.parse(hold.expiresAt) - Date.parse(hold.at)).toBe(120 * MINUTE_MS);
  });

  it('keeps held coins from being spent, and counts them towards the cap', async () => {
    await holds.hold({ listFen: 9_000 });
    const { code, problem } = await till.redeem({ listFen: 1_001 });
    expect(code).toBe('insufficientBalance');
    expect(problem?.details).toEqual({ spendableFen: 1_000, missingFen: 1 });
    const capped = await till.recharge({ amountFen: 90_001 });
    expect([capped.code, capped.problem?.details?.['roomFen']]).toEqual([
      'principalCapExceeded',
      90_000,
    ]);
  });

  it('holds no more than there is', async () => {
    await till.grant(500, inMs(DAY_MS));
    const before = await till.holdings();
    const { code, problem } = await holds.create({ listFen: 10_501 });
    expect([code, problem?.details]).toEqual([
      'insufficientBalance',
      { spendableFen: 10_500, missingFen: 1 },
    ]);
    expect(await till.holdings()).toEqual(before);
    await holds.hold({ listFen: 10_500 });
    expect((await till.holdings()).lots).toEqual([]);
  });

  it('is not for a frozen card', async () => {
    await till.freeze();
    expect(await refusal()).toEqual([409, 'cardFrozen']);
  });

  it('holds nothing where the price is nothing', async () => {
    holds = new HoldsAt(await openTill(app, { type: { discountBp: 4_000 } }));
    const { status, code, problem } = await holds.create({ listFen: 1 });
    expect([status, code, problem?.details]).toEqual([...CONFLICT, { reason: 'nothingToHold' }]);
  });

  it('uses a code up, which pays once', async () => {
    const payCode = await till.code();
    await holds.hold({ payCode });
    expect(await refusal({ payCode })).toEqual([409, 'payCodeUsed']);
    expect((await till.redeem({ payCode })).code).toBe('payCodeUsed');
    const paid = await till.code();
    await till.sale({ payCode: paid });
    expect(await refusal({ payCode: paid })).toEqual([409, 'payCodeUsed']);
  });

  it('goes by the same rules of codes as a redemption', async () => {
    expect(await refusal({ payCode: await till.codeAt(-2) })).toEqual([422, 'payCodeExpired']);
    expect(await refusal({ payCode: '62'.repeat(11) })).toEqual([422, 'payCodeInvalid']);
    const payCode = await till.wrongCode();
    for (let n = 0; n < 10; n += 1) {
      expect(await refusal({ payCode })).toEqual([422, 'payCodeInvalid']);
    }
    expect(await refusal()).toEqual([429, 'payCodeLocked']);
  });

  it('takes a code that was previewed after its window', async () => {
    const payCode = await till.code();
    await till.preview({ payCode });
    app.clock.advance(2 * MINUTE_MS);
    expect((await holds.create({ payCode })).status).toBe(201);
  });

  it('keeps at most twenty on a card, and makes room as they end', async () => {
    const open = [];
    for (let n = 0; n < 20; n += 1) {
      app.clock.advance(31_000);
      open.push(await holds.hold({ listFen: 100 }));
    }
    app.clock.advance(31_000);
    const { status, code, problem } = await holds.create();
    expect([status, code]).toEqual(CONFLICT);
    expect(problem?.details).toEqual({ reason: 'tooManyHolds', most: 20 });
    await holds.release(open[0]?.id ?? '');
    expect(await refusal()).toEqual([201, null]);
  }, 30_000);
});

describe('who may call holds.createHold', () => {
  it.each(OUTSIDERS)('not %s', async (_who, sessionOf, expected) => {
    const payCode = await till.code();
    const before = await till.holdings();
    expect(await refusal({ payCode }, { as: await sessionOf(till) })).toEqual(expected);
    expect(await till.holdings()).toEqual(before);
  });

  it('not a clerk for the own card, nor at another merchant’s store', async () => {
    const as = await buildStaff({ merchant: till.merchant, user: till.member });
    expect(await refusal({}, { as })).toEqual(FORBIDDEN);
    expect(await refusal({ storeId: NOTHING.storeId })).toEqual(STORE_FORBIDDEN);
    const other = await openTill(app);
    const payCode = await till.code();
    const { status, code } = await new HoldsAt(other).create({ payCode });
    expect([status, code]).toEqual([422, 'payCodeInvalid']);
  });
});

describe('the input of holds.createHold', () => {
  const sums = NO_SUMS.map((listFen) => ({ listFen }));
  const minutes = [0, 4, 1_441, 7.5, '60', null].map((value) => ({ minutes: value }));
  const others = [{ payCode: '' }, { payCode: undefined }, { storeId: null }, { note: ' ' }];

  it('is refused where it is none', async () => {
    const payCode = await till.code();
    const before = await till.holdings();
    for (const fields of [...sums, ...minutes, ...others]) {
      expect([fields, await refusal(invalid({ payCode, ...fields }))]).toEqual([fields, INVALID]);
    }
    expect(await till.holdings()).toEqual(before);
  });

  it('needs a key, under which one hold is made however often it is asked for', async () => {
    expect(await refusal({}, { key: null })).toEqual([400, 'idempotencyKeyMissing']);
    const key = newName('key-');
    const payCode = await till.code();
    const replies = await Promise.all(
      Array.from({ length: 8 }, () => holds.create({ payCode }, { key })),
    );
    expect(replies.map((reply) => reply.status)).toEqual(Array(8).fill(201));
    expect(new Set(replies.map((reply) => JSON.stringify(reply.body))).size).toBe(1);
    expect((await till.holdings()).balance.heldFen).toBe(2_000);
    const mismatch = [422, 'idempotencyMismatch'];
    expect(await refusal({ payCode, minutes: 60 }, { key })).toEqual(mismatch);
    expect(await refusal({ payCode, listFen: 1 }, { key })).toEqual(mismatch);
  });

  it('tells again under its key how the hold stands by now', async () => {
    const key = newName('key-');
    const payCode = await till.code();
    const first = await holds.create({ payCode }, { key });
    await holds.release(first.body.hold.id);
    const again = await holds.create({ payCode }, { key });
    expect(again.status).toBe(201);
    expect(again.body.hold).toMatchObject({ id: first.body.hold.id, status: 'released' });
    expect(again.body.balance).toEqual(first.body.balance);
  });
});

describe('a hold, to the member', () => {
  const mine = async () => {
    const { cardId } = till.member;
    const as = till.member;
    const card = await app.call(api.cards.getMyCard, { cardId }, { as });
    const entries = await app.call(api.cards.listMyEntries, { cardId }, { as });
    return { card: card.body, entries: entries.body.items };
  };

  it('shows on the card with store and term while it is open, and among the entries', async () => {
    const first = await holds.hold({ listFen: 500 });
    app.clock.advance(31_000);
    const second = await holds.hold({ listFen: 700, minutes: 5 });
    const { card, entries } = await mine();
    expect(card.holds.map(({ id, heldFen, expiresAt }) => [id, heldFen, expiresAt])).toEqual([
      [second.id, 700, second.expiresAt],
      [first.id, 500, first.expiresAt],
    ]);
    expect(card.holds[0]?.storeName).toBe(entries[0]?.storeName);
    expect(card.holds[0]?.storeName).toEqual(expect.any(String));
    expect(card.balance).toMatchObject({ heldFen: 1_200, spendableFen: 8_800 });
    expect(entries[0]).toMatchObject({ id: second.id, type: 'hold', changeFen: -700 });
    await holds.capture(first.id, { listFen: 300 });
    const later = await mine();
    expect(later.card.holds.map(({ id }) => id)).toEqual([second.id]);
    expect(later.entries[0]).toMatchObject({ type: 'capture', changeFen: 200, listFen: 300 });
  });

  it('is over with its term, before anything is written', async () => {
    await till.grant(300, inMs(2 * MINUTE_MS));
    await holds.hold({ listFen: 1_000, minutes: 5 });
    app.clock.advance(5 * MINUTE_MS);
    const { card } = await mine();
    expect(card.holds).toEqual([]);
    expect(card.balance).toEqual({
      principalFen: 10_000,
      bonusFen: 300,
      heldFen: 0,
      spendableFen: 10_300,
    });
    // The bonus ran out while it was held: it is good for seven more days.
    const bonus = card.lots.find(({ kind }) => kind === 'bonus');
    const leftMs = Date.parse(bonus?.expiresAt ?? '') - app.clock.now().getTime();
    expect(Math.round(leftMs / DAY_MS)).toBe(7);
    expect((await till.preview({ listFen: 10_300 })).body.balance.spendableFen).toBe(10_300);
    expect((await till.sale({ listFen: 10_300 })).balance.spendableFen).toBe(0);
    expect((await mine()).entries.map(({ type }) => type).slice(0, 2)).toEqual([
      'redeem',
      'release',
    ]);
  });
});
