import type { Middleware } from 'koa';
import { ZodError } from 'zod';

/** No page of another site may press buttons here. */
export const sameOriginOnly: Middleware = async (ctx, next) => {
  const origin = ctx.get('origin');
  if (ctx.method !== 'GET' && origin !== '' && !isAt(origin, ctx.host)) {
    ctx.status = 403;
    ctx.body = { error: 'another origin' };
    return;
  }
  await next();
};

function isAt(origin: string, host: string): boolean {
  return URL.canParse(origin) && new URL(origin).host === host;
}

/** A control that is told nonsense says so. */
export const explainInvalid: Middleware = async (ctx, next) => {
  try {
    await next();
  } catch (error) {
    if (!(error instanceof ZodError)) throw error;
    ctx.status = 400;
    ctx.body = { error: 'invalid', issues: error.issues };
  }
};
