import { randomUUID } from 'node:crypto';
import type { Middleware } from 'koa';

/** Gives each request the id that its log line, its error body and its answer carry. */
export const requestId: Middleware = (ctx, next) => {
  ctx.state.requestId = randomUUID();
  ctx.set('X-Request-Id', ctx.state.requestId);
  return next() as Promise<void>;
};
