import { trusted } from '../../../db/mongo';
import { log } from '../../../http/log';
import type { DueWork } from '../../../jobs/due-work';
import { failedBy } from '../../../wechat/errors';
import type { PayChannel } from '../../../wechat/pay';
import { channelOf } from '../payees/keys';
import { payeeById } from '../payees/payees';
import { creditOrder } from './credit';
import { nextLookAt } from './due';
import { keyOf, orderBy } from './find';
import { type OrderDocument, OrderModel } from './orders.model';
import { markClosed, takeIn } from './take-in';

/**
 * Asks WeChat how an order stands and moves it on: paid ones are credited, those whose time is over are
 * closed. The truth for whoever looks at it; the callback only makes it sooner.
 *
 * @throws OutsideError where WeChat does not answer, or what it answers is not to be believed.
 */
export async function lookAt(order: OrderDocument, now: Date): Promise<OrderDocument> {
  if (order.state === 'paid') return creditOrder(order, now);
  if (order.state !== 'created' && order.state !== 'paying') return order;
  const payee = await payeeById(order.payeeId);
  if (!payee) throw new Error(`order ${order._id} has no payee`);
  const channel = channelOf(payee);
  const told = await channel.query(order._id);
  const after = told ? await takeIn(order, told, now) : order;
  const isOver = after.expiresAt <= now && (after.state === 'created' || after.state === 'paying');
  return isOver ? close(after, channel, told !== null, now) : after;
}

/** Paid in the very last moment: closing says so, and the order is asked about once more. */
async function close(
  order: OrderDocument,
  channel: PayChannel,
  isKnown: boolean,
  now: Date,
): Promise<OrderDocument> {
  try {
    if (isKnown) await channel.close(order._id);
    await markClosed(order);
    return await orderBy(keyOf(order));
  } catch (error) {
    if (!failedBy(error, 'orderPaid')) throw error;
    const told = await channel.query(order._id);
    return told ? takeIn(order, told, now) : order;
  }
}

/** For the worker: orders that wait for money, for their end, or for their coins. */
export const dueOrders: DueWork = {
  name: 'rechargeOrders',
  async doNext(merchantId, now) {
    const due = await OrderModel.findOne({ merchantId, dueAt: trusted({ $lte: now }) })
      .sort({ dueAt: 1 })
      .lean<OrderDocument>();
    if (!due) return false;
    // Whoever moves its time on has it until then.
    const taken = await OrderModel.findOneAndUpdate(
      { ...keyOf(due), dueAt: due.dueAt },
      { $set: { dueAt: nextLookAt(due, now) }, $inc: { looks: 1 } },
      { returnDocument: 'after' },
    ).lean<OrderDocument>();
    if (taken) await lookOrWait(taken, now);
    return true;
  },
};

/** What WeChat does not answer now is due again later. */
async function lookOrWait(order: OrderDocument, now: Date): Promise<void> {
  try {
    await lookAt(order, now);
  } catch (error) {
    log.warn({ err: error, orderId: order._id, state: order.state }, 'recharge order not settled');
  }
}
