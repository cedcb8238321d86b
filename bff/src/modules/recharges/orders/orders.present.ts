import type { RechargeOrder, RechargeOrderRow, Reconciliation } from '@merchant-coin/shared';
import { usersById } from '../../accounts';
import { cardsByIds } from '../../cards';
import { orderProblemsOf } from '../pay-refunds/order-problems';
import type { OrderDocument } from './orders.model';
import type { ReconciliationDocument } from './reconciliations.model';

/** An order to its member. */
export function presentOrder(order: OrderDocument): RechargeOrder {
  return {
    id: order._id,
    merchantId: order.merchantId,
    cardId: order.cardId,
    amountFen: order.amountFen,
    bonusFen: order.bonusFen,
    bonusValidDays: order.bonusValidDays,
    state: order.state,
    refundReason: order.refundReason,
    createdAt: order.createdAt.toISOString(),
    expiresAt: order.expiresAt.toISOString(),
    paidAt: order.paidAt?.toISOString() ?? null,
    rechargeId: order.rechargeId,
  };
}

/** Orders of one merchant to staff, in their order. */
export async function presentOrderRows(
  merchantId: string,
  orders: readonly OrderDocument[],
): Promise<RechargeOrderRow[]> {
  const refunding = orders.filter(({ state }) => state === 'refunding');
  const [cards, users, problems] = await Promise.all([
    cardsByIds(
      merchantId,
      orders.map(({ cardId }) => cardId),
    ),
    usersById(orders.map(({ userId }) => userId)),
    orderProblemsOf(
      merchantId,
      refunding.map(({ _id }) => _id),
    ),
  ]);
  return orders.map((order) => ({
    ...presentOrder(order),
    cardNumber: cards.get(order.cardId)?.number ?? '',
    phoneMasked: users.get(order.userId)?.phoneMasked ?? null,
    transactionId: order.transactionId ?? null,
    refundProblem: problems.get(order._id) ?? null,
  }));
}

export function presentReconciliation(report: ReconciliationDocument): Reconciliation {
  const { _id, merchantId: _merchantId, madeAt, ...figures } = report;
  return { ...figures, madeAt: madeAt.toISOString() };
}
