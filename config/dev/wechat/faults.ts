import type { Middleware } from 'koa';
import type { SignatureFault } from './pay/exchange';

/** How the stand-in is told to misbehave on a path, for a number of calls. */
export interface Fault {
  /** The whole path, or its beginning followed by `*`; `!token` are those that want an access token. */
  path: string;
  /** Calls it applies to before it wears off. */
  times: number;
  /** Waits before anything else happens. */
  delayMs?: number | undefined;
  /** Answers this instead of doing what was asked; `body` alone means status 200, as WeChat's errors have. */
  status?: number | undefined;
  body?: unknown;
  /** Closes the connection without an answer: before the call took effect, or after it. */
  drop?: 'before' | 'after' | undefined;
  /** Signs the answer of Pay v3 wrongly, or not at all. */
  signature?: SignatureFault | undefined;
}

export class Faults {
  #active: Fault[] = [];

  list(): readonly Fault[] {
    return this.#active;
  }

  add(fault: Fault): void {
    this.#active.push({ ...fault });
  }

  clear(): void {
    this.#active = [];
  }

  #take(path: string): Fault | undefined {
    const fault = this.#active.find((each) => matches(each.path, path));
    if (!fault) return undefined;
    fault.times -= 1;
    this.#active = this.#active.filter(({ times }) => times > 0);
    return fault;
  }

  readonly middleware: Middleware = async (ctx, next) => {
    const fault = isOurs(ctx.path) ? undefined : this.#take(ctx.path);
    if (fault?.signature) ctx.state['signature'] = fault.signature;
    if (fault?.delayMs) await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
    if (fault?.drop === 'before') return drop(ctx);
    if (fault && (fault.status !== undefined || fault.body !== undefined)) {
      ctx.status = fault.status ?? 200;
      ctx.body = fault.body ?? '';
      return;
    }
    await next();
    if (fault?.drop === 'after') drop(ctx);
  };
}

const WITH_TOKEN = [
  '/wxa/business/getuserphonenumber',
  '/cgi-bin/message/subscribe/send',
  '/wxa/getwxacodeunlimit',
];

function matches(pattern: string, path: string): boolean {
  if (pattern === '!token') return WITH_TOKEN.includes(path);
  return pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern;
}

/** What people look at and steer with works on. */
const isOurs = (path: string): boolean => path === '/' || /^\/(control|pay|acts)(\/|$)/.test(path);

function drop(ctx: Parameters<Middleware>[0]): void {
  ctx.respond = false;
  ctx.req.socket.destroy();
}
