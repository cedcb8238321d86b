import { redis } from '@merchant-coin/bff/db/redis';
import { lookOnce } from '@merchant-coin/bff/jobs/due-work';
import { duePinReceipts, notePinReceipts } from '@merchant-coin/bff/modules/redemptions';
import { entryById, entriesOf, verifyLedger } from '@merchant-coin/bff/modules/coins';
import mongoose from 'mongoose';
import { setTimeout as sleep } from 'node:timers/promises';
import { startTestApp, type TestApp } from '../support/app';
import { ApprovalsAt } from '../support/approvals';
import { buildStaff, type TestStaff } from '../support/factories';
import { PIN, PinsAt } from '../support/pins';
import { openTill, OUTSIDERS, type Till } from '../support/till';

const WRONG = [422, 'pinInvalid'];
const LOCKED = [429, 'pinLocked'];
const ABOVE = [409, 'pinLimitExceeded'];
const NOT_MINE = '846205';

let app: TestApp;
let clerk: TestStaff;
let till: Till;
let pins: PinsAt;
beforeAll(async () => {
  app = await startTestApp();
  clerk = await buildStaff();
});
beforeEach(async () => {
  till = await openTill(app, { clerk, coins: { principalFen: 80_000 } });
  pins = new PinsAt(till);
  await pins.have();
});
afterAll(() => app.close());
afterEach(() => app.clock.reset());

type Fields = Parameters<PinsAt['pay']>[0];

async function outcome(fields: Fields = {}): Promise<unknown[]> {
  const { status, code } = await pins.pay(fields);
  return [status, code];
}

/** Moves the clock to so many hours after the next midnight in Shanghai. */
function toHour(hour: number): void {
  const dayMs = 86_400_000;
  const shanghai = app.clock.now().getTime() + 8 * 3_600_000;
  const midnight = Math.ceil(shanghai / dayMs) * dayMs - 8 * 3_600_000;
  app.clock.set(new Date(midnight + hour * 3_600_000));
}

async function receipts(count: number): Promise<string[]> {
  for (let tries = 0; tries < 100 && pins.receipts().length < count; tries += 1) await sleep(20);
  return pins.receipts();
}

