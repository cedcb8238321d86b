import type { RechargeOrderState } from '@merchant-coin/shared';
import { keyOfCursor, pageOfRows } from '../../../db/cursor';
import { trusted } from '../../../db/mongo';
import { AppError } from '../../../http/app-error';
import { type OrderDocument, OrderModel } from './orders.model';

interface PageQuery {
  limit: number;
  cursor?: string | undefined;
}

export type OrderKey = Pick<OrderDocument, 'merchantId' | '_id'>;

export const keyOf = ({ merchantId, _id }: OrderKey): OrderKey => ({ merchantId, _id });

/** One order as it is now. @throws AppError `notFound` */
export async function orderBy(filter: {
  merchantId: string;
  _id: string;
  cardId?: string;
  payeeId?: string;
}): Promise<OrderDocument> {
  const order = await OrderModel.findOne(filter).lean<OrderDocument>();
  if (!order) throw new AppError('notFound');
  return order;
}

/** What a request key has ordered before; null where nothing. */
export function orderByRequest(
  merchantId: string,
  requestKey: string,
): Promise<OrderDocument | null> {
  return OrderModel.findOne({ merchantId, requestKey }).lean<OrderDocument>();
}

/** Orders of a merchant, of one card or of one state where named, newest first. */
export async function ordersOf(
  filter: { merchantId: string; cardId?: string; state?: RechargeOrderState },
  { limit, cursor }: PageQuery,
): Promise<{ items: OrderDocument[]; nextCursor: string | null }> {
  const before = keyOfCursor(cursor);
  const rows = await OrderModel.find({
    ...filter,
    ...(before ? { _id: trusted({ $lt: before }) } : {}),
  })
    .sort({ _id: -1 })
    .limit(limit + 1)
    .lean<OrderDocument[]>();
  return pageOfRows(rows, limit, (order) => order._id);
}
