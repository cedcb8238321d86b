import { trusted } from '../../../db/mongo';
import { log } from '../../../http/log';
import type { DueWork } from '../../../jobs/due-work';
import { type PayRefundDocument, PayRefundModel } from './pay-refunds.model';
import { settleRefund } from './settle';

const FIRST_PAUSE_MS = 15_000;
const LONGEST_PAUSE_MS = 6 * 3_600_000;

/** Twice as long after each look, at most six hours: an account without money may be filled for days. */
function nextLookAt({ looks }: PayRefundDocument, now: Date): Date {
  const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(looks, 20));
  return new Date(now.getTime() + pauseMs);
}

/** For the worker: refunds that WeChat has not brought to an end. */
export const duePayRefunds: DueWork = {
  name: 'payRefunds',
  async doNext(merchantId, now) {
    const due = await PayRefundModel.findOne({ merchantId, dueAt: trusted({ $lte: now }) })
      .sort({ dueAt: 1 })
      .lean<PayRefundDocument>();
    if (!due) return false;
    const taken = await PayRefundModel.findOneAndUpdate(
      { merchantId, _id: due._id, dueAt: due.dueAt },
      { $set: { dueAt: nextLookAt(due, now) }, $inc: { looks: 1 } },
      { returnDocument: 'after' },
    ).lean<PayRefundDocument>();
    if (taken) await settleOrWait(taken, now);
    return true;
  },
};

/** What fails now is due again later. */
export async function settleOrWait(refund: PayRefundDocument, now: Date): Promise<void> {
  try {
    await settleRefund(refund, now);
  } catch (error) {
    log.warn({ err: error, refundId: refund._id }, 'refund not settled');
  }
}
