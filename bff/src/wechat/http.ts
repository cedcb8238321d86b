import { timeoutMs } from './config';
import { OutsideError } from './errors';

/**
 * One call to a service outside.
 *
 * @throws OutsideError `timeout`, `unreachable`, `unexpected` for an answer that is no success.
 */
export async function callOutside(url: string, init: RequestInit = {}): Promise<Response> {
  const response = await answered(url, init);
  if (response.ok) return response;
  await response.body?.cancel();
  throw new OutsideError('unexpected', response.status, new URL(url).host);
}

async function answered(url: string, init: RequestInit): Promise<Response> {
  try {
    const signal = AbortSignal.timeout(timeoutMs());
    return await fetch(url, { ...init, signal, redirect: 'error' });
  } catch (error) {
    throw failureOf(error, url);
  }
}

/** The address may hold a code or a token; only its host is told. */
export function failureOf(error: unknown, url: string): OutsideError {
  const { host } = new URL(url);
  if ((error as { name?: unknown } | null)?.name === 'TimeoutError')
    return new OutsideError('timeout', undefined, host);
  return new OutsideError('unreachable', undefined, `${host}: ${reasonOf(error)}`);
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return error.cause instanceof Error ? error.cause.message : error.message;
}

/** A POST with a JSON body. */
export function postJson(
  url: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  return callOutside(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}
