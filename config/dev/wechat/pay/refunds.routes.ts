import Router from '@koa/router';
import { refusals } from './answers';
import type { PayDesk } from './desk';
import { payeeOf } from './exchange';
import { presentRefund } from './present';
import { parsed, refundRequest } from './requests';
import { assertIs } from './transactions.routes';

/** Refunds, the same for merchants and service providers: `sub_mchid` makes the difference. */
export function refundRoutes(desk: PayDesk): Router {
  const router = new Router({ prefix: '/v3/refund/domestic/refunds' });

  router.post('/', (ctx) => {
    const { mchid } = payeeOf(ctx);
    const body = parsed(refundRequest, ctx.request.body);
    assertIs(payeeOf(ctx), mchid, body.sub_mchid);
    const { isNew, ...refundOf } = desk.refunds.ask(
      { mchid, subMchid: body.sub_mchid },
      {
        outRefundNo: body.out_refund_no,
        outTradeNo: body.out_trade_no,
        transactionId: body.transaction_id,
        refundFen: body.amount.refund,
        totalFen: body.amount.total,
        reason: body.reason,
        notifyUrl: body.notify_url,
      },
    );
    ctx.body = presentRefund(refundOf);
    if (isNew) desk.startRefund(refundOf);
  });

  router.get('/:number', (ctx) => {
    const { mchid } = payeeOf(ctx);
    const { sub_mchid: subMchid } = ctx.query;
    assertIs(payeeOf(ctx), mchid, subMchid);
    const owner = { mchid, subMchid: subMchid === undefined ? undefined : String(subMchid) };
    const refundOf = desk.refunds.find(owner, String(ctx.params['number']));
    if (!refundOf) throw refusals.noResource('退款单');
    ctx.body = presentRefund(refundOf);
  });

  return router;
}
