import { redis } from './redis';

/**
 * Each script is one step of Redis: a process that dies half-way leaves no count without an end, which would
 * lock for ever.
 */
const COUNT_OR_LOCK = `
local wrong = redis.call('INCR', KEYS[1])
if redis.call('TTL', KEYS[1]) < 0 then redis.call('EXPIRE', KEYS[1], ARGV[2]) end
if wrong < tonumber(ARGV[1]) then return 0 end
redis.call('SET', KEYS[2], ARGV[3], 'EX', ARGV[4])
redis.call('DEL', KEYS[1])
return 1
`;

const COUNT_ON = `
redis.call('INCR', KEYS[1])
redis.call('EXPIRE', KEYS[1], ARGV[1])
return 1
`;

export interface TryLimit {
  /** So many wrong tries within the window lock. */
  most: number;
  windowSeconds: number;
  lockSeconds: number;
}

/**
 * Counts a wrong try under one key; the last one allowed sets another, which holds the lock's end.
 *
 * @returns the end of the lock where this try has set it, else null
 */
export async function countWrongTry(
  { counter, lock }: { counter: string; lock: string },
  { most, windowSeconds, lockSeconds }: TryLimit,
  now: Date,
): Promise<Date | null> {
  const until = new Date(now.getTime() + lockSeconds * 1000);
  const ends = [most, windowSeconds, until.toISOString(), lockSeconds];
  const locked = await redis().eval(COUNT_OR_LOCK, 2, counter, lock, ...ends);
  return locked === 1 ? until : null;
}

/** Counts a try under a key that goes when none has followed for so long. */
export async function countTry(counter: string, seconds: number): Promise<void> {
  await redis().eval(COUNT_ON, 1, counter, seconds);
}
