import { DAY_MS } from '@merchant-coin/shared';
import { newId } from '../../../db/ids';
import { inTransaction } from '../../../db/transaction';
import { AppError } from '../../../http/app-error';
import type { Keyed, StaffActor } from '../../../http/mount';
import { type Entry, entryById, holdById, holdHasEnded } from '../../coins';
import { storeServedBy } from '../../merchants';
import { OrderModel, type OrderDocument } from '../orders/orders.model';
import { assertPaysRefunds } from '../recharges.policy';
import { isRefundHold, type RefundRecord } from '../refunds/facts';
import { cardOfEntry } from '../refunds/look';
import { settleOrWait } from './due';
import { closeGate } from './gate';
import { type PayRefundDocument, PayRefundModel } from './pay-refunds.model';

const OWN_LOOK_MS = 15_000;

/** WeChat gives money back for so long after it was paid. */
const RETURN_DAYS = 365;

/** Until when a recharge can be given back through WeChat; null where it was not paid there. */
export function byWechatUntil({ tender, at }: Entry): Date | null {
  return tender === 'wechatPay' ? new Date(at.getTime() + RETURN_DAYS * DAY_MS) : null;
}

interface AskRequest extends Keyed {
  actor: StaffActor;
  refundId: string;
  storeId: string;
}

/**
 * Has WeChat give back the money of a refund that waits. It is recorded first; from then on nothing else ends
 * the refund until WeChat has said what became of it.
 *
 * @throws AppError by the codes of the contract; `refundUnavailable` for what was not paid in WeChat, or more
 *   than 365 days ago; `conflict` where the refund has ended or WeChat is asked already.
 */
export async function askWechat(request: AskRequest): Promise<RefundRecord> {
  const { actor, refundId, now } = request;
  const { merchantId } = actor;
  assertPaysRefunds(await storeServedBy(actor, request.storeId));
  const record = await holdById(merchantId, refundId);
  if (!record || !isRefundHold(record.hold)) throw new AppError('notFound');
  const { hold } = record;
  await cardOfEntry(actor, hold);
  const before = await askedBefore(request);
  if (before) return { hold, end: record.end };
  const order = await orderToReturn(merchantId, hold.refund.rechargeId, now);
  const asked = await recordAsked(request, { order, amountFen: hold.refund.refundFen, hold });
  if (asked) await settleOrWait(asked, now);
  const after = await holdById(merchantId, refundId);
  return { hold, end: after?.end ?? null };
}

/** What the same request key has asked for. @throws AppError `idempotencyMismatch` */
async function askedBefore({
  actor: { merchantId },
  requestKey,
  fingerprint,
}: AskRequest): Promise<PayRefundDocument | null> {
  const before = await PayRefundModel.findOne({ merchantId, requestKey }).lean<PayRefundDocument>();
  if (before && before.fingerprint !== fingerprint) throw new AppError('idempotencyMismatch');
  return before;
}

async function orderToReturn(
  merchantId: string,
  rechargeId: string,
  now: Date,
): Promise<OrderDocument> {
  const recharge = await entryById(merchantId, rechargeId);
  const until = recharge && byWechatUntil(recharge);
  if (!until) throw new AppError('refundUnavailable', { reason: 'notPaidInWechat' });
  if (until <= now) throw new AppError('refundUnavailable', { reason: 'tooLate' });
  const { cardId } = recharge;
  const order = await OrderModel.findOne({ merchantId, cardId, rechargeId }).lean<OrderDocument>();
  if (!order) throw new Error(`recharge ${rechargeId} has no order`);
  return order;
}

/** Null where the same call, made twice at once, has recorded it. */
async function recordAsked(
  request: AskRequest,
  { order, amountFen, hold }: { order: OrderDocument; amountFen: number; hold: Entry },
): Promise<PayRefundDocument | null> {
  const { actor, refundId, storeId, requestKey, fingerprint, now } = request;
  const { merchantId, staffId } = actor;
  const refund = {
    _id: newId('payRefund', now),
    merchantId,
    payeeId: order.payeeId,
    orderId: order._id,
    amountFen,
    totalFen: order.amountFen,
    counter: { holdId: refundId, cardId: hold.cardId, storeId, staffId },
    state: 'asked' as const,
    requestKey,
    fingerprint,
    askedAt: now,
    // The worker leaves it to this call for a moment.
    dueAt: new Date(now.getTime() + OWN_LOOK_MS),
  };
  try {
    return await inTransaction(async () => {
      await closeGate({ merchantId, holdId: refundId });
      // After the gate: whoever ended it before has committed, and this sees it.
      if (await holdHasEnded(merchantId, refundId)) {
        throw new AppError('conflict', { reason: 'refundEnded' });
      }
      const [made] = await PayRefundModel.create([refund]);
      if (!made) throw new Error('a document was made');
      return made.toObject();
    });
  } catch (error) {
    if (await askedBefore(request)) return null;
    throw error;
  }
}
