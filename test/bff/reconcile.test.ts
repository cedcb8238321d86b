import { newId } from '@merchant-coin/bff/db/ids';
import { reconcileBills } from '@merchant-coin/bff/modules/recharges';
import { addDays, api, DAY_MS, dateIn, type Reconciliation } from '@merchant-coin/shared';
import mongoose from 'mongoose';
import { startTestApp, type TestApp } from '../support/app';
import { buildStaff } from '../support/factories';
import { control, PayingMember } from '../support/wechat-pay';

const BEIJING = 'Asia/Shanghai';

let app: TestApp;
let phone: PayingMember;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  phone = await PayingMember.of(app);
});
afterEach(async () => {
  app.clock.reset();
  await control(app, 'DELETE', '');
  await control(app, 'DELETE', '/callbacks/faults');
});
afterAll(() => app.close());

/** How far the test has put WeChat's calendar forward. */
let aheadMs = 0;
let today: string;
beforeEach(() => {
  today = dateIn(BEIJING, new Date(Date.now() + aheadMs));
});

/** Bills come on the morning after. */
async function overnight(): Promise<void> {
  await control(app, 'PATCH', '/settings', { advanceMs: 2 * DAY_MS });
  aheadMs += 2 * DAY_MS;
}

/** The job, as the worker runs it, and what the owner reads then. */
async function reconciled(): Promise<Reconciliation> {
  const { merchantId, owner } = phone.member.merchant;
  const { signal } = new AbortController();
  const date = addDays(today, 1);
  const { clock } = app;
  await reconcileBills.run({ merchantId, zone: BEIJING, date, clock, signal });
  const { body } = await app.call(
    api.rechargeOrders.listReconciliations,
    { merchantId },
    { as: owner },
  );
  const report = body.items.find((each) => each.date === today);
  if (!report) throw new Error('no report');
  return report;
}

async function credited(amountFen: number) {
  const order = await phone.ordered({ amountFen });
  await phone.pay(order);
  await phone.reaches(order, 'credited');
  return order;
}

const orders = () => mongoose.connection.db?.collection<{ _id: string }>('rechargeOrders');

describe('reconcileBills', () => {
  it('finds nothing where all is as the bill has it, however often it runs', async () => {
    await credited(10_000);
    await credited(20_000);
    await overnight();
    const report = await reconciled();
    expect(report).toMatchObject({ payments: 2, paymentsFen: 30_000, refunds: 0 });
    expect(report).toMatchObject({ differenceCount: 0, differences: [] });
    expect(await reconciled()).toMatchObject({ payments: 2, differenceCount: 0 });
  });

  it('credits what is paid by the bill and was never told of', async () => {
    await control(app, 'POST', '/callbacks/faults', { times: 50, lost: true });
    const order = await phone.ordered();
    await phone.pay(order);
    await overnight();
    const report = await reconciled();
    expect(report.differences).toMatchObject([{ kind: 'notCredited', orderNumber: order.id }]);
    expect((await phone.kept(order)).state).toBe('credited');
    expect(await reconciled()).toMatchObject({ differenceCount: 0 });
  });

  it('names orders that the bill does not have, other sums, and orders that we do not have', async () => {
    const [missing, other, unknown] = [
      await credited(100),
      await credited(200),
      await credited(300),
    ];
    await orders()?.updateOne({ _id: other.id }, { $set: { amountFen: 201 } });
    await orders()?.deleteOne({ _id: unknown.id });
    const stored = await orders()?.findOne({ _id: missing.id });
    const copy = { ...stored, _id: newId('rechargeOrder'), requestKey: 'copy' };
    await orders()?.insertOne({ ...copy, transactionId: 'copy' } as never);
    await overnight();
    const report = await reconciled();
    const found = report.differences.map(({ kind, orderNumber }) => [kind, orderNumber]);
    expect(found.sort()).toEqual(
      [
        ['amountDiffers', other.id],
        ['missing', copy._id],
        ['unknownOrder', unknown.id],
      ].sort(),
    );
  });

  it('is tried again while the bill is not there, and is the owner’s to read', async () => {
    const { merchant } = phone.member;
    const { merchantId } = merchant;
    await credited(100);
    await expect(reconciled()).rejects.toThrow();
    const as = await buildStaff({ merchant, role: 'manager' });
    const { code } = await app.call(api.rechargeOrders.listReconciliations, { merchantId }, { as });
    expect(code).toBe('forbidden');
  });

  it('makes up for days without a report, and reads a payee that is tested anew', async () => {
    await credited(100);
    await overnight();
    await credited(200);
    await overnight();
    const { merchantId, owner } = phone.member.merchant;
    await mongoose.connection.db
      ?.collection('payees')
      .updateMany({ merchantId }, { $set: { state: 'untested' } });
    const date = dateIn(BEIJING, new Date(Date.now() + aheadMs - DAY_MS));
    const { signal } = new AbortController();
    await reconcileBills.run({ merchantId, zone: BEIJING, date, clock: app.clock, signal });
    const { body } = await app.call(
      api.rechargeOrders.listReconciliations,
      { merchantId },
      { as: owner },
    );
    const sums = body.items.map(({ paymentsFen }) => paymentsFen);
    expect(sums.filter((sum) => sum > 0)).toEqual([200, 100]);
  });
});
