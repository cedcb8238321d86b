import { type ErrorCode, ERRORS, type Problem } from '@merchant-coin/shared';
import type { Context, Middleware } from 'koa';
import mongoose, { mongo } from 'mongoose';
import { AppError } from './app-error';
import { log } from './log';

/** Server codes that say: not now. Interrupted, stepped down, shutting down, timed out. */
const PASSING_SERVER_CODES = new Set<number | string | undefined>([
  50, 89, 91, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436,
]);

const CONNECTION_ERRORS = [
  mongo.MongoNetworkError,
  mongo.MongoServerSelectionError,
  mongo.MongoNotConnectedError,
  mongo.MongoTopologyClosedError,
  mongo.MongoOperationTimeoutError,
  mongo.MongoWriteConcernError,
  mongoose.Error.MongooseServerSelectionError,
];

/** Whether MongoDB is out of reach or between two primaries: the caller may ask again. */
function isDatabaseAway(error: unknown): boolean {
  if (CONNECTION_ERRORS.some((kind) => error instanceof kind)) return true;
  if (!(error instanceof mongo.MongoError)) return false;
  return (
    PASSING_SERVER_CODES.has(error.code) ||
    error.hasErrorLabel('TransientTransactionError') ||
    error.hasErrorLabel('RetryableWriteError')
  );
}

/** The error that the caller sees; what nobody foresaw is `internal` and says nothing. */
export function appErrorOf(error: unknown): AppError {
  if (error instanceof AppError) return error;
  return new AppError(isDatabaseAway(error) ? 'unavailable' : 'internal', undefined, {
    cause: error,
  });
}

export function problemOf(
  code: ErrorCode,
  requestId: string,
  details?: Record<string, unknown>,
): Problem {
  const { status, title } = ERRORS[code];
  return {
    type: `/docs#${code}`,
    title,
    status,
    code,
    requestId,
    ...(details && { details }),
  };
}

function answer(ctx: Context, error: AppError): void {
  const retryAfterSeconds = error.details?.['retryAfterSeconds'];
  if (typeof retryAfterSeconds === 'number') ctx.set('Retry-After', String(retryAfterSeconds));
  ctx.status = error.status;
  ctx.body = problemOf(error.code, ctx.state.requestId, error.details);
  ctx.type = 'application/problem+json';
}

/** The one place where errors become answers (RFC 9457). What no route took is `notFound`. */
export const problems: Middleware = async (ctx, next) => {
  try {
    await next();
    if (ctx.status === 404 && ctx.body === undefined) throw new AppError('notFound');
  } catch (error) {
    const known = appErrorOf(error);
    if (known.status >= 500) {
      const { requestId: id, route } = ctx.state;
      log.error({ id, route, err: known.cause ?? known }, known.code);
    }
    answer(ctx, known);
  }
};
