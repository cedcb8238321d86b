import Router from '@koa/router';
import { z } from 'zod';
import { needToken } from './app-access';
import { WECHAT_ERRORS } from './answers';
import type { AccessTokens } from './token.routes';

const MOST_MESSAGES = 1_000;

export interface SentMessage {
  at: number;
  openid: string;
  templateId: string;
  page?: string | undefined;
  values: Record<string, string>;
}

/** Who agreed to how many messages of which template, and what was sent. */
export class Subscriptions {
  readonly #consents = new Map<string, number>();
  readonly #sent: SentMessage[] = [];

  consentsOf(openid: string, templateId: string): number {
    return this.#consents.get(`${openid} ${templateId}`) ?? 0;
  }

  /** As if the person pressed 'allow' so many times. */
  grant(openid: string, templateId: string, count: number): void {
    this.#consents.set(`${openid} ${templateId}`, this.consentsOf(openid, templateId) + count);
  }

  /** Uses up one consent. False where none is left. */
  send(message: Omit<SentMessage, 'at'>): boolean {
    const { openid, templateId } = message;
    if (this.consentsOf(openid, templateId) === 0) return false;
    this.grant(openid, templateId, -1);
    this.#sent.push({ at: Date.now(), ...message });
    if (this.#sent.length > MOST_MESSAGES) this.#sent.shift();
    return true;
  }

  /** Newest first. */
  list(): SentMessage[] {
    return [...this.#sent].reverse();
  }
}

const message = z.object({
  touser: z.string().min(1),
  template_id: z.string().min(1),
  page: z.string().optional(),
  data: z.record(z.string(), z.object({ value: z.string() })),
  miniprogram_state: z.enum(['developer', 'trial', 'formal']).optional(),
  lang: z.enum(['zh_CN', 'en_US', 'zh_HK', 'zh_TW']).optional(),
});

/** By the first word of a field's name; of every kind WeChat takes so many characters. */
const MOST_CHARACTERS: Record<string, number> = {
  thing: 20,
  number: 32,
  letter: 32,
  symbol: 5,
  character_string: 32,
  time: 64,
  date: 64,
  amount: 24,
  phone_number: 17,
  car_number: 8,
  name: 20,
  phrase: 5,
};

function answerTo(body: unknown, subscriptions: Subscriptions): object {
  const { success, data } = message.safeParse(body);
  if (!success) return WECHAT_ERRORS.argumentInvalid;
  const { touser: openid, template_id: templateId, page } = data;
  const values = Object.fromEntries(Object.entries(data.data).map(([k, { value }]) => [k, value]));
  const isFit = Object.entries(values).every(([name, value]) => {
    const most = MOST_CHARACTERS[/^[a-z_]+(?=\d+$)/.exec(name)?.[0] ?? ''];
    return most !== undefined && value.length > 0 && [...value].length <= most;
  });
  if (!isFit) return WECHAT_ERRORS.argumentInvalid;
  if (!subscriptions.send({ openid, templateId, page, values })) return WECHAT_ERRORS.noConsent;
  return { errcode: 0, errmsg: 'ok' };
}

/** Subscribe messages; and `POST /control/consents {openid, templateId, count?}` in place of the dialog. */
export function subscribeRoutes(tokens: AccessTokens, subscriptions: Subscriptions): Router {
  const router = new Router();

  router.post('/cgi-bin/message/subscribe/send', needToken(tokens), (ctx) => {
    ctx.body = answerTo(ctx.request.body, subscriptions);
  });

  router.post('/control/consents', (ctx) => {
    const consent = z.strictObject({
      openid: z.string().min(1),
      templateId: z.string().min(1),
      count: z.int().min(1).default(1),
    });
    const { openid, templateId, count } = consent.parse(ctx.request.body);
    subscriptions.grant(openid, templateId, count);
    ctx.body = { consents: subscriptions.consentsOf(openid, templateId) };
  });

  router.get('/control/messages', (ctx) => {
    ctx.body = { messages: subscriptions.list() };
  });

  return router;
}
