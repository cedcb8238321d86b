import { newId } from '../../../db/ids';
import { inTransaction } from '../../../db/transaction';
import { log } from '../../../http/log';
import { keyOf, orderBy } from '../orders/find';
import { type OrderDocument, OrderModel } from '../orders/orders.model';
import { PayRefundModel } from './pay-refunds.model';

/** Gives a paid order's money back, since its coins could not be loaded; where it still is to be credited. */
export async function giveBack(
  order: OrderDocument,
  reason: NonNullable<OrderDocument['refundReason']>,
  now: Date,
): Promise<OrderDocument> {
  const isMine = await inTransaction(async () => {
    const moved = await OrderModel.updateOne(
      { ...keyOf(order), state: 'paid' },
      { $set: { state: 'refunding', refundReason: reason, dueAt: null } },
    );
    if (moved.matchedCount === 0) return false;
    await PayRefundModel.create({
      _id: newId('payRefund', now),
      merchantId: order.merchantId,
      payeeId: order.payeeId,
      orderId: order._id,
      amountFen: order.amountFen,
      totalFen: order.amountFen,
      state: 'asked',
      askedAt: now,
      dueAt: now,
    });
    return true;
  });
  if (isMine) log.warn({ orderId: order._id, reason }, 'recharge order given back');
  return orderBy(keyOf(order));
}
