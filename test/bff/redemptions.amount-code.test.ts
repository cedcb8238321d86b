import { amountCodeAt, payCodeStep } from '@merchant-coin/shared';
import { startTestApp, type TestApp } from '../support/app';
import { ApprovalsAt } from '../support/approvals';
import { buildStaff, type TestStaff } from '../support/factories';
import { HoldsAt } from '../support/holds';
import { openTill, startOfStep, type Till } from '../support/till';

const USED = [409, 'payCodeUsed'];
const INVALID = [422, 'payCodeInvalid'];

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

async function outcome(fields: Parameters<Till['redeem']>[0]): Promise<unknown[]> {
  const { status, code } = await till.redeem({ confirmDuplicate: true, ...fields });
  return [status, code];
}

describe('redemptions.redeem by an amount code', () => {
  it('pays exactly the sum it names', async () => {
    const { status, body } = await till.redeem({ payCode: await till.amountCode(1_000) });
    expect(status).toBe(201);
    expect(body.redemption).toMatchObject({ status: 'done', paidFen: 1_000 });
  });

  it('names the sum after discount', async () => {
    const discounted = await openTill(app, { type: { discountBp: 8_800 } });
    const payCode = await discounted.amountCode(2_640);
    const { body } = await discounted.redeem({ payCode, listFen: 3_000 });
    expect(body.redemption).toMatchObject({ status: 'done', listFen: 3_000, paidFen: 2_640 });
  });

  it.each([999, 1_001, 7])('pays no other sum: %i', async (listFen) => {
    const payCode = await till.amountCode(1_000);
    const before = await till.holdings();
    const reply = await till.redeem({ payCode, listFen });
    expect([reply.status, reply.code]).toEqual([422, 'payCodeAmountDiffers']);
    expect(reply.problem?.details).toEqual({ codeFen: 1_000, priceFen: listFen });
    const preview = await till.preview({ payCode, listFen });
    expect(preview.code).toBe('payCodeAmountDiffers');
    expect(await till.holdings()).toEqual(before);
    expect(await outcome({ payCode })).toEqual([201, null]);
  });

  it('is no code with another sum in it', async () => {
    const { serial, secret } = await till.payCode();
    const step = payCodeStep(app.clock.now().getTime());
    const right = amountCodeAt({ serial, secret }, step, 1_000);
    // The sum of one code with the password of another, and the check digit that fits.
    const forged = Array.from({ length: 10 }, (_, check) =>
      [right.slice(0, 12), '0005000', right.slice(19, -1), String(check)].join(''),
    );
    const before = await till.holdings();
    for (const payCode of forged) {
      expect(await outcome({ payCode, listFen: 5_000 })).toEqual(INVALID);
    }
    expect(await till.holdings()).toEqual(before);
  });

  it('counts as approved above both limits, in the preview too', async () => {
    const approvals = new ApprovalsAt(till);
    await approvals.limitCard(500);
    await approvals.limitMerchant(800);
    const payCode = await till.amountCode(1_000);
    expect((await till.preview({ payCode })).body).toMatchObject({ needsApproval: false });
    const { body } = await till.redeem({ payCode });
    expect(body.redemption).toMatchObject({ status: 'done', paidFen: 1_000 });
    await approvals.limitMerchant(null);
  });

  it('pays once with the pay code, the digits read out and other sums of its step', async () => {
    const [one, two] = [await till.amountCode(1_000), await till.amountCode(1_100)];
    const [scanned, code6] = [await till.codeAt(0), await till.code6At()];
    const { phone } = till.member;
    const replies = await Promise.all([
      till.redeem({ payCode: one }),
      till.redeem({ payCode: two, listFen: 1_100 }),
      till.redeem({ payCode: scanned, listFen: 1_200 }),
      till.redeem({ phone, code6, listFen: 1_300 }),
    ]);
    const refused = replies.filter(({ status }) => status !== 201);
    expect(refused.map(({ status, code }) => [status, code])).toEqual(Array(3).fill(USED));
  });

  it.each([
    { offset: -1, expected: [201, null] },
    { offset: 2, expected: [201, null] },
    { offset: -2, expected: [422, 'payCodeExpired'] },
    { offset: 3, expected: INVALID },
  ])('answers $expected to one of step $offset', async ({ offset, expected }) => {
    expect(await outcome({ payCode: await till.amountCode(1_000, offset) })).toEqual(expected);
  });

  it('passes after its window where it was previewed, once', async () => {
    const payCode = await till.amountCode(1_000);
    await till.preview({ payCode });
    app.clock.advance(120_000);
    expect(await outcome({ payCode })).toEqual([201, null]);
    expect(await outcome({ payCode })).toEqual(USED);
  });

  it('does not count another sum as a wrong code', async () => {
    const payCode = await till.amountCode(1_000);
    for (let count = 0; count < 11; count += 1) {
      expect((await till.redeem({ payCode, listFen: 900 })).code).toBe('payCodeAmountDiffers');
    }
    expect(await outcome({ payCode })).toEqual([201, null]);
  });

  it('counts a code that is none', async () => {
    const { serial } = await till.payCode();
    const payCode = amountCodeAt({ serial, secret: 'A'.repeat(32) }, 0, 1_000);
    for (let count = 0; count < 10; count += 1) expect(await outcome({ payCode })).toEqual(INVALID);
    expect((await till.redeem()).code).toBe('payCodeLocked');
  });
});

describe('holds.createHold by an amount code', () => {
  it('sets aside exactly the sum it names', async () => {
    const holds = new HoldsAt(till);
    const payCode = await till.amountCode(1_000);
    const other = await holds.create({ payCode, listFen: 2_000 });
    expect([other.status, other.code]).toEqual([422, 'payCodeAmountDiffers']);
    expect((await holds.create({ payCode, listFen: 1_000 })).body.hold.heldFen).toBe(1_000);
  });
});
