import type { RechargeOrderState } from '@merchant-coin/shared';
import { trusted } from '../../../db/mongo';
import { log } from '../../../http/log';
import { OutsideError } from '../../../wechat/errors';
import { isPaid, type PaidTransaction, type Transaction } from '../../../wechat/pay';
import { creditOrder } from './credit';
import { keyOf, orderBy } from './find';
import { type OrderDocument, OrderModel } from './orders.model';

/** Money may arrive in any of these: also late, for an order that was closed. */
const BEFORE_PAID: RechargeOrderState[] = ['created', 'paying', 'closed'];
const OPEN: RechargeOrderState[] = ['created', 'paying'];

/**
 * Takes in what WeChat says of an order, told by a callback, a query or the bill: in any order, any number of
 * times, late. An order only ever moves forward, and each step is one conditional write.
 *
 * @throws OutsideError `untrusted` where the sum is not the order's: nothing changes.
 */
export async function takeIn(
  order: OrderDocument,
  told: Transaction,
  now: Date,
): Promise<OrderDocument> {
  if (isPaid(told)) {
    assertSameSum(order, told);
    await markPaid(order, told, now);
    return creditOrder(order, now);
  }
  if (told.state === 'closed' || told.state === 'revoked') await markClosed(order);
  return orderBy(keyOf(order));
}

/** Nobody can pay any more. */
export async function markClosed(order: OrderDocument): Promise<void> {
  await OrderModel.updateOne(
    { ...keyOf(order), state: trusted({ $in: OPEN }) },
    { $set: { state: 'closed', dueAt: null } },
  );
}

async function markPaid(order: OrderDocument, paid: PaidTransaction, now: Date): Promise<void> {
  const { transactionId, paidAt } = paid;
  await OrderModel.updateOne(
    { ...keyOf(order), state: trusted({ $in: BEFORE_PAID }) },
    { $set: { state: 'paid', transactionId, paidAt, dueAt: now, looks: 0 } },
  );
}

function assertSameSum(order: OrderDocument, { amountFen, orderNumber }: PaidTransaction): void {
  if (amountFen === order.amountFen && orderNumber === order._id) return;
  log.error({ orderId: order._id, amountFen }, 'paid by WeChat’s word is another sum');
  throw new OutsideError('untrusted', undefined, 'of another sum');
}
