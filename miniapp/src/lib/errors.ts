import type { ErrorCode, Problem } from '@merchant-coin/shared/kernel/errors';
import { ERRORS } from '@merchant-coin/shared/kernel/errors';

/**
 * What can go wrong before an answer arrives. After a write both leave its outcome unknown; asking again
 * with the same request key is safe. `sessionEnded`: the answer belongs to a session that is over.
 */
type ClientErrorCode = 'networkFailed' | 'timeout' | 'sessionEnded';
export type AnyErrorCode = ErrorCode | ClientErrorCode;

interface ApiErrorFacts {
  status?: number;
  requestId?: string | undefined;
  details?: Record<string, unknown> | undefined;
  retryAfterSeconds?: number | undefined;
}

/** The one error that a failed call throws. Screens decide by `code` alone. */
export class ApiError extends Error {
  readonly code: AnyErrorCode;
  /** 0 where no answer came. */
  readonly status: number;
  readonly requestId: string | undefined;
  readonly details: Record<string, unknown>;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: AnyErrorCode, facts: ApiErrorFacts = {}) {
    super(code);
    this.name = 'ApiError';
    this.code = code;
    this.status = facts.status ?? 0;
    this.requestId = facts.requestId;
    this.details = facts.details ?? {};
    this.retryAfterSeconds = facts.retryAfterSeconds;
  }
}

/** Reads a problem document; anything else than one is `internal`. */
export function errorFromAnswer(
  status: number,
  body: unknown,
  retryAfterSeconds?: number,
): ApiError {
  const problem = (typeof body === 'object' && body !== null ? body : {}) as Partial<Problem>;
  const known = typeof problem.code === 'string' && problem.code in ERRORS;
  const code: ErrorCode = known
    ? (problem.code as ErrorCode)
    : status === 401
      ? 'unauthenticated'
      : status >= 502
        ? 'unavailable'
        : 'internal';
  return new ApiError(code, {
    status,
    requestId: problem.requestId,
    details: problem.details,
    retryAfterSeconds,
  });
}

/** Every caught value as an `ApiError`; a fault of our own counts as `internal`. */
export function asApiError(cause: unknown): ApiError {
  return cause instanceof ApiError ? cause : new ApiError('internal');
}

/** Whether what was asked for has happened is not known. */
export function isOutcomeUnknown(error: ApiError): boolean {
  return isUnanswered(error) || error.code === 'internal';
}

/** No answer came: the device may be offline, and what was asked may or may not have happened. */
export function isUnanswered(error: ApiError): boolean {
  return error.code === 'networkFailed' || error.code === 'timeout' || error.code === 'unavailable';
}
