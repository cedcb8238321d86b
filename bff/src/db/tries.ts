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
redis.call('DEL', KEYS[1], KEYS[3])
return 1
`;

/** Instants in ISO 8601 sort as text. */
const ADMIT = `
local lock = redis.call('GET', KEYS[1])
if lock and lock > ARGV[4] then return 0 end
redis.call('SADD', KEYS[2], ARGV[1])
if redis.call('TTL', KEYS[2]) < 0 then redis.call('EXPIRE', KEYS[2], ARGV[3]) end
if redis.call('SCARD', KEYS[2]) <= tonumber(ARGV[2]) then return 1 end
redis.call('SREM', KEYS[2], ARGV[1])
return 0
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

/** Where tries at one secret are counted. */
export interface TryKeys {
  /** Wrong ones so far. */
  counter: string;
  /** Holds the end of the lock, in ISO 8601. */
  lock: string;
  /** Hashes of guesses that are being judged, or were wrong. */
  tried: string;
}

/**
 * Counts a wrong try; the last one allowed locks.
 *
 * @returns the end of the lock where this try has set it, else null
 */
export async function countWrongTry(
  { counter, lock, tried }: TryKeys,
  { most, windowSeconds, lockSeconds }: TryLimit,
  now: Date,
): Promise<Date | null> {
  const until = new Date(now.getTime() + lockSeconds * 1000);
  const ends = [most, windowSeconds, until.toISOString(), lockSeconds];
  const locked = await redis().eval(COUNT_OR_LOCK, 3, counter, lock, tried, ...ends);
  return locked === 1 ? until : null;
}

/**
 * Admits a guess before it is answered, so that a thousand guesses at once are no more than one by one: so
 * many different ones in a window, none while the lock holds. A right one is to be forgotten again.
 *
 * @param guess a hash, never what was typed
 */
export async function admitGuess(
  { lock, tried }: TryKeys,
  guess: string,
  { most, windowSeconds }: TryLimit,
  now: Date,
): Promise<boolean> {
  const terms = [guess, most, windowSeconds, now.toISOString()];
  return (await redis().eval(ADMIT, 2, lock, tried, ...terms)) === 1;
}

export async function forgetGuess({ tried }: TryKeys, guess: string): Promise<void> {
  await redis().srem(tried, guess);
}

/** Forgets all tries, and ends the lock. */
export async function forgetTries({ counter, lock, tried }: TryKeys): Promise<void> {
  await redis().del(counter, lock, tried);
}

/** Counts a try under a key that goes when none has followed for so long. */
export async function countTry(counter: string, seconds: number): Promise<void> {
  await redis().eval(COUNT_ON, 1, counter, seconds);
}
