import type { Endpoint, ErrorCode, Output, Problem, Request } from '@merchant-coin/shared';
import { randomUUID } from 'node:crypto';

/** A signed-in device. */
export interface Session {
  token: string;
  userId: string;
  phone: string;
  deviceId: string;
}

export interface CallOptions {
  as?: Pick<Session, 'token'> | undefined;
  /** The `Idempotency-Key`; a new one by default, null for none. */
  key?: string | null;
  headers?: Record<string, string>;
}

export interface Reply<B> {
  status: number;
  headers: Headers;
  /** The answer of a call that succeeded. */
  body: B;
  /** Null for a call that succeeded. */
  problem: Problem | null;
  code: ErrorCode | null;
}

/** Passes what the contract would not allow, to see it refused. */
export const invalid = (input: unknown): never => input as never;

/** A path with its parameters filled in, and the fields that are left. */
function fill(path: string, input: Record<string, unknown>) {
  const rest = { ...input };
  const filled = path.replace(/\{(\w+)\}/g, (_all, name: string) => {
    const value = String(rest[name]);
    delete rest[name];
    return encodeURIComponent(value);
  });
  return { path: filled, rest };
}

function queryOf(fields: Record<string, unknown>): string {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  const query = new URLSearchParams(
    given.map(([name, value]) => [name, String(value)] as [string, string]),
  );
  return given.length > 0 ? `?${query}` : '';
}

function headersOf(endpoint: Endpoint, options: CallOptions): Record<string, string> {
  const { as, key, headers } = options;
  const requestKey = key === undefined && endpoint.idempotent ? randomUUID() : key;
  return {
    ...(as && { authorization: `Bearer ${as.token}` }),
    ...(requestKey != null && { 'idempotency-key': requestKey }),
    ...headers,
  };
}

async function replyOf<B>(response: Response): Promise<Reply<B>> {
  const text = await response.text();
  const body: unknown = text === '' ? undefined : JSON.parse(text);
  const problem = response.ok ? null : (body as Problem);
  const { status, headers } = response;
  return { status, headers, body: body as B, problem, code: problem?.code ?? null };
}

/** Calls endpoints of the contract over real HTTP. */
export class Client {
  constructor(readonly url: string) {}

  async call<E extends Endpoint>(
    endpoint: E,
    input: Request<E>,
    options: CallOptions = {},
  ): Promise<Reply<Output<E>>> {
    const { path, rest } = fill(endpoint.path, input);
    const isGet = endpoint.method === 'GET';
    const response = await fetch(`${this.url}${path}${isGet ? queryOf(rest) : ''}`, {
      method: endpoint.method,
      headers: {
        ...(isGet ? {} : { 'content-type': 'application/json' }),
        ...headersOf(endpoint, options),
      },
      ...(isGet ? {} : { body: JSON.stringify(rest) }),
    });
    return replyOf(response);
  }

  /** Any request at all. */
  async raw(path: string, init: RequestInit = {}): Promise<Reply<unknown>> {
    return replyOf(await fetch(`${this.url}${path}`, init));
  }
}
