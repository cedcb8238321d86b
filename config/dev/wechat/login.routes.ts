import Router from '@koa/router';
import { createHash, randomBytes } from 'node:crypto';
import { checkApp, WECHAT_ERRORS } from './answers';
import type { App } from './answers';
import { z } from 'zod';
import { Once } from './once';

const further = z.strictObject({ appid: z.string().min(1), secret: z.string().min(1) });

/**
 * `code:alice:1` is a login code of the person alice: each code works once, and all of a person's
 * codes lead to the same openid in an app. `POST /control/apps {appid, secret}` tells of a further app, as a
 * merchant has one of its own.
 */
export function loginRoutes(platform: App): Router {
  const codes = new Once();
  const apps = new Map([[platform.appid, platform]]);
  const router = new Router();

  function session(query: Record<string, unknown>): object {
    const app = apps.get(String(query['appid'])) ?? platform;
    const refusal = checkApp(app, { appid: query['appid'], secret: query['secret'] });
    if (refusal) return refusal;
    if (query['grant_type'] !== 'authorization_code') return WECHAT_ERRORS.invalidGrantType;
    const code = String(query['js_code']);
    const person = /^code:([^:]+)/.exec(code)?.[1];
    if (person === undefined) return WECHAT_ERRORS.invalidCode;
    if (!codes.claim(code)) return WECHAT_ERRORS.codeUsed;
    return { session_key: randomBytes(16).toString('base64'), openid: openidOf(app, person) };
  }

  router.post('/control/apps', (ctx) => {
    const app = further.parse(ctx.request.body);
    apps.set(app.appid, app);
    ctx.status = 204;
  });

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
