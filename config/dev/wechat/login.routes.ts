import Router from '@koa/router';
import { createHash, randomBytes } from 'node:crypto';
import { checkApp, WECHAT_ERRORS } from './answers';
import type { App } from './answers';
import { Once } from './once';

/**
 * `code:alice:1` is a login code of the person alice: each code works once, and all of a person's
 * codes lead to the same openid.
 */
export function loginRoutes(app: App): Router {
  const codes = new Once();
  const router = new Router();

  function session(query: Record<string, unknown>): object {
    const refusal = checkApp(app, { appid: query['appid'], secret: query['secret'] });
    if (refusal) return refusal;
    if (query['grant_type'] !== 'authorization_code') return WECHAT_ERRORS.invalidGrantType;
    const code = String(query['js_code']);
    const person = /^code:([^:]+)/.exec(code)?.[1];
    if (person === undefined) return WECHAT_ERRORS.invalidCode;
    if (!codes.claim(code)) return WECHAT_ERRORS.codeUsed;
    return { session_key: randomBytes(16).toString('base64'), openid: openidOf(app, person) };
  }

  router.get('/sns/jscode2session', (ctx) => {
    // WeChat sends this JSON as plain text.
    ctx.type = 'text/plain';
    ctx.body = JSON.stringify(session(ctx.query));
  });

  return router;
}

/** 28 characters as WeChat's, stable for a person in an app. */
function openidOf({ appid }: App, person: string): string {
  const digest = createHash('sha256').update(`${appid}:${person}`).digest('base64url');
  return `o${digest.slice(0, 27)}`;
}
