import Router from '@koa/router';
import { needToken } from './app-access';
import { fieldOf, WECHAT_ERRORS } from './answers';
import type { App } from './answers';
import { Once } from './once';
import type { AccessTokens } from './token.routes';

const COUNTRY_CODE = '86';

/** `phone:13800000009:nonce` is what the phone number button gives; it works once. */
export function phoneRoutes({ appid }: App, tokens: AccessTokens): Router {
  const codes = new Once();
  const router = new Router();

  function answer(body: unknown): object {
    const code = String(fieldOf(body, 'code'));
    const phoneNumber = /^phone:(\d+):/.exec(code)?.[1];
    if (phoneNumber === undefined || !codes.claim(code)) return WECHAT_ERRORS.invalidCode;
    return {
      errcode: 0,
      errmsg: 'ok',
      phone_info: {
        phoneNumber,
        purePhoneNumber: phoneNumber,
        countryCode: COUNTRY_CODE,
        watermark: { timestamp: Math.floor(Date.now() / 1000), appid },
      },
    };
  }

  router.post('/wxa/business/getuserphonenumber', needToken(tokens), (ctx) => {
    ctx.body = answer(ctx.request.body);
  });

  return router;
}
