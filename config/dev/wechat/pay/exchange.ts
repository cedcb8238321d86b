import type { Context, Middleware } from 'koa';
import { randomBytes } from 'node:crypto';
import { PayRefusal } from './answers';
import { payeeBehind } from './authorization';
import type { Payee, Payees } from './payees';
import { signWith, type PlatformKeys } from './platform-keys';

/** Files are told apart from answers: their hash is in the signed answer that names them. */
const DOWNLOAD = '/v3/billdownload/file';

/** How an answer is to be spoilt; set by the faults. */
export type SignatureFault = 'wrong' | 'none' | 'serial' | 'old' | 'body';

/** Outermost: whatever is answered below `/v3/` is signed, except to someone whom WeChat does not know. */
export function signAnswers(keys: PlatformKeys): Middleware {
  return async (ctx, next) => {
    await next();
    if (!ctx.path.startsWith('/v3/') || ctx.path === DOWNLOAD || ctx.status === 401) return;
    const fault = ctx.state['signature'] as SignatureFault | undefined;
    if (fault === 'none') return;
    const body = textOf(ctx.body);
    // What is signed are the very bytes that leave.
    if (body !== '') {
      ctx.body = fault === 'body' ? `${body} ` : body;
      ctx.type = 'application/json';
    }
    const key = await keys.signer(ctx.get('wechatpay-serial'));
    const timestamp = Math.floor(Date.now() / 1000) - (fault === 'old' ? 600 : 0);
    const nonce = randomBytes(16).toString('hex');
    const signed = fault === 'wrong' ? `${body} ` : body;
    ctx.set({
      'Wechatpay-Serial': fault === 'serial' ? 'PUB_KEY_ID_00000000000000000000' : key.id,
      'Wechatpay-Timestamp': String(timestamp),
      'Wechatpay-Nonce': nonce,
      'Wechatpay-Signature': signWith(key.privateKey, [timestamp, nonce, signed]),
      'Wechatpay-Signature-Type': 'WECHATPAY2-SHA256-RSA2048',
    });
  };
}

function textOf(body: unknown): string {
  if (body == null) return '';
  return typeof body === 'string' ? body : JSON.stringify(body);
}

/** Before every route of Pay v3: who asks; and refusals become answers. */
export function knowPayee(payees: Payees): Middleware {
  return async (ctx, next) => {
    try {
      const { method, req, request } = ctx;
      const rawBody = request.rawBody ?? '';
      const authorization = ctx.get('authorization');
      const signed = { method, url: req.url ?? '', authorization, rawBody };
      ctx.state['payee'] = payeeBehind(signed, payees);
      await next();
    } catch (error) {
      if (!(error instanceof PayRefusal)) throw error;
      ctx.status = error.status;
      ctx.body = { code: error.code, message: error.message };
    }
  };
}

export const payeeOf = (ctx: Context): Payee => ctx.state['payee'] as Payee;
