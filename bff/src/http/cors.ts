import type { Middleware } from 'koa';

const ALLOWED_HEADERS = 'Authorization, Content-Type, Idempotency-Key';
const MAX_AGE_SECONDS = '7200';

/** Lets pages of the listed origins call the API. Without any, no such header is ever sent. */
export function cors(origins: readonly string[]): Middleware {
  return async (ctx, next) => {
    const origin = ctx.get('origin');
    if (!origins.includes(origin)) {
      await next();
      return;
    }
    ctx.set('Access-Control-Allow-Origin', origin);
    ctx.set('Access-Control-Expose-Headers', 'Retry-After, X-Request-Id');
    ctx.vary('Origin');
    if (ctx.method !== 'OPTIONS' || !ctx.get('access-control-request-method')) {
      await next();
      return;
    }
    ctx.set('Access-Control-Allow-Methods', 'GET, POST');
    ctx.set('Access-Control-Allow-Headers', ALLOWED_HEADERS);
    ctx.set('Access-Control-Max-Age', MAX_AGE_SECONDS);
    ctx.status = 204;
  };
}
