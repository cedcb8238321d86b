import { newId } from '../../../db/ids';
import { trusted } from '../../../db/mongo';
import { inTransaction } from '../../../db/transaction';
import { log } from '../../../http/log';
import { wechatConfig } from '../../../wechat/config';
import { OutsideError, type OutsideReason } from '../../../wechat/errors';
import type { Refund } from '../../../wechat/pay';
import { cardById, publishEntry } from '../../cards';
import { post, releaseClaim, requestClaim } from '../../coins';
import { OrderModel } from '../orders/orders.model';
import { channelOf } from '../payees/keys';
import { payeeById } from '../payees/payees';
import { openGate } from './gate';
import { type CounterCause, type PayRefundDocument, PayRefundModel } from './pay-refunds.model';

/** Why WeChat did not take a refund on, as staff are told. Those that may pass are asked again. */
const PROBLEMS: Partial<Record<OutsideReason, PayRefundDocument['problem']>> = {
  notEnough: 'notEnough',
  accountAbnormal: 'accountAbnormal',
  invalid: 'refused',
  notFound: 'refused',
  orderClosed: 'refused',
};
/** Answers after which the same refund will never be taken on. */
const FINAL: ReadonlySet<OutsideReason> = new Set(['invalid', 'notFound', 'orderClosed']);

const keyOf = ({ merchantId, _id }: PayRefundDocument) => ({ merchantId, _id });

/**
 * Asks WeChat for a refund, or how it stands, and brings it to its end. The number is the same each time, so
 * that asking twice gives back once.
 */
export async function settleRefund(refund: PayRefundDocument, now: Date): Promise<void> {
  const payee = await payeeById(refund.payeeId);
  if (!payee) throw new Error(`refund ${refund._id} has no payee`);
  const channel = channelOf(payee);
  try {
    const told =
      (await channel.queryRefund(refund._id)) ??
      (await channel.refund({
        orderNumber: refund.orderId,
        refundNumber: refund._id,
        amountFen: refund.amountFen,
        totalFen: refund.totalFen,
        reason: '充值退款',
        notifyUrl: `${wechatConfig().publicUrl}/v1/wechat/pay/notify/${payee._id}`,
      }));
    await takeInRefund(refund, told, now);
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    await recordProblem(refund, error);
  }
}

async function recordProblem(refund: PayRefundDocument, error: OutsideError): Promise<void> {
  const problem = PROBLEMS[error.reason] ?? 'outage';
  log.warn({ err: error, refundId: refund._id }, 'refund not taken on');
  if (FINAL.has(error.reason)) return fail(refund, problem);
  await PayRefundModel.updateOne({ ...keyOf(refund), state: 'asked' }, { $set: { problem } });
}

/** Takes in what WeChat says of a refund: any number of times, late, in any order. */
export async function takeInRefund(
  refund: PayRefundDocument,
  told: Refund,
  now: Date,
): Promise<void> {
  if (told.amountFen !== refund.amountFen) {
    throw new OutsideError('untrusted', undefined, 'of another sum');
  }
  if (told.status === 'done') await finish(refund, told.doneAt ?? now, now);
  else if (told.status === 'closed') await fail(refund, 'refused');
  else if (told.status === 'abnormal') await fail(refund, 'accountAbnormal');
}

/** The coins first: their entry is the commit, and until it stands the refund is due again. */
async function finish(refund: PayRefundDocument, endedAt: Date, now: Date): Promise<void> {
  if (refund.counter) await burn(refund, refund.counter, now);
  else {
    await OrderModel.updateOne(
      { merchantId: refund.merchantId, _id: refund.orderId, state: 'refunding' },
      { $set: { state: 'refunded' } },
    );
  }
  await PayRefundModel.updateOne(
    { ...keyOf(refund), state: trusted({ $ne: 'done' }) },
    { $set: { state: 'done', problem: null, endedAt, dueAt: null } },
  );
}

async function burn(refund: PayRefundDocument, counter: CounterCause, now: Date): Promise<void> {
  const { merchantId } = refund;
  const { holdId, cardId, storeId, staffId } = counter;
  const { entry, replayed } = await post({
    type: 'refund',
    merchantId,
    cardId,
    now,
    claims: [requestClaim(refund._id), releaseClaim(holdId)],
    fingerprint: refund._id,
    storeId,
    staffId,
    entryId: newId('entry', now),
    holdId,
    tender: 'wechatPay',
  });
  if (replayed) return;
  const card = await cardById(merchantId, cardId);
  if (card) publishEntry(card, entry);
}

/** The money did not go back. At the counter other ways are open again; an order's is a matter for people. */
async function fail(
  refund: PayRefundDocument,
  problem: PayRefundDocument['problem'],
): Promise<void> {
  const { merchantId, counter } = refund;
  await inTransaction(async () => {
    const failed = await PayRefundModel.updateOne(
      { ...keyOf(refund), state: 'asked' },
      { $set: { state: 'failed', problem, dueAt: null } },
    );
    if (failed.modifiedCount > 0 && counter) await openGate({ merchantId, holdId: counter.holdId });
  });
}
