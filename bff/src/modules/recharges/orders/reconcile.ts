import { addDays, dateIn } from '@merchant-coin/shared';
import { trusted } from '../../../db/mongo';
import { log } from '../../../http/log';
import type { Job, JobCounts, JobRun } from '../../../jobs/job';
import type { TradeBillRow } from '../../../wechat/pay';
import { payeesOf } from '../payees/payees';
import type { PayeeDocument } from '../payees/payees.model';
import { type OrderDocument, OrderModel } from './orders.model';
import { type ReconciliationDocument, ReconciliationModel } from './reconciliations.model';
import { BillCheck } from './bill-check';

/** Whose days the bill counts. */
const BEIJING = 'Asia/Shanghai';

/** Rows that are looked up together. */
const ROWS_AT_ONCE = 200;

/** Days of the bill that are made up for; WeChat keeps three months. */
const CATCH_UP_DAYS = 31;

/**
 * Puts WeChat Pay's bill beside our orders and refunds, up to yesterday's, and keeps a report of what differs.
 * What the bill has and we have not credited is asked of WeChat, and credited, at once. The bill is there from
 * ten in the morning in Beijing. Every payee that has had orders counts, whatever its state; one whose bill
 * cannot be had does not keep the others waiting, and its days are made up for.
 */
export const reconcileBills: Job = {
  name: 'reconcileBills',
  at: '10:30',
  attempts: 8,
  async run(run: JobRun): Promise<JobCounts> {
    const counts = { reports: 0, payments: 0, refunds: 0, differences: 0 };
    const failures: unknown[] = [];
    for (const payee of await payeesOf(run.merchantId)) {
      try {
        await catchUp(payee, run, counts);
      } catch (error) {
        run.signal.throwIfAborted();
        log.warn({ err: error, payeeId: payee._id }, 'bill not reconciled');
        failures.push(error);
      }
    }
    if (failures.length > 0) throw new Error('not reconciled', { cause: failures[0] });
    return counts;
  },
};

async function catchUp(payee: PayeeDocument, run: JobRun, counts: JobCounts): Promise<void> {
  for (const date of await datesToReconcile(payee, addDays(run.date, -1))) {
    run.signal.throwIfAborted();
    const { payments, refunds, differenceCount } = await reconcile(payee, date, run);
    counts['reports'] = (counts['reports'] ?? 0) + 1;
    counts['payments'] = (counts['payments'] ?? 0) + payments;
    counts['refunds'] = (counts['refunds'] ?? 0) + refunds;
    counts['differences'] = (counts['differences'] ?? 0) + differenceCount;
  }
}

/** The days after the last report, up to `last`, which is done again; none before the payee's first order. */
async function datesToReconcile(
  { merchantId, _id: payeeId }: PayeeDocument,
  last: string,
): Promise<string[]> {
  const [first] = await OrderModel.find({ merchantId, payeeId })
    .sort({ _id: 1 })
    .limit(1)
    .lean<OrderDocument[]>();
  if (!first) return [];
  const [reported] = await ReconciliationModel.find({
    merchantId,
    payeeId,
    date: trusted({ $lt: last }),
  })
    .sort({ date: -1 })
    .limit(1)
    .lean<ReconciliationDocument[]>();
  const next = reported ? addDays(reported.date, 1) : dateIn(BEIJING, first.createdAt);
  const earliest = addDays(last, 1 - CATCH_UP_DAYS);
  const dates: string[] = [];
  for (let date = next > earliest ? next : earliest; date <= last; date = addDays(date, 1)) {
    dates.push(date);
  }
  return dates;
}

async function reconcile(payee: PayeeDocument, date: string, { clock, signal }: JobRun) {
  const bill = new BillCheck(payee, date);
  let rows: TradeBillRow[] = [];
  for await (const row of bill.channel.tradeBill(date)) {
    rows.push(row);
    if (rows.length < ROWS_AT_ONCE) continue;
    signal.throwIfAborted();
    await bill.check(rows, clock.now());
    rows = [];
  }
  await bill.check(rows, clock.now());
  const { merchantId, _id: payeeId, mchid } = payee;
  const result = await bill.finish();
  await ReconciliationModel.updateOne(
    { merchantId, date, payeeId },
    {
      $set: { mchid, madeAt: clock.now(), ...result },
      $setOnInsert: { _id: `${payeeId} ${date}` },
    },
    { upsert: true },
  );
  return result;
}
