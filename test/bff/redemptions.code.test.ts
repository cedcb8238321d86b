import { redis } from '@merchant-coin/bff/db/redis';
import { api } from '@merchant-coin/shared';
import { startTestApp, type TestApp } from '../support/app';
import { buildStaff, buildUser, type TestStaff } from '../support/factories';
import { openTill, startOfStep, Till } from '../support/till';

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

async function refusal(fields: Fields, at: Till = till): Promise<unknown[]> {
  const { status, code } = await at.redeem({ confirmDuplicate: true, ...fields });
  return [status, code];
}

describe('redemptions.redeem by pay code', () => {
  it('pays once by a code', async () => {
    const payCode = await till.code();
    expect((await till.redeem({ payCode })).status).toBe(201);
    const before = await till.holdings();
    expect(await refusal({ payCode, listFen: 7 })).toEqual(USED);
    expect(await refusal({ payCode })).toEqual(USED);
    expect(await till.holdings()).toEqual(before);
  });

  it('pays once of twelve at once with one code', async () => {
    const payCode = await till.code();
    const before = await till.holdings();
    const others = new Till(app, await buildStaff({ merchant: till.merchant }), till.member);
    const replies = await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        (n % 2 ? till : others).redeem({ payCode, listFen: 100 + n, confirmDuplicate: true }),
      ),
    );
    const paid = replies.filter((reply) => reply.status === 201);
    expect(paid).toHaveLength(1);
    const refused = replies.filter((reply) => reply.status !== 201);
    expect(refused.map(({ status, code }) => [status, code])).toEqual(Array(11).fill(USED));
    const { balance, entriesOfAll } = await till.holdings();
    expect(entriesOfAll).toBe(before.entriesOfAll + 1);
    expect(balance).toEqual(paid[0]?.body.redemption.balance);
  });

  it.each([
    { offset: -1, outcome: [201, null] },
    { offset: 0, outcome: [201, null] },
    { offset: 1, outcome: [201, null] },
    { offset: 2, outcome: [201, null] },
    { offset: -2, outcome: EXPIRED },
    { offset: -20, outcome: EXPIRED },
    { offset: -21, outcome: INVALID },
    { offset: 3, outcome: INVALID },
  ])('answers $outcome to the code of step $offset', async ({ offset, outcome }) => {
    const payCode = await till.codeAt(offset);
    const before = await till.holdings();
    expect(await refusal({ payCode })).toEqual(outcome);
    const after = await till.holdings();
    if (outcome[0] !== 201) expect(after).toEqual(before);
    else expect(after.seq).toBe(before.seq + 1);
  });

  it('tells a used code from an old one', async () => {
    const [used, unused] = [await till.codeAt(0), await till.codeAt(1)];
    await till.sale({ payCode: used });
    app.clock.advance(5 * STEP_MS);
    expect(await refusal({ payCode: used })).toEqual(USED);
    expect(await refusal({ payCode: unused })).toEqual(EXPIRED);
  });

  it('knows the codes of the device before no longer', async () => {
    const payCode = await till.code();
    const { cardId, phone } = till.member;
    const as = await buildUser({ phone });
    await app.call(api.cards.getPayCode, { cardId, takeOver: true }, { as });
    expect(await refusal({ payCode })).toEqual(INVALID);
  });

  it.each([
    ['a wrong check digit', (code: string) => code.slice(0, -1) + ((Number(code.at(-1)) + 1) % 10)],
    ['another prefix', (code: string) => `63${code.slice(2)}`],
    ['a digit less', (code: string) => code.slice(1)],
    ['words', () => 'not a pay code'],
  ])('takes nothing by %s', async (_what, change) => {
    const payCode = change(await till.code());
    const before = await till.holdings();
    expect(await refusal({ payCode })).toEqual(INVALID);
    expect(await till.holdings()).toEqual(before);
  });

  it('leaves a code good that was refused for the funds', async () => {
    const payCode = await till.code();
    expect((await refusal({ payCode, listFen: 99_999 }))[1]).toBe('insufficientBalance');
    expect((await refusal({ payCode }))[0]).toBe(201);
  });

  it('is not for the clerk’s own card', async () => {
    const { merchant, member } = till;
    const own = new Till(app, await buildStaff({ merchant, user: member }), member);
    const before = await till.holdings();
    const byCode = await own.redeem();
    expect([byCode.status, byCode.code]).toEqual([403, 'forbidden']);
    expect(byCode.problem?.details).toEqual({ reason: 'ownCard' });
    expect(await refusal({ phone: till.member.phone }, own)).toEqual([403, 'forbidden']);
    expect(await till.holdings()).toEqual(before);
  });
});

describe('the lock of redemptions.redeem', () => {
  async function guess(times: number): Promise<void> {
    const payCode = await till.wrongCode();
    for (let count = 0; count < times; count += 1) {
      expect(await refusal({ payCode })).toEqual(INVALID);
    }
  }

  it('closes the card’s code after ten wrong ones in a minute, also for right ones', async () => {
    const before = await till.holdings();
    await guess(10);
    const payCode = await till.code();
    const locked = await till.redeem({ payCode });
    expect([locked.status, locked.code]).toEqual(LOCKED);
    const seconds = Number(locked.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(50);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(await refusal({ payCode: await till.wrongCode() })).toEqual(LOCKED);
    expect((await till.preview({ payCode })).code).toBe('payCodeLocked');
    expect(await till.holdings()).toEqual(before);
    const { cardId } = till.member;
    const shown = await app.call(api.cards.getMyCard, { cardId }, { as: till.member });
    expect(shown.body.payCodeLockedUntil).not.toBeNull();
  });

  it('is the card’s own', async () => {
    await guess(10);
    const neighbour = await openTill(app, { clerk });
    expect((await neighbour.redeem()).status).toBe(201);
  });

  it('opens again', async () => {
    await guess(10);
    const [key = ''] = await redis().keys(`codelock:*:${till.member.cardId}`);
    await redis().pexpire(key, 1);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await till.redeem()).status).toBe(201);
  });

  it('counts wrong codes of previews too', async () => {
    await guess(5);
    const payCode = await till.wrongCode();
    for (let count = 0; count < 5; count += 1) {
      expect((await till.preview({ payCode })).code).toBe('payCodeInvalid');
    }
    expect(await refusal({ payCode: await till.code() })).toEqual(LOCKED);
  });

  it('does not count used, expired and misread codes', async () => {
    const [used, old] = [await till.code(), await till.codeAt(-3)];
    await till.sale({ payCode: used });
    for (let count = 0; count < 6; count += 1) {
      expect(await refusal({ payCode: used })).toEqual(USED);
      expect(await refusal({ payCode: old })).toEqual(EXPIRED);
      expect(await refusal({ payCode: old.replace(/^62/, '26') })).toEqual(INVALID);
    }
    expect((await till.redeem({ confirmDuplicate: true })).status).toBe(201);
  });

  it('does not count requests that are answered again', async () => {
    const payCode = await till.code();
    const asked = () => till.redeem({ payCode }, { key: `again-${payCode}` });
    const first = await asked();
    app.clock.advance(3_600_000);
    for (let count = 0; count < 12; count += 1) expect((await asked()).body).toEqual(first.body);
    expect((await till.redeem({ confirmDuplicate: true })).status).toBe(201);
  });
});
