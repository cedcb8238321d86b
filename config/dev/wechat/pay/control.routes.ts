import Router from '@koa/router';
import { createVerify } from 'node:crypto';
import { z } from 'zod';
import type { Calendar } from '../calendar';
import type { PayDesk } from './desk';
import type { Order } from './orders';
import { registration, type Payee } from './payees';

const end = z.enum(['SUCCESS', 'ABNORMAL', 'CLOSED']);

const callbackFault = z.strictObject({
  times: z.int().min(1).default(1),
  wrong: z.enum(['signature', 'serial', 'body', 'key']).optional(),
  ageSeconds: z.int().optional(),
  amountFen: z.int().optional(),
  repeat: z.int().min(0).max(10).optional(),
  delayMs: z.int().min(0).optional(),
  lost: z.boolean().optional(),
});

const settings = z.strictObject({
  callbackSpeed: z.number().positive().optional(),
  refundOutcome: end.or(z.literal('held')).optional(),
  advanceMs: z.int().min(0).optional(),
});

/** What the WeChat app is given to pay with (`wx.requestPayment`). */
const paymentParams = z.strictObject({
  appId: z.string(),
  timeStamp: z.string().regex(/^\d{10}$/),
  nonceStr: z.string().min(1).max(32),
  package: z.string().startsWith('prepay_id='),
  signType: z.literal('RSA'),
  paySign: z.string(),
});

/** What tests, the seed and the pages tell WeChat Pay to be or to do. */
export function payControl(desk: PayDesk, calendar: Calendar): Router {
  const router = new Router({ prefix: '/control' });
  keyRoutes(router, desk);
  orderRoutes(router, desk);
  callbackRoutes(router, desk);

  router.patch('/settings', (ctx) => {
    const { callbackSpeed, refundOutcome, advanceMs } = settings.parse(ctx.request.body);
    if (callbackSpeed !== undefined) desk.callbacks.setSpeed(callbackSpeed);
    if (refundOutcome !== undefined) desk.refundOutcome = refundOutcome;
    if (advanceMs !== undefined) calendar.advance(advanceMs);
    ctx.status = 204;
  });

  return router;
}

function keyRoutes(router: Router, desk: PayDesk): void {
  const keys = async () =>
    (await desk.keys.list()).map(({ id, publicKey }) => ({ id, pem: publicKey }));

  router.post('/payees', async (ctx) => {
    desk.payees.register(registration.parse(ctx.request.body));
    ctx.status = 201;
    ctx.body = { platformPublicKeys: await keys() };
  });

  router.get('/platform-keys', async (ctx) => {
    ctx.body = { platformPublicKeys: await keys() };
  });

  router.post('/platform-keys', async (ctx) => {
    const body = z.strictObject({ alternating: z.boolean().default(false) });
    await desk.keys.add(body.parse(ctx.request.body ?? {}));
    ctx.status = 201;
    ctx.body = { platformPublicKeys: await keys() };
  });

  router.delete('/platform-keys/:id', async (ctx) => {
    ctx.status = (await desk.keys.remove(ctx.params['id'] ?? '')) ? 204 : 404;
  });
}

function orderRoutes(router: Router, desk: PayDesk): void {
  router.get('/orders', (ctx) => {
    ctx.body = { orders: desk.orders.list() };
  });

  /** As if the member pressed 'pay' in WeChat; with the parameters given, they are checked as WeChat does. */
  router.post('/orders/:prepayId/pay', (ctx) => {
    const prepayId = ctx.params['prepayId'] ?? '';
    const given: unknown = ctx.request.body;
    const order = desk.orders.prepaid(prepayId);
    const payee = order && desk.payees.find(order.mchid);
    const isSigned = !hasFields(given) || (payee && order && isSignedFor(given, order, payee));
    const outcome = isSigned ? desk.pay(prepayId) : 'signature wrong';
    ctx.status = outcome === 'paid' ? 200 : 409;
    ctx.body = { outcome };
  });

  router.post('/orders/:prepayId/refuse', (ctx) => {
    desk.orders.refuse(ctx.params['prepayId'] ?? '');
    ctx.status = 204;
  });

  router.get('/refunds', (ctx) => {
    ctx.body = {
      refunds: desk.refunds.list().map(({ order, refund }) => ({
        ...refund,
        outTradeNo: order.outTradeNo,
      })),
    };
  });

  router.post('/refunds/:number/finish', (ctx) => {
    const { status } = z.strictObject({ status: end }).parse(ctx.request.body);
    const refundOf = desk.refunds
      .list()
      .find(({ refund }) => refund.outRefundNo === ctx.params['number']);
    ctx.status = refundOf && desk.finishRefund(refundOf, status) ? 204 : 409;
  });
}

function callbackRoutes(router: Router, desk: PayDesk): void {
  router.get('/callbacks', (ctx) => {
    ctx.body = { callbacks: desk.callbacks.list(), faults: desk.callbacks.faults() };
  });

  router.post('/callbacks/faults', (ctx) => {
    desk.callbacks.addFault(callbackFault.parse(ctx.request.body));
    ctx.status = 204;
  });

  router.delete('/callbacks/faults', (ctx) => {
    desk.callbacks.clearFaults();
    ctx.status = 204;
  });

  router.post('/callbacks/:id/again', async (ctx) => {
    ctx.status = (await desk.callbacks.again(ctx.params['id'] ?? '')) ? 204 : 404;
  });
}

const hasFields = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && Object.keys(body).length > 0;

function isSignedFor(given: unknown, order: Order, payee: Payee): boolean {
  const result = paymentParams.safeParse(given);
  if (!result.success) return false;
  const { appId, timeStamp, nonceStr, package: packed, paySign } = result.data;
  const app = order.payer['sub_openid'] === undefined ? order.appid : order.subAppid;
  if (appId !== app || packed !== `prepay_id=${order.prepayId}`) return false;
  const message = `${appId}\n${timeStamp}\n${nonceStr}\n${packed}\n`;
  return createVerify('RSA-SHA256').update(message).verify(payee.publicKey, paySign, 'base64');
}
