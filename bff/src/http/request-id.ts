import { randomBytes } from 'node:crypto';
import type { Middleware } from 'koa';

/** Gives each request the id that its log line, its error body and its answer carry. */
export const requestId: Middleware = (ctx, next) => {
  ctx.state.requestId = randomBytes(12).toString('base64url');
  ctx.set('X-Request-Id', ctx.state.requestId);
  return next() as Promise<void>;
};
