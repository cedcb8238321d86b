import { type DueWork, dueWorkOn } from '../../../jobs/due-work';
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
export const dueOrders: DueWork = dueWorkOn<OrderDocument>({
  name: 'rechargeOrders',
  model: OrderModel,
  next: (due, now) => ({ dueAt: nextLookAt(due, now), looks: due.looks + 1 }),
  async look(order, now) {
    await lookAt(order, now);
  },
});
