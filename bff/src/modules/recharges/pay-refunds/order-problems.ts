import { trusted } from '../../../db/mongo';
import { type PayRefundDocument, PayRefundModel } from './pay-refunds.model';

/** What keeps the money of orders from going back, by order; of several tries the last one counts. */
export async function orderProblemsOf(
  merchantId: string,
  orderIds: readonly string[],
): Promise<Map<string, PayRefundDocument['problem']>> {
  if (orderIds.length === 0) return new Map();
  const refunds = await PayRefundModel.find({
    merchantId,
    orderId: trusted({ $in: [...orderIds] }),
    counter: null,
  })
    .sort({ _id: 1 })
    .lean<PayRefundDocument[]>();
  return new Map(refunds.map(({ orderId, problem }) => [orderId, problem]));
}
