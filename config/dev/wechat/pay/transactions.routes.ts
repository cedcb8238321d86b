import Router from '@koa/router';
import type { Context } from 'koa';
import { refusals } from './answers';
import type { PayDesk } from './desk';
import { payeeOf } from './exchange';
import type { OrderTerms, Owner } from './orders';
import type { Payee } from './payees';
import { presentOrder } from './present';
import { directClose, directPrepay, parsed, partnerClose, partnerPrepay } from './requests';

/** A merchant's own orders. */
export function directTransactions(desk: PayDesk): Router {
  const router = new Router({ prefix: '/v3/pay/transactions' });

  router.post('/jsapi', (ctx) => {
    const payee = payeeOf(ctx);
    const body = parsed(directPrepay, ctx.request.body);
    assertIs(payee, body.mchid);
    if (body.appid !== payee.appid) throw refusals.appid();
    const { mchid, appid, payer } = body;
    const { prepayId } = desk.orders.prepay({ mchid, appid, payer, ...termsOf(body) });
    ctx.body = { prepay_id: prepayId };
  });

  router.post('/out-trade-no/:number/close', (ctx) => {
    const { mchid } = parsed(directClose, ctx.request.body);
    assertIs(payeeOf(ctx), mchid);
    desk.orders.close({ mchid }, numberOf(ctx));
    ctx.status = 204;
  });

  const ownerOf = (ctx: Context): Owner => {
    const { mchid } = ctx.query;
    assertIs(payeeOf(ctx), mchid);
    return { mchid: payeeOf(ctx).mchid };
  };
  queries(router, desk, ownerOf);
  return router;
}

/** Orders that a service provider places for its merchants. */
export function partnerTransactions(desk: PayDesk): Router {
  const router = new Router({ prefix: '/v3/pay/partner/transactions' });

  router.post('/jsapi', (ctx) => {
    const payee = payeeOf(ctx);
    const body = parsed(partnerPrepay, ctx.request.body);
    assertIs(payee, body.sp_mchid, body.sub_mchid);
    if (body.sp_appid !== payee.appid) throw refusals.appid();
    const { prepayId } = desk.orders.prepay({
      mchid: body.sp_mchid,
      subMchid: body.sub_mchid,
      appid: body.sp_appid,
      subAppid: body.sub_appid,
      payer: body.payer,
      ...termsOf(body),
    });
    ctx.body = { prepay_id: prepayId };
  });

  router.post('/out-trade-no/:number/close', (ctx) => {
    const body = parsed(partnerClose, ctx.request.body);
    assertIs(payeeOf(ctx), body.sp_mchid, body.sub_mchid);
    desk.orders.close({ mchid: body.sp_mchid, subMchid: body.sub_mchid }, numberOf(ctx));
    ctx.status = 204;
  });

  const ownerOf = (ctx: Context): Owner => {
    const { sp_mchid: mchid, sub_mchid: subMchid } = ctx.query;
    assertIs(payeeOf(ctx), mchid, subMchid);
    return { mchid: payeeOf(ctx).mchid, subMchid: String(subMchid) };
  };
  queries(router, desk, ownerOf);
  return router;
}

function queries(router: Router, desk: PayDesk, ownerOf: (ctx: Context) => Owner): void {
  router.get('/out-trade-no/:number', (ctx) => {
    const order = desk.orders.byNumber(ownerOf(ctx), numberOf(ctx));
    if (!order) throw refusals.noOrder();
    ctx.body = presentOrder(order);
  });

  router.get('/id/:number', (ctx) => {
    const order = desk.orders.byTransaction(ownerOf(ctx), numberOf(ctx));
    if (!order) throw refusals.noOrder();
    ctx.body = presentOrder(order);
  });
}

const numberOf = (ctx: Context): string =>
  String((ctx['params'] as Record<string, string>)['number']);

/** What a request names must be who signed it, and a merchant of theirs. */
export function assertIs(payee: Payee, mchid: unknown, subMchid?: unknown): void {
  if (mchid !== payee.mchid) throw refusals.parameter('mchid');
  if (subMchid === undefined) return;
  if (typeof subMchid !== 'string' || !payee.subMchids.includes(subMchid))
    throw refusals.noAuthority();
}

type Body = Pick<
  ReturnType<typeof directPrepay.parse>,
  'description' | 'out_trade_no' | 'time_expire' | 'attach' | 'notify_url' | 'amount'
>;

const termsOf = (
  body: Body,
): Omit<OrderTerms, 'mchid' | 'subMchid' | 'appid' | 'subAppid' | 'payer'> => ({
  outTradeNo: body.out_trade_no,
  description: body.description,
  attach: body.attach,
  amountFen: body.amount.total,
  notifyUrl: body.notify_url,
  timeExpire: body.time_expire,
});
