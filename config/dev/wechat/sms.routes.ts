import Router from '@koa/router';
import { fieldOf } from './answers';

const MOST_PHONES = 10_000;
const MOST_TEXTS = 1_000;

export interface SentCode {
  code: string;
  at: number;
  /** Everything that the message says; only the code where the caller sends no text. */
  text: string;
}

/** The codes last sent, by phone, and the messages without one; the oldest are forgotten. */
export class SentCodes {
  readonly #texts: { phone: string; text: string; at: number }[] = [];
  readonly #codes = new Map<string, SentCode>();

  send(phone: string, code: string, text: string = code): void {
    this.#codes.delete(phone);
    this.#codes.set(phone, { code, at: Date.now(), text });
    const [oldest] = this.#codes.keys();
    if (this.#codes.size > MOST_PHONES && oldest !== undefined) this.#codes.delete(oldest);
  }

  sendText(phone: string, text: string): void {
    this.#texts.push({ phone, text, at: Date.now() });
    if (this.#texts.length > MOST_TEXTS) this.#texts.shift();
  }

  /** What was said to a phone, newest first. */
  textsTo(phone: string): string[] {
    return this.texts().flatMap((sent) => (sent.phone === phone ? [sent.text] : []));
  }

  /** Newest first. */
  texts(): { phone: string; text: string; at: number }[] {
    return [...this.#texts].reverse();
  }

  last(phone: string): string | undefined {
    return this.#codes.get(phone)?.code;
  }

  lastText(phone: string): string | undefined {
    return this.#codes.get(phone)?.text;
  }

  /** Newest first. */
  list(): ({ phone: string } & SentCode)[] {
    return [...this.#codes].map(([phone, sent]) => ({ phone, ...sent })).reverse();
  }
}

/** A test SMS gateway: takes messages from whoever has the key, and shows the last one to anyone. */
export function smsRoutes(key: string, sent: SentCodes): Router {
  const router = new Router();

  router.post('/sms', (ctx) => {
    const phone = fieldOf(ctx.request.body, 'phone');
    const code = fieldOf(ctx.request.body, 'code');
    const text = fieldOf(ctx.request.body, 'text');
    if (ctx.get('authorization') !== `Bearer ${key}`) {
      ctx.status = 401;
      ctx.body = { error: 'unknown key' };
    } else if (typeof phone === 'string' && typeof code === 'string') {
      sent.send(phone, code, typeof text === 'string' ? text : undefined);
      ctx.status = 204;
    } else if (typeof phone === 'string' && typeof text === 'string') {
      sent.sendText(phone, text);
      ctx.status = 204;
    } else {
      ctx.status = 400;
      ctx.body = { error: 'phone and code, or phone and text, are strings' };
    }
  });

  router.get('/sms/:phone', (ctx) => {
    const code = sent.last(ctx.params['phone'] ?? '');
    ctx.status = code === undefined ? 404 : 200;
    ctx.body = code === undefined ? { error: 'nothing was sent to this phone' } : { code };
  });

  router.get('/sms/:phone/texts', (ctx) => {
    ctx.body = { texts: sent.textsTo(ctx.params['phone'] ?? '') };
  });

  return router;
}
