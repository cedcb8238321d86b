import type Router from '@koa/router';
import { api } from '@merchant-coin/shared';
import { keyOfCursor, pageOfRows } from '../../../db/cursor';
import { trusted } from '../../../db/mongo';
import { log } from '../../../http/log';
import { mount } from '../../../http/mount';
import { OutsideError } from '../../../wechat/errors';
import { ownCard } from '../../cards';
import { orderRecharge } from './create';
import { keyOf, orderBy, ordersOf } from './find';
import { lookAt } from './look';
import { presentOrder, presentOrderRows, presentReconciliation } from './orders.present';
import { type OrderDocument, OrderModel } from './orders.model';
import { type ReconciliationDocument, ReconciliationModel } from './reconciliations.model';
import { rechargeTermsFor } from './terms';

const LOOK_EVERY_MS = 2_000;

export function orderRoutes(router: Router): void {
  memberRoutes(router);
  staffRoutes(router);
}

function memberRoutes(router: Router): void {
  mount(router, api.rechargeOrders.getRechargeTerms, async ({ input, actor, now }) =>
    rechargeTermsFor(await ownCard(actor.userId, input.cardId), now),
  );

  mount(
    router,
    api.rechargeOrders.createRechargeOrder,
    async ({ input, actor, now, requestKey, fingerprint }) => {
      const card = await ownCard(actor.userId, input.cardId);
      const keyed = { now, requestKey, fingerprint };
      const { order, payment } = await orderRecharge(card, { ...input, ...keyed });
      return { order: presentOrder(order), payment };
    },
  );

  mount(router, api.rechargeOrders.getRechargeOrder, async ({ input, actor, now }) => {
    const { merchantId } = await ownCard(actor.userId, input.cardId);
    const { cardId, orderId } = input;
    const order = await orderBy({ merchantId, cardId, _id: orderId });
    return { order: presentOrder(await lookedAt(order, now)) };
  });

  mount(router, api.rechargeOrders.listMyRechargeOrders, async ({ input, actor }) => {
    const { merchantId } = await ownCard(actor.userId, input.cardId);
    const { items, nextCursor } = await ordersOf({ merchantId, cardId: input.cardId }, input);
    return { items: items.map(presentOrder), nextCursor };
  });
}

/**
 * The order after a look; as we know it where WeChat does not answer, or was asked a moment ago: all orders of
 * a merchant share what WeChat answers it in a minute.
 */
async function lookedAt(order: OrderDocument, now: Date): Promise<OrderDocument> {
  if (!(await mayLook(order, now))) return order;
  try {
    return await lookAt(order, now);
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    log.warn({ err: error, orderId: order._id }, 'recharge order not looked at');
    return order;
  }
}

/** One look in two seconds, whoever asks. */
async function mayLook(order: OrderDocument, now: Date): Promise<boolean> {
  const before = trusted({ $lte: new Date(now.getTime() - LOOK_EVERY_MS) });
  const taken = await OrderModel.updateOne(
    { ...keyOf(order), $or: [{ lookedAt: null }, { lookedAt: before }] },
    { $set: { lookedAt: now } },
  );
  return taken.modifiedCount === 1;
}

function staffRoutes(router: Router): void {
  mount(router, api.rechargeOrders.listRechargeOrders, async ({ input }) => {
    const { merchantId, state } = input;
    const filter = { merchantId, ...(state && { state }) };
    const { items, nextCursor } = await ordersOf(filter, input);
    return { items: await presentOrderRows(merchantId, items), nextCursor };
  });

  mount(router, api.rechargeOrders.listReconciliations, async ({ input }) => {
    const { merchantId, limit } = input;
    const before = keyOfCursor(input.cursor);
    const [date = '', payeeId = ''] = before?.split(' ') ?? [];
    const older = [{ date: trusted({ $lt: date }) }, { date, payeeId: trusted({ $gt: payeeId }) }];
    const rows = await ReconciliationModel.find({ merchantId, ...(before ? { $or: older } : {}) })
      .sort({ date: -1, payeeId: 1 })
      .limit(limit + 1)
      .lean<ReconciliationDocument[]>();
    const page = pageOfRows(rows, limit, (row) => `${row.date} ${row.payeeId}`);
    return { ...page, items: page.items.map(presentReconciliation) };
  });
}
