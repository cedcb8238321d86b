import type { Middleware } from 'koa';
import { WECHAT_ERRORS } from './answers';
import type { AccessTokens } from './token.routes';

/** Answers 40001 to whoever comes without the access token. */
export function needToken(tokens: AccessTokens): Middleware {
  return async (ctx, next) => {
    if (tokens.accepts(ctx.query['access_token'])) await next();
    else ctx.body = WECHAT_ERRORS.invalidCredential;
  };
}
