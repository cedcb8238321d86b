import { api } from '@merchant-coin/shared';
import { startTestApp, type TestApp } from '../support/app';
import { buildStaff, newName, type TestStaff } from '../support/factories';
import { openTill, type Till } from '../support/till';

const MISSING = [400, 'idempotencyKeyMissing'];
const MISMATCH = [422, 'idempotencyMismatch'];
const LATER_MS = 3_600_000;

let app: TestApp;
let clerk: TestStaff;
let till: Till;
beforeAll(async () => {
  app = await startTestApp();
  clerk = await buildStaff();
});
beforeEach(async () => {
  till = await openTill(app, { clerk });
});
afterAll(() => app.close());
afterEach(() => app.clock.reset());

describe('the Idempotency-Key of redemptions.redeem', () => {
  it.each([null, '', ' ', 'clé', 'x'.repeat(129)])('has to be one, unlike %p', async (key) => {
    const before = await till.holdings();
    const { status, code } = await till.redeem({}, { key });
    expect([status, code]).toEqual(MISSING);
    expect(await till.holdings()).toEqual(before);
  });

  it('gives the same answer again, byte for byte', async () => {
    const payCode = await till.code();
    const { merchantId } = till.merchant;
    const ask = async () => {
      const path = api.redemptions.redeem.path.replace('{merchantId}', merchantId);
      const response = await fetch(`${app.url}${path}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${clerk.token}`,
          'content-type': 'application/json',
          'idempotency-key': `bytes ${payCode}`,
        },
        body: JSON.stringify({ ...till.place, payCode, listFen: 1_000, note: '一杯' }),
      });
      return [response.status, await response.text()];
    };
    const first = await ask();
    expect(first[0]).toBe(201);
    const before = await till.holdings();
    expect(await ask()).toEqual(first);
    await till.sale();
    expect(await ask()).toEqual(first);
    expect((await till.holdings()).entriesOfAll).toBe(before.entriesOfAll + 1);
  });

  it('makes one entry of twenty at once', async () => {
    const payCode = await till.code();
    const key = newName('key-');
    const before = await till.holdings();
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => till.redeem({ payCode }, { key })),
    );
    expect(replies.map((reply) => reply.status)).toEqual(Array(20).fill(201));
    expect(new Set(replies.map((reply) => JSON.stringify(reply.body))).size).toBe(1);
    expect((await till.holdings()).entriesOfAll).toBe(before.entriesOfAll + 1);
  });

  it('answers after the code has run out, after a freeze and after the funds are gone', async () => {
    const payCode = await till.code();
    const key = newName('key-');
    const ask = () => till.redeem({ payCode, listFen: 9_000 }, { key });
    const first = await ask();
    for (const wait of [0, 120_000, LATER_MS]) {
      app.clock.advance(wait);
      expect((await ask()).body).toEqual(first.body);
    }
    await till.freeze();
    const again = await ask();
    expect([again.status, again.body]).toEqual([201, first.body]);
  });

  it.each<[string, () => Promise<object>]>([
    ['another sum', async () => ({ listFen: 1_001 })],
    ['another code', async () => ({ payCode: await till.code() })],
    ['a note', async () => ({ note: 'x' })],
    ['a confirmed duplicate', async () => ({ confirmDuplicate: true })],
    ['a phone for a code', async () => ({ payCode: undefined, phone: till.member.phone })],
  ])('is not for other content: %s', async (_what, change) => {
    const payCode = await till.code();
    const key = newName('key-');
    await till.redeem({ payCode }, { key });
    const before = await till.holdings();
    const { status, code } = await till.redeem({ payCode, ...(await change()) }, { key });
    expect([status, code]).toEqual(MISMATCH);
    expect(await till.holdings()).toEqual(before);
  });

  it('stays other content after the code has run out', async () => {
    const payCode = await till.code();
    const key = newName('key-');
    await till.redeem({ payCode }, { key });
    app.clock.advance(LATER_MS);
    const { status, code } = await till.redeem({ payCode, listFen: 5 }, { key });
    expect([status, code]).toEqual(MISMATCH);
  });

  it('is the clerk’s: another clerk’s same request is other content', async () => {
    const payCode = await till.code();
    const key = newName('key-');
    await till.redeem({ payCode }, { key });
    const as = await buildStaff({ merchant: till.merchant });
    const { status, code } = await till.redeem({ payCode }, { key, as });
    expect([status, code]).toEqual(MISMATCH);
  });

  it('is the merchant’s: another merchant’s means something else', async () => {
    const other = await openTill(app);
    const key = newName('key-');
    const [first, second] = [await till.redeem({}, { key }), await other.redeem({}, { key })];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(first.body.redemption.id).not.toBe(second.body.redemption.id);
  });

  it('covers all money calls', async () => {
    const key = newName('key-');
    const { body } = await till.redeem({}, { key });
    const before = await till.holdings();
    const recharged = await till.recharge({}, { key });
    expect([recharged.status, recharged.code]).toEqual(MISMATCH);
    const reversed = await till.reverse(body.redemption.id, {}, { key });
    expect([reversed.status, reversed.code]).toEqual(MISMATCH);
    expect(await till.holdings()).toEqual(before);
  });

  it('keeps no refusal', async () => {
    const key = newName('key-');
    const payCode = await till.code();
    expect((await till.redeem({ payCode, listFen: 10_001 }, { key })).status).toBe(409);
    const paid = await till.redeem({ payCode, listFen: 10_000 }, { key });
    expect(paid.status).toBe(201);
  });
});
