import { type DueWork, doubledPause, dueWorkOn } from '../../../jobs/due-work';
import { log } from '../../../http/log';
import { type PayRefundDocument, PayRefundModel } from './pay-refunds.model';
import { settleRefund } from './settle';

/** An account without money may be filled for days. */
const PAUSES = { firstMs: 15_000, longestMs: 6 * 3_600_000 };

/** For the worker: refunds that WeChat has not brought to an end. */
export const duePayRefunds: DueWork = dueWorkOn<PayRefundDocument>({
  name: 'payRefunds',
  model: PayRefundModel,
  next: ({ looks }, now) => ({
    dueAt: new Date(now.getTime() + doubledPause(looks, PAUSES)),
    looks: looks + 1,
  }),
  look: settleRefund,
});

/** What fails now is due again later. */
export async function settleOrWait(refund: PayRefundDocument, now: Date): Promise<void> {
  try {
    await settleRefund(refund, now);
  } catch (error) {
    log.warn({ err: error, refundId: refund._id }, 'refund not settled');
  }
}
