import Router from '@koa/router';
import { randomBytes } from 'node:crypto';
import { checkApp, fieldOf, WECHAT_ERRORS } from './answers';
import type { App } from './answers';

const LIFE_SECONDS = 7200;

/** The access token of `stable_token`: the same one until it expires or a refresh is forced. */
export class AccessTokens {
  #current = { token: '', expiresAt: 0 };

  get(force: boolean): { access_token: string; expires_in: number } {
    if (force || Date.now() >= this.#current.expiresAt) {
      this.#current = {
        token: `standin_${randomBytes(48).toString('base64url')}`,
        expiresAt: Date.now() + LIFE_SECONDS * 1000,
      };
    }
    const expiresIn = Math.ceil((this.#current.expiresAt - Date.now()) / 1000);
    return { access_token: this.#current.token, expires_in: expiresIn };
  }

  accepts(token: unknown): boolean {
    return token === this.#current.token && Date.now() < this.#current.expiresAt;
  }
}

export function tokenRoutes(app: App, tokens: AccessTokens): Router {
  const router = new Router();

  function answer(body: unknown): object {
    const given = { appid: fieldOf(body, 'appid'), secret: fieldOf(body, 'secret') };
    const refusal = checkApp(app, given);
    if (refusal) return refusal;
    if (fieldOf(body, 'grant_type') !== 'client_credential') return WECHAT_ERRORS.invalidGrantType;
    return tokens.get(fieldOf(body, 'force_refresh') === true);
  }

  router.post('/cgi-bin/stable_token', (ctx) => {
    ctx.body = answer(ctx.request.body);
  });

  return router;
}
