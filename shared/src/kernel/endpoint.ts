import type { z } from 'zod';
import type { ErrorCode } from './errors';

/**
 * Who may call: anyone; a signed-in user; staff of the path's merchant with at least that role; the
 * platform's operator.
 */
export type Access = 'public' | 'user' | 'clerk' | 'manager' | 'owner' | 'operator';

/** WeChat's `wx.request` cannot send PATCH, so changes are POSTs. */
export type Method = 'GET' | 'POST';

/** At most `points` calls in `seconds` for one address, user, or value of the input field `phone`. */
export interface RateLimit {
  per: 'address' | 'user' | 'phone';
  points: number;
  seconds: number;
}

/**
 * One call of the API as data. The router, the typed client, OpenAPI and the tests derive from it.
 * `input` holds path parameters, query (GET) and body (others) in one object; a path parameter wins over a
 * field of the same name. Fields that `input` does not name are dropped.
 */
export interface Endpoint<I extends z.ZodObject = z.ZodObject, O extends z.ZodType = z.ZodType> {
  method: Method;
  /** `/v1/…` with `{name}` for path parameters. */
  path: string;
  summary: string;
  access: Access;
  /** A public call that wants to know whose session it comes with; one without, or an old one, is let in too. */
  knowsSession?: true;
  /** The status of success; a handler may answer 200 instead of 201 where nothing new was made. */
  status: 200 | 201 | 204;
  /** A money call: refused without an `Idempotency-Key` header. */
  idempotent?: true;
  /** Fields that prove who asks and say nothing of what for: kept out of the request's fingerprint. */
  proofs?: readonly string[];
  limits: readonly RateLimit[];
  input: I;
  output: O;
  /** The output is the bytes of a picture instead of JSON. */
  isPicture?: true;
  /** Codes beyond those that any call may answer (see `COMMON_ERRORS`). */
  errors: readonly ErrorCode[];
}

/** Codes any call may answer, by its access and input. */
export const COMMON_ERRORS: readonly ErrorCode[] = [
  'validationFailed',
  'rateLimited',
  'internal',
  'unavailable',
];

export const endpoint = <I extends z.ZodObject, O extends z.ZodType>(
  definition: Endpoint<I, O>,
): Endpoint<I, O> => definition;

/** What a handler receives. */
export type Input<E extends Endpoint> = z.output<E['input']>;
/** What a client sends. */
export type Request<E extends Endpoint> = z.input<E['input']>;
/** What a handler returns; undeclared fields are dropped on the way out. */
export type Answer<E extends Endpoint> = z.input<E['output']>;
/** What a client receives. */
export type Output<E extends Endpoint> = z.output<E['output']>;

/** Limits that most calls share. */
export const LIMITS = {
  read: { per: 'user', points: 1_200, seconds: 60 },
  write: { per: 'user', points: 120, seconds: 60 },
  /** A till at its busiest does two a second; a shared sign-in of several tills stays far below. */
  till: { per: 'user', points: 1_200, seconds: 60 },
  publicRead: { per: 'address', points: 600, seconds: 60 },
} as const satisfies Record<string, RateLimit>;
