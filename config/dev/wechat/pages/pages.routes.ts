import Router from '@koa/router';
import type { Context } from 'koa';
import { z } from 'zod';
import { SWITCH_NAMES, turnAllOff, turnOn, type Site } from '../switches';
import { homePage, type Shown } from './home';
import { payPage, resultPage } from './pay';

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

const OUTCOMES: Record<string, string> = {
  'already paid': 'This order is paid already.',
  closed: 'The shop closed this order.',
  expired: 'The time to pay is over.',
  unknown: 'There is no such order.',
};

/** What people look at: everything on `/`, one order to pay on `/pay/{prepayId}?return=…`. */
export function pagesRoutes(shown: Shown, site: Site): Router {
  const router = new Router();

  router.use(['/', '/pay', '/acts'], async (ctx, next) => {
    ctx.set({
      'Content-Security-Policy':
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; frame-ancestors 'none'",
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    });
    await next();
  });

  router.get('/', (ctx) => {
    ctx.type = 'html';
    ctx.body = homePage(shown);
  });

  payRoutes(router, shown);
  actRoutes(router, shown, site);
  return router;
}

function payRoutes(router: Router, { desk }: Shown): void {
  router.get('/pay/:prepayId', (ctx) => {
    const order = desk.orders.prepaid(ctx.params['prepayId'] ?? '');
    const returnTo = safeReturn(ctx, ctx.query['return']);
    ctx.type = 'html';
    ctx.status = order ? 200 : 404;
    if (order?.state === 'NOTPAY') ctx.body = payPage(order, returnTo);
    else {
      const why =
        order === undefined ? 'unknown' : order.state === 'CLOSED' ? 'closed' : 'already paid';
      ctx.body = resultPage('Nothing to pay', OUTCOMES[why] ?? '', returnTo);
    }
  });

  router.post('/pay/:prepayId', (ctx) => {
    const form = z.object({ action: z.enum(['pay', 'refuse']), return: z.string().optional() });
    const { action, return: given } = form.parse(ctx.request.body);
    const returnTo = safeReturn(ctx, given);
    const prepayId = ctx.params['prepayId'] ?? '';
    if (action === 'refuse') desk.orders.refuse(prepayId);
    const outcome = action === 'pay' ? desk.pay(prepayId) : 'refused';
    if (returnTo) {
      ctx.status = 303;
      ctx.set('Location', withResult(returnTo, outcome));
      return;
    }
    ctx.type = 'html';
    ctx.body =
      outcome === 'paid'
        ? resultPage('Paid', 'The shop is told now.')
        : resultPage('Not paid', OUTCOMES[outcome] ?? 'You did not pay.');
  });
}

function actRoutes(router: Router, { desk }: Shown, site: Site): void {
  const fields = <T extends z.ZodType>(ctx: Context, schema: T) => schema.parse(ctx.request.body);
  const acts: Record<string, (ctx: Context) => unknown> = {
    pay: (ctx) => desk.pay(fields(ctx, z.object({ prepayId: z.string() })).prepayId),
    refuse: (ctx) => desk.orders.refuse(fields(ctx, z.object({ prepayId: z.string() })).prepayId),
    again: (ctx) => desk.callbacks.again(fields(ctx, z.object({ id: z.string() })).id),
    behave: () => turnAllOff(site),
    switch: (ctx) => turnOn(site, fields(ctx, z.object({ name: z.enum(SWITCH_NAMES) })).name, 1),
    settings: (ctx) => {
      const { callbackSpeed, refundOutcome } = fields(
        ctx,
        z.object({
          callbackSpeed: z.coerce.number().positive().optional(),
          refundOutcome: z.enum(['SUCCESS', 'held']).optional(),
        }),
      );
      if (callbackSpeed !== undefined) desk.callbacks.setSpeed(callbackSpeed);
      if (refundOutcome !== undefined) desk.refundOutcome = refundOutcome;
    },
    'finish-refund': (ctx) => {
      const end = z.enum(['SUCCESS', 'ABNORMAL', 'CLOSED']);
      const { number, status } = fields(ctx, z.object({ number: z.string(), status: end }));
      const refundOf = desk.refunds.list().find(({ refund }) => refund.outRefundNo === number);
      if (refundOf) desk.finishRefund(refundOf, status);
    },
  };
  for (const [name, run] of Object.entries(acts)) {
    router.post(`/acts/${name}`, async (ctx) => {
      await run(ctx);
      ctx.status = 303;
      ctx.set('Location', '/');
    });
  }
}

/** Only back to something on this machine, or the host that the stand-in was reached at. */
function safeReturn(ctx: Context, given: unknown): string | undefined {
  if (typeof given !== 'string' || !URL.canParse(given)) return undefined;
  const { protocol, hostname } = new URL(given);
  const isHere = LOOPBACK.includes(hostname) || hostname === ctx.hostname;
  return isHere && (protocol === 'http:' || protocol === 'https:') ? given : undefined;
}

/**
 * The result goes where a program finds it: behind the hash of an app that routes by it, else into the
 * query. It is a hint: whether the order is paid is asked of WeChat.
 */
function withResult(returnTo: string, outcome: string): string {
  const url = new URL(returnTo);
  const result = `payResult=${outcome === 'paid' ? 'ok' : outcome === 'refused' ? 'cancel' : 'fail'}`;
  if (url.hash) url.hash += `${url.hash.includes('?') ? '&' : '?'}${result}`;
  else url.search += `${url.search ? '&' : '?'}${result}`;
  return url.toString();
}