describe('redemptions.redeem by phone and PIN', () => {
  it('pays, and the entry and the member’s history say that it was by PIN', async () => {
    const { status, body } = await pins.pay();
    expect(status).toBe(201);
    expect(body.redemption).toMatchObject({ status: 'done', paidFen: 1_000 });
    const { merchantId } = till.merchant;
    const entry = await entryById(merchantId, body.redemption.id);
    expect(entry?.pin).toMatchObject({ limitFen: 20_000 });
    expect((await pins.look()).body.pin.leftTodayFen).toBe(19_000);
  });

  it('leaves no trace of the PIN in the ledger', async () => {
    await pins.pay();
    const { merchantId } = till.merchant;
    const entries = await entriesOf({ merchantId, cardId: till.member.cardId }, { limit: 10 });
    expect(JSON.stringify(entries)).not.toContain(PIN);
  });

  it('pays 200 yuan a day and not a fen more', async () => {
    expect(await outcome({ listFen: 19_999 })).toEqual([201, null]);
    const before = await till.holdings();
    const { status, code, problem } = await pins.pay({ listFen: 2 });
    expect([status, code]).toEqual(ABOVE);
    expect(problem?.details).toEqual({ leftFen: 1, limitFen: 20_000 });
    expect(await till.holdings()).toEqual(before);
    expect(await outcome({ listFen: 1 })).toEqual([201, null]);
    // By a code there is no such limit.
    expect((await till.redeem({ listFen: 5_000 })).status).toBe(201);
  });

  it('counts the price after discount', async () => {
    till = await openTill(app, { type: { discountBp: 5_000 }, coins: { principalFen: 80_000 } });
    pins = new PinsAt(till);
    await pins.have();
    expect(await outcome({ listFen: 40_002 })).toEqual(ABOVE);
    expect(await outcome({ listFen: 40_000 })).toEqual([201, null]);
  });

  it('counts by the merchant’s day', async () => {
    toHour(23.9);
    expect(await outcome({ listFen: 20_000 })).toEqual([201, null]);
    expect(await outcome({ listFen: 1 })).toEqual(ABOVE);
    app.clock.advance(10 * 60_000);
    expect((await pins.look()).body.pin.leftTodayFen).toBe(20_000);
    expect(await outcome({ listFen: 20_000 })).toEqual([201, null]);
  });

  it('never pays more of twelve at once', async () => {
    const replies = await Promise.all(
      Array.from({ length: 12 }, (_, n) => pins.pay({ listFen: 5_000, note: `no. ${n}` })),
    );
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(4);
    const refused = replies.filter(({ status }) => status !== 201);
    expect(refused.map(({ status, code }) => [status, code])).toEqual(Array(8).fill(ABOVE));
    expect((await till.holdings()).balance.spendableFen).toBe(60_000);
    const { db } = mongoose.connection;
    if (!db) throw new Error('not connected');
    expect((await verifyLedger(db, () => undefined)).broken).toBeNull();
  });

  it('asks before the same sum is taken twice', async () => {
    await pins.pay();
    expect(await outcome({ confirmDuplicate: false })).toEqual([409, 'possibleDuplicate']);
  });

  it('answers the same key again, whatever PIN comes with it, and other content with 422', async () => {
    const key = `pin-${till.member.cardId}`;
    const first = await pins.pay({}, { key });
    for (let count = 0; count < 6; count += 1) {
      const again = await pins.pay({ pin: NOT_MINE }, { key });
      expect([again.status, again.body]).toEqual([201, first.body]);
    }
    expect((await pins.pay({ listFen: 999 }, { key })).code).toBe('idempotencyMismatch');
    expect((await till.holdings()).balance.spendableFen).toBe(79_000);
    expect(await outcome()).toEqual([201, null]);
  });

  it('is not for a sum that the member has to approve: the phone is not at hand', async () => {
    await new ApprovalsAt(till).limitCard(500);
    const { status, code, problem } = await pins.pay();
    expect([status, code]).toEqual([422, 'approvalUnavailable']);
    expect(problem?.details).toEqual({ reason: 'aboveLimit' });
  });

  it('takes nothing from a frozen card, or more than there is', async () => {
    expect(await outcome({ listFen: 19_000 })).toEqual([201, null]);
    await till.freeze();
    expect(await outcome()).toEqual([409, 'cardFrozen']);
    const poor = new PinsAt(await openTill(app, { clerk, coins: { principalFen: 500 } }));
    await poor.have();
    expect((await poor.pay()).code).toBe('insufficientBalance');
  });

  it.each([
    ['a PIN of five digits', { pin: '12345' }],
    ['PIN and digits', { code6: '123456' }],
    ['a PIN with a code instead of a phone', { phone: undefined, payCode: '62' }],
  ])('is not asked for with %s', async (_what, fields) => {
    expect(await outcome(fields as Fields)).toEqual([400, 'validationFailed']);
  });

  it.each(OUTSIDERS)('is not for %s', async (_who, outsider, refusal) => {
    const { status, code } = await pins.pay({}, { as: await outsider(till) });
    expect([status, code]).toEqual(refusal);
  });

  it('is not for the clerk’s own card, and knows no stranger’s phone', async () => {
    const own = await buildStaff({ merchant: till.merchant, user: till.member });
    expect((await pins.pay({}, { as: own })).problem?.details).toEqual({ reason: 'ownCard' });
    expect(await outcome({ phone: '19900000001' })).toEqual([404, 'notFound']);
  });
});

