import type { Context } from 'koa';
import type { Post, UserActor } from './actor';

/**
 * What the HTTP layer asks of modules and clock; `createApp` supplies it, so that `http` imports no module.
 */
export interface Doors {
  /** Null where the token belongs to no session. */
  sessionOf(token: string): Promise<UserActor | null>;
  /** What the user is at the merchant; null for someone who does not work there. */
  postAt(userId: string, merchantId: string): Promise<Post | null>;
  merchantExists(merchantId: string): Promise<boolean>;
  isOperator(userId: string): Promise<boolean>;
  /** The instant that a request counts as. */
  clockOf(ctx: Context): Date;
}

declare module 'koa' {
  interface DefaultContext {
    doors: Doors;
  }
  /** Facts about a request, for its log line and its error body. */
  interface DefaultState {
    requestId: string;
    /** The contract's path, never the real one: paths are few and hold no ids. */
    route?: string;
    userId?: string;
    merchantId?: string;
  }
}
