import type { Endpoint, RateLimit } from '@merchant-coin/shared';
import { LRUCache } from 'lru-cache';
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

function open(endpoint: Endpoint, limit: RateLimit): RateLimiterRedis {
  return new RateLimiterRedis({
    storeClient: redis(),
    keyPrefix: `rl:${endpoint.method}${endpoint.path}:${limit.per}`,
    points: limit.points,
    duration: limit.seconds,
    // A caller who keeps on after the refusal is refused from memory.
    inMemoryBlockOnConsumed: limit.points + 1,
  });
}

function refusalOf(reason: unknown): unknown {
  if (!(reason instanceof RateLimiterRes)) return reason;
  const retryAfterSeconds = Math.max(1, Math.ceil(reason.msBeforeNext / 1000));
  return new AppError('rateLimited', { retryAfterSeconds });
}

/**
 * Points are drawn from Redis a hundredth of the limit at a time and used up here before more are asked for:
 * a busy till asks once in twelve calls. One draw a key is under way at a time, and whoever comes meanwhile
 * shares it. The limit stays exact but for what a process leaves unused.
 */
function limiterOf(endpoint: Endpoint, limit: RateLimit): Limiter {
  // Made at the first call: contracts are mounted before Redis is connected.
  let limiter: RateLimiterRedis | null = null;
  const points = Math.max(1, Math.floor(limit.points / 100));
  const drawn = new LRUCache<string, { left: number }>({ max: 20_000 });
  const drawing = new Map<string, Promise<void>>();

  const draw = async (key: string): Promise<void> => {
    limiter ??= open(endpoint, limit);
    try {
      const { msBeforeNext } = await limiter.consume(key, points);
      drawn.set(key, { left: points }, { ttl: Math.max(1, msBeforeNext) });
    } catch (reason) {
      throw refusalOf(reason);
    } finally {
      drawing.delete(key);
    }
  };

  return async (key) => {
    for (;;) {
      const kept = drawn.get(key);
      if (kept && kept.left > 0) {
        kept.left -= 1;
        return;
      }
      const under = drawing.get(key) ?? draw(key);
      drawing.set(key, under);
      await under;
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