describe('the lock of the PIN', () => {
  const wrong = (times: number) =>
    Array.from({ length: times }, (_, n) => String(111_213 + n * 1_357));

  it('closes after five wrong ones, for an hour, for the right one too', async () => {
    for (const pin of wrong(5)) expect(await outcome({ pin })).toEqual(WRONG);
    const locked = await pins.pay();
    expect([locked.status, locked.code]).toEqual(LOCKED);
    expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(3_500);
    expect((await pins.look()).body.pin.lockedUntil).not.toBeNull();
    // The phone itself still pays.
    expect((await till.redeem()).status).toBe(201);
    app.clock.advance(3_601_000);
    expect(await outcome()).toEqual([201, null]);
  });

  it('closes after the same wrong one five times as well', async () => {
    for (let count = 0; count < 5; count += 1) {
      expect(await outcome({ pin: NOT_MINE })).toEqual(WRONG);
    }
    expect(await outcome()).toEqual(LOCKED);
  });

  it('judges five of twenty guesses at once', async () => {
    const replies = await Promise.all(wrong(20).map((pin) => outcome({ pin })));
    expect(replies.filter(([, code]) => code === 'pinInvalid')).toHaveLength(5);
    expect(replies.filter(([, code]) => code === 'pinLocked')).toHaveLength(15);
  });

  it('is the card’s own, and opens with a new PIN', async () => {
    for (const pin of wrong(5)) await pins.pay({ pin });
    const neighbour = new PinsAt(await openTill(app, { clerk }));
    await neighbour.have();
    expect((await neighbour.pay()).status).toBe(201);
    await pins.have('604817');
    expect(await outcome({ pin: '604817' })).toEqual([201, null]);
  });

  it('leaves no count without an end, and forgets wrong ones after a right one', async () => {
    for (const pin of wrong(4)) await pins.pay({ pin });
    for (const key of await redis().keys(`pin*:${till.member.cardId}`)) {
      expect(await redis().ttl(key)).toBeGreaterThan(0);
    }
    await pins.pay();
    for (const pin of wrong(4)) expect(await outcome({ pin })).toEqual(WRONG);
    expect(await outcome()).toEqual([201, null]);
  });
});

function workerLooks(): Promise<void> {
  const { merchantId } = till.merchant;
  const merchantIds = async function* () {
    yield merchantId;
  };
  const options = { works: [duePinReceipts], merchantIds, clock: app.clock };
  return lookOnce(options, new AbortController().signal);
}

describe('the SMS of a payment by PIN', () => {
  it('says what was paid, where, and what is left; once', async () => {
    const key = `sms-${till.member.cardId}`;
    const { body } = await pins.pay({}, { key });
    const [text = ''] = await receipts(1);
    expect(text).toContain('¥10.00');
    expect(text).toContain('¥790.00');
    expect(text).toContain(till.member.cardNumber.slice(-4));
    await pins.pay({}, { key });
    const entry = await entryById(till.merchant.merchantId, body.redemption.id);
    if (!entry) throw new Error('no entry');
    await Promise.all([notePinReceipts([entry]), notePinReceipts([entry]), workerLooks()]);
    expect(pins.receipts()).toHaveLength(1);
  });

  it('is not sent for what was refused, or paid by a code', async () => {
    await pins.pay({ pin: NOT_MINE });
    await pins.pay({ listFen: 20_001 });
    await till.sale();
    await pins.pay({ listFen: 700 });
    const texts = await receipts(1);
    expect(texts).toHaveLength(1);
    expect(texts[0]).toContain('¥7.00');
  });

  it('fails without undoing what was paid', async () => {
    app.standIn.faults.add({ path: '/sms', status: 500, times: 1 });
    expect(await outcome()).toEqual([201, null]);
    await sleep(200);
    expect(pins.receipts()).toEqual([]);
    expect((await till.holdings()).balance.spendableFen).toBe(79_000);
    // The worker tries again a minute later.
    app.clock.advance(61_000);
    await workerLooks();
    expect(pins.receipts()).toHaveLength(1);
  });
});
