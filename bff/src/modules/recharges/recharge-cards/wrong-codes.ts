import { redis } from '../../../db/redis';
import { countTry } from '../../../db/tries';
import { AppError } from '../../../http/app-error';

/**
 * So many wrong codes, with less than an hour from one to the next, and the user waits for an hour. Tries at
 * once may overshoot by as many as the contract's own limit lets through.
 */
const WRONG_CODES = 10;
const WAIT_SECONDS = 3_600;

const keyOf = (userId: string) => `wrongcards:${userId}`;

/** @throws AppError `rateLimited` after too many wrong codes. */
export async function assertMayTry(userId: string): Promise<void> {
  const wrong = Number(await redis().get(keyOf(userId)));
  if (wrong < WRONG_CODES) return;
  const leftSeconds = await redis().ttl(keyOf(userId));
  throw new AppError('rateLimited', { retryAfterSeconds: Math.max(1, leftSeconds) });
}

export async function countWrongCode(userId: string): Promise<void> {
  await countTry(keyOf(userId), WAIT_SECONDS);
}
