import { redis } from '@merchant-coin/bff/db/redis';
import { startTestApp, type TestApp } from '../support/app';
import { ApprovalsAt } from '../support/approvals';
import { buildStaff, type TestStaff } from '../support/factories';
import { openTill, OUTSIDERS, startOfStep, Till } from '../support/till';

const USED = [409, 'payCodeUsed'];
const INVALID = [422, 'payCodeInvalid'];
const EXPIRED = [422, 'payCodeExpired'];
const LOCKED = [429, 'payCodeLocked'];
const STEP_MS = 30_000;

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

type Fields = Parameters<Till['redeem']>[0];
type Options = Parameters<Till['redeem']>[1];

/** Takes 10 yuan by the member's phone number and six digits. */
async function spoken(code6: string, fields: Fields = {}, options: Options = {}) {
  const { phone } = till.member;
  return till.redeem({ phone, code6, confirmDuplicate: true, ...fields }, options);
}

async function outcome(code6: string, fields: Fields = {}): Promise<unknown[]> {
  const { status, code } = await spoken(code6, fields);
  return [status, code];
}

describe('redemptions.redeem by phone and six digits', () => {
  it('pays at once, as a scan does', async () => {
    const { status, body } = await spoken(await till.code6At());
    expect(status).toBe(201);
    expect(body.redemption).toMatchObject({ status: 'done', paidFen: 1_000, heldFen: 0 });
    expect((await till.holdings()).balance.spendableFen).toBe(9_000);
  });

  it('pays once of twelve at once, digits read out and scanned of the same step', async () => {
    const [code6, payCode] = [await till.code6At(), await till.codeAt(0)];
    const replies = await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        n % 2 ? spoken(code6, { listFen: 100 + n }) : till.redeem({ payCode, listFen: 100 + n }),
      ),
    );
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(1);
    const refused = replies.filter(({ status }) => status !== 201);
    expect(refused.map(({ status, code }) => [status, code])).toEqual(Array(11).fill(USED));
  });

  it.each([
    { offset: -1, expected: [201, null] },
    { offset: 2, expected: [201, null] },
    { offset: -2, expected: EXPIRED },
    { offset: 3, expected: INVALID },
  ])('answers $expected to the digits of step $offset', async ({ offset, expected }) => {
    const before = await till.holdings();
    expect(await outcome(await till.code6At(offset))).toEqual(expected);
    const after = await till.holdings();
    if (expected[0] === 201) expect(after.seq).toBe(before.seq + 1);
    else expect(after).toEqual(before);
  });

  it('does not take the last digits of the scanned code', async () => {
    const code = await till.codeAt(0);
    expect(await outcome(code.slice(-7, -1))).toEqual(INVALID);
  });

  it('takes the digits of this card only', async () => {
    const neighbour = await openTill(app, { clerk });
    expect(await outcome(await neighbour.code6At())).toEqual(INVALID);
  });

  it('answers the same key again, whatever digits come with it, and other content with 422', async () => {
    const key = `spoken-${till.member.cardId}`;
    const first = await spoken(await till.code6At(), {}, { key });
    app.clock.advance(STEP_MS);
    const again = await spoken(await till.wrongCode6(), {}, { key });
    expect([again.status, again.body]).toEqual([201, first.body]);
    const other = await spoken(await till.code6At(), { listFen: 1_001 }, { key });
    expect([other.status, other.code]).toEqual([422, 'idempotencyMismatch']);
    expect((await till.holdings()).balance.spendableFen).toBe(9_000);
  });

  it('waits for the member above the limit', async () => {
    await new ApprovalsAt(till).limitCard(500);
    const { body } = await spoken(await till.code6At());
    expect(body.redemption).toMatchObject({ status: 'waiting', heldFen: 1_000 });
  });

  it.each([
    ['five digits', { code6: '12345' }],
    ['letters', { code6: '12345a' }],
    ['a number', { code6: 123_456 }],
    ['no phone', { code6: '123456', phone: undefined, payCode: '62' }],
  ])('is not asked for with %s', async (_what, fields) => {
    expect(await outcome('', fields as Fields)).toEqual([400, 'validationFailed']);
  });

  it('finds no card by a phone of nobody', async () => {
    expect(await outcome('123456', { phone: '19900000000' })).toEqual([404, 'notFound']);
  });

  it.each(OUTSIDERS)('is not for %s', async (_who, outsider, refusal) => {
    const { status, code } = await spoken(await till.code6At(), {}, { as: await outsider(till) });
    expect([status, code]).toEqual(refusal);
  });

  it('is not for the clerk’s own card', async () => {
    const { merchant, member } = till;
    const own = new Till(app, await buildStaff({ merchant, user: member }), member);
    const reply = await own.redeem({ phone: member.phone, code6: await till.code6At() });
    expect([reply.status, reply.problem?.details]).toEqual([403, { reason: 'ownCard' }]);
  });
});

describe('the lock of six digits', () => {
  async function guess(times: number): Promise<void> {
    const wrong = await till.wrongCode6();
    for (let count = 0; count < times; count += 1) expect(await outcome(wrong)).toEqual(INVALID);
  }

  it('closes after five wrong ones, for right ones and scans too, and opens after a minute', async () => {
    await guess(5);
    expect(await outcome(await till.code6At())).toEqual(LOCKED);
    const scanned = await till.redeem();
    expect([scanned.status, scanned.code]).toEqual(LOCKED);
    const [lock = ''] = await redis().keys(`codelock:*:${till.member.cardId}`);
    const seconds = await redis().ttl(lock);
    expect(seconds).toBeGreaterThan(50);
    expect(seconds).toBeLessThanOrEqual(60);
    app.clock.advance(61_000);
    expect((await outcome(await till.code6At()))[0]).toBe(201);
  });

  it('judges five of twenty guesses at once, and lets the right one among them wait', async () => {
    const right = await till.code6At();
    const wrong = Array.from({ length: 20 }, (_, n) => String(111_111 + n * 37));
    const guesses = [...wrong.filter((guess) => guess !== right), right];
    const before = await till.holdings();
    const replies = await Promise.all(guesses.map((guess) => outcome(guess)));
    expect(replies.filter(([, code]) => code === 'payCodeInvalid')).toHaveLength(5);
    expect(replies.filter(([, code]) => code === 'payCodeLocked')).toHaveLength(16);
    expect(await till.holdings()).toEqual(before);
  });

  it('counts wrong ones of a minute, and leaves no count without an end', async () => {
    await guess(4);
    const [count = ''] = await redis().keys(`spokenwrong:*:${till.member.cardId}`);
    expect(await redis().get(count)).toBe('4');
    expect(await redis().ttl(count)).toBeGreaterThan(0);
    await redis().del(count);
    await guess(4);
    expect((await outcome(await till.code6At()))[0]).toBe(201);
  });

  it('gives a count that lost its end a new one', async () => {
    await guess(1);
    const [count = ''] = await redis().keys(`spokenwrong:*:${till.member.cardId}`);
    await redis().persist(count);
    await guess(1);
    expect(await redis().ttl(count)).toBeGreaterThan(0);
  });
});
