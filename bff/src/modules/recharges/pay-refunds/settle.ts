import { newId } from '../../../db/ids';
import { trusted } from '../../../db/mongo';
import { inTransaction } from '../../../db/transaction';
import { log } from '../../../http/log';
import { wechatConfig } from '../../../wechat/config';
import { OutsideError, type OutsideReason } from '../../../wechat/errors';
import type { PayChannel, Refund } from '../../../wechat/pay';
import { cardById, publishEntry } from '../../cards';
import { post, releaseClaim, requestClaim } from '../../coins';
import { OrderModel } from '../orders/orders.model';
import { channelOf } from '../payees/keys';
import { payeeById } from '../payees/payees';
import { openGate } from './gate';
import { type CounterCause, type PayRefundDocument, PayRefundModel } from './pay-refunds.model';

type Problem = NonNullable<PayRefundDocument['problem']>;

/** Why WeChat did not take a refund on, as staff are told. */
const PROBLEMS: Partial<Record<OutsideReason, Problem>> = {
  notEnough: 'notEnough',
  accountAbnormal: 'accountAbnormal',
  misconfigured: 'keys',
  untrusted: 'keys',
  invalid: 'refused',
  notFound: 'refused',
  orderClosed: 'refused',
};
/** Answers after which the same refund will never be taken on. */
const NEVER: ReadonlySet<OutsideReason> = new Set(['invalid', 'notFound', 'orderClosed']);
/** So long an account without money may be filled. */
const WAIT_FOR_MONEY_MS = 7 * 86_400_000;
/** After it an order's refund that failed is asked for anew. */
const ANEW_AFTER_MS = 6 * 3_600_000;

const keyOf = ({ merchantId, _id }: PayRefundDocument) => ({ merchantId, _id });

/**
 * Asks WeChat for a refund, or how it stands, and brings it to its end. The number is the same each time, so
 * that asking twice gives back once.
 */
export async function settleRefund(refund: PayRefundDocument, now: Date): Promise<void> {
  try {
    const payee = await payeeById(refund.payeeId);
    if (!payee) throw new OutsideError('misconfigured', undefined, 'no payee');
    const channel = channelOf(payee);
    const told = (await channel.queryRefund(refund._id)) ?? (await ask(channel, refund, now));
    if (told === 'refused') await fail(refund, 'refused', now);
    else if (told === 'notEnough') await fail(refund, 'notEnough', now);
    else await takeInRefund(refund, told, now);
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    const problem = PROBLEMS[error.reason] ?? 'outage';
    log.warn({ err: error, refundId: refund._id, problem }, 'refund not taken on');
    await PayRefundModel.updateOne({ ...keyOf(refund), state: 'asked' }, { $set: { problem } });
  }
}

/**
 * A refusal counts where WeChat does not know of the refund after it: somebody else may have asked for it in
 * the same moment.
 */
async function ask(
  channel: PayChannel,
  refund: PayRefundDocument,
  now: Date,
): Promise<Refund | 'refused' | 'notEnough'> {
  try {
    return await channel.refund({
      orderNumber: refund.orderId,
      refundNumber: refund._id,
      amountFen: refund.amountFen,
      totalFen: refund.totalFen,
      reason: '充值退款',
      notifyUrl: `${wechatConfig().publicUrl}/v1/wechat/pay/notify/${refund.payeeId}`,
    });
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    const isTooLate = now.getTime() - refund.askedAt.getTime() > WAIT_FOR_MONEY_MS;
    const isOver = NEVER.has(error.reason) || (error.reason === 'notEnough' && isTooLate);
    if (!isOver) throw error;
    log.warn({ err: error, refundId: refund._id }, 'refund refused');
    const outcome = error.reason === 'notEnough' ? 'notEnough' : 'refused';
    return (await channel.queryRefund(refund._id)) ?? outcome;
  }
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
  if (told.status === 'done') return finish(refund, told.doneAt ?? now, now);
  if (told.status === 'closed') return fail(refund, 'refused', now);
  // Not the end: the merchant brings it there on WeChat's site, and until then nothing else may.
  const problem = told.status === 'abnormal' ? 'accountAbnormal' : null;
  await PayRefundModel.updateOne({ ...keyOf(refund), state: 'asked' }, { $set: { problem } });
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

/**
 * The money did not go back, and will not under this number. At the counter other ways are open again; an
 * order's own is asked for anew, since its member has neither coins nor money.
 */
async function fail(refund: PayRefundDocument, problem: Problem, now: Date): Promise<void> {
  const { merchantId, counter } = refund;
  await inTransaction(async () => {
    const failed = await PayRefundModel.updateOne(
      { ...keyOf(refund), state: 'asked' },
      { $set: { state: 'failed', problem, dueAt: null } },
    );
    if (failed.modifiedCount === 0) return;
    if (counter) await openGate({ merchantId, holdId: counter.holdId });
    else await askAnew(refund, problem, now);
  });
}

async function askAnew(refund: PayRefundDocument, problem: Problem, now: Date): Promise<void> {
  const { _id, merchantId, payeeId, orderId, amountFen, totalFen } = refund;
  log.error({ refundId: _id, orderId, problem }, 'money of an order could not be given back');
  await PayRefundModel.create({
    _id: newId('payRefund', now),
    merchantId,
    payeeId,
    orderId,
    amountFen,
    totalFen,
    state: 'asked',
    problem,
    askedAt: now,
    dueAt: new Date(now.getTime() + ANEW_AFTER_MS),
  });
}
