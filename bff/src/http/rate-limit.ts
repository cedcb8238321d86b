import type { Endpoint, RateLimit } from '@merchant-coin/shared';
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { blindIndex } from '../db/seal';
import { redis } from '../db/redis';
import { AppError } from './app-error';

/** Counts one call of `key`. @throws AppError `rateLimited` when its points are used up. */
export type Limiter = (key: string) => Promise<void>;

export type Limiters = Record<RateLimit['per'], Limiter>;

/**
 * Teaches the connection the limiters' script, before the first request: an automatic pipeline of ioredis
 * that was begun without knowing it breaks, and takes the process along (seen at 64 first calls at once).
 */
export function prepareLimiters(): RateLimiterRedis {
  return new RateLimiterRedis({
    storeClient: redis(),
    keyPrefix: 'rl:none',
    points: 1,
    duration: 1,
  });
}

function limiterOf(endpoint: Endpoint, limit: RateLimit): Limiter {
  let limiter: RateLimiterRedis | null = null;
  // Made at the first call: contracts are mounted before Redis is connected.
  const open = () =>
    new RateLimiterRedis({
      storeClient: redis(),
      keyPrefix: `rl:${endpoint.method}${endpoint.path}:${limit.per}`,
      points: limit.points,
      duration: limit.seconds,
      // A caller who keeps on after the refusal is refused from memory.
      inMemoryBlockOnConsumed: limit.points + 1,
    });
  return async (key) => {
    limiter ??= open();
    try {
      await limiter.consume(key);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      const retryAfterSeconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
      throw new AppError('rateLimited', { retryAfterSeconds });
    }
  };
}

/** The limits that a contract names, by what they count. Phones are counted by their blind index. */
export function limitersOf(endpoint: Endpoint): Limiters {
  const by = (per: RateLimit['per']): Limiter => {
    const limiters = endpoint.limits
      .filter((limit) => limit.per === per)
      .map((limit) => limiterOf(endpoint, limit));
    return async (key) => {
      for (const limiter of limiters) await limiter(key);
    };
  };
  const perPhone = by('phone');
  return {
    address: by('address'),
    user: by('user'),
    phone: (phone) => perPhone(blindIndex(phone, 'rateLimit')),
  };
}
