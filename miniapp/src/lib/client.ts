import type { api, Endpoint, Output, Request } from '@merchant-coin/shared';
import Taro from '@tarojs/taro';
import { ENDPOINTS } from './endpoints.gen';
import { ApiError, errorFromAnswer } from './errors';
import { deviceOffline } from './network';
import { endSession, sessionGeneration, sessionStore } from './session';
import { watchWrite } from './waiting';

type Api = typeof api;
type Module = keyof Api;

/** `cards.getMyCard`: an endpoint by module and verb, as `shared/src/index.ts` lists them. */
export type CallName = {
  [M in Module]: `${M}.${keyof Api[M] & string}`;
}[Module];

type EndpointOf<N extends CallName> = N extends `${infer M}.${infer V}`
  ? M extends Module
    ? V extends keyof Api[M]
      ? Extract<Api[M][V], Endpoint>
      : never
    : never
  : never;

export type CallInput<N extends CallName> = Request<EndpointOf<N>>;
export type CallOutput<N extends CallName> = Output<EndpointOf<N>>;

export interface CallOptions {
  /** Kept by the caller over retries of one act, so that a retry is the same request. */
  idempotencyKey?: string;
  timeoutMs?: number;
  /** The answer is bytes (see `lib/picture.ts`). */
  asPicture?: true;
  /** Nobody waits for the answer: that it takes long is not worth a word. */
  quiet?: true;
}

interface EndpointFacts {
  method: 'GET' | 'POST';
  path: string;
  idempotent?: true;
}

interface Prepared {
  method: EndpointFacts['method'];
  url: string;
  body: Record<string, unknown> | undefined;
}

const TIMEOUT_MS = 10_000;
const RETRY_PAUSE_MS = 400;

/** Fills path parameters; what is left of the input becomes the query of a GET, else the JSON body. */
function prepare({ method, path }: EndpointFacts, input: Record<string, unknown>): Prepared {
  const rest = new Map(Object.entries(input).filter(([, value]) => value !== undefined));
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = rest.get(name);
    rest.delete(name);
    return encodeURIComponent(String(value));
  });
  if (method !== 'GET') {
    return { method, url: API_BASE + filled, body: Object.fromEntries(rest) };
  }
  const query = [...rest].map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
  return {
    method,
    url: API_BASE + filled + (query.length > 0 ? `?${query.join('&')}` : ''),
    body: undefined,
  };
}

function headersOf(options: CallOptions): Record<string, string> {
  const headers: Record<string, string> = { 'Content-Type': 'application/json' };
  const session = sessionStore.get();
  if (session) headers.Authorization = `Bearer ${session.token}`;
  if (options.idempotencyKey) headers['Idempotency-Key'] = options.idempotencyKey;
  return headers;
}

function headerOf(headers: Record<string, unknown> | undefined, name: string): string | undefined {
  const found = Object.entries(headers ?? {}).find(([key]) => key.toLowerCase() === name);
  return found ? String(found[1]) : undefined;
}

async function send(request: Prepared, options: CallOptions): Promise<unknown> {
  const timeout = options.timeoutMs ?? TIMEOUT_MS;
  const startedAt = Date.now();
  const generation = sessionGeneration();
  const answer = await Taro.request<unknown, Record<string, unknown> | undefined>({
    url: request.url,
    method: request.method,
    data: request.body,
    header: headersOf(options),
    timeout,
    ...(options.asPicture ? { responseType: 'arraybuffer' as const } : {}),
  }).catch(() => {
    throw new ApiError(Date.now() - startedAt >= timeout ? 'timeout' : 'networkFailed');
  });
  deviceOffline.set(false);
  if (generation !== sessionGeneration()) throw new ApiError('sessionEnded');
  if (answer.statusCode >= 200 && answer.statusCode < 300) return answer.data;
  const retryAfter = Number(headerOf(answer.header, 'retry-after'));
  const error = errorFromAnswer(answer.statusCode, answer.data, retryAfter || undefined);
  if (error.code === 'unauthenticated') endSession();
  throw error;
}

function isWorthAnotherTry(cause: unknown): boolean {
  return cause instanceof ApiError && (cause.code === 'networkFailed' || cause.status >= 502);
}

/**
 * Calls the API. Reads are tried twice where no answer came; writes never by themselves. Throws
 * `ApiError`.
 */
export async function call<N extends CallName>(
  name: N,
  input: CallInput<N>,
  options: CallOptions = {},
): Promise<CallOutput<N>> {
  const facts: EndpointFacts = ENDPOINTS[name];
  if (facts.idempotent && !options.idempotencyKey) throw new ApiError('idempotencyKeyMissing');
  const request = prepare(facts, input);
  if (facts.method !== 'GET') {
    const sent = send(request, options) as Promise<CallOutput<N>>;
    return options.quiet ? sent : watchWrite(sent);
  }
  try {
    return (await send(request, options)) as CallOutput<N>;
  } catch (cause) {
    if (!isWorthAnotherTry(cause)) throw cause;
    await new Promise((resolve) => setTimeout(resolve, RETRY_PAUSE_MS));
    return (await send(request, options)) as CallOutput<N>;
  }
}
