import { AppError } from '../http/app-error';

const TIMEOUT_MS = 5_000;

/**
 * One call to a service outside.
 *
 * @throws AppError `unavailable` when it does not answer in time or answers no success.
 */
export async function callOutside(url: string, init: RequestInit = {}): Promise<Response> {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (response.ok) return response;
    await response.body?.cancel();
    throw new Error(`answered ${response.status}`);
  } catch (error) {
    // The address may hold a code or a token; only its host is told.
    const cause = new Error(`${new URL(url).host} failed: ${reasonOf(error)}`);
    throw new AppError('unavailable', undefined, { cause });
  }
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
