import type { Middleware } from 'koa';
import { log } from './log';
import { observeRequest } from './metrics';

/** Polled by machines every few seconds; a line each would bury the rest. */
const QUIET_ROUTES = ['/healthz', '/readyz'];

/** One line and one measurement a request: ids, route and outcome, nothing that a person sent. */
export const requestLog: Middleware = async (ctx, next) => {
  const startedMs = performance.now();
  await next();
  const ms = performance.now() - startedMs;
  const { requestId, route = 'other', userId, merchantId } = ctx.state;
  observeRequest({ method: ctx.method, route, status: ctx.status, seconds: ms / 1000 });
  if (QUIET_ROUTES.includes(route)) return;
  log.info({
    id: requestId,
    method: ctx.method,
    route,
    status: ctx.status,
    ms: Math.round(ms * 10) / 10,
    ...(userId && { userId }),
    ...(merchantId && { merchantId }),
  });
};
