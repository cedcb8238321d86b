import type { Middleware } from 'koa';
import type { SignatureFault } from './pay/exchange';

/** How the stand-in is told to misbehave on a path, for a number of calls. */
export interface Fault {
  /** The whole path, or its beginning followed by `*`. */
  path: string;
  /** Calls it applies to before it wears off. */
  times: number;
  /** Waits before anything else happens. */
  delayMs?: number;
  /** Answers this instead of doing what was asked; `body` alone means status 200, as WeChat's errors have. */
  status?: number;
  body?: unknown;
  /** Closes the connection without an answer: before the call took effect, or after it. */
  drop?: 'before' | 'after';
  /** Signs the answer of Pay v3 wrongly, or not at all. */
  signature?: SignatureFault;
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
    const fault = ctx.path.startsWith('/control') ? undefined : this.#take(ctx.path);
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

function matches(pattern: string, path: string): boolean {
  return pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern;
}

function drop(ctx: Parameters<Middleware>[0]): void {
  ctx.respond = false;
  ctx.req.destroy();
}
