import { Redis, ReplyError } from 'ioredis';
import { AppError } from '../http/app-error';
import { log } from '../http/log';
import { gather } from './gather';

const COMMAND_TIMEOUT_MS = 2_000;

let client: Redis | null = null;
let guarded: Redis | null = null;

/** A client that never queues while Redis is away: a command fails at once and the caller answers 503. */
function openClient(url: string): Redis {
  const opened = new Redis(url, {
    lazyConnect: true,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: COMMAND_TIMEOUT_MS,
    connectTimeout: 5_000,
    enableAutoPipelining: true,
    retryStrategy: (attempt) => Math.min(attempt * 50, 1_000),
  });
  opened.on('error', (error: Error) => log.warn({ err: error }, 'redis'));
  return opened;
}

/** What Redis itself refused is our mistake; everything else is a connection that did not answer. */
function translated(error: unknown): Error {
  if (error instanceof ReplyError) return error as Error;
  return new AppError('unavailable', undefined, { cause: error });
}

/** The same client, with every command's connection failure turned into `unavailable`. */
function guard(raw: Redis): Redis {
  return new Proxy(raw, {
    get(target, name) {
      const member = Reflect.get(target, name) as unknown;
      if (typeof member !== 'function') return member;
      return (...args: unknown[]) => {
        const answer = (member as (...args: unknown[]) => unknown).apply(target, args);
        if (!(answer instanceof Promise)) return answer;
        return answer.catch((error: unknown) => Promise.reject(translated(error)));
      };
    },
  });
}

export async function connectRedis(url: string): Promise<void> {
  client = openClient(url);
  await client.connect();
  guarded = guard(client);
}

/** Commands reject with `unavailable` when Redis is out of reach. */
export function redis(): Redis {
  if (!guarded) throw new Error('connect to Redis first');
  return guarded;
}

/** A key's value as it is now; reads of one turn go together. */
export const readKey = gather<string, string | null>((keys) => redis().mget(...keys), 256);

/** A connection of its own for subscriptions, with the same address and options. */
export function redisSubscriber(): Redis {
  if (!client) throw new Error('connect to Redis first');
  const subscriber = client.duplicate({ enableAutoPipelining: false, lazyConnect: false });
  subscriber.on('error', (error: Error) => log.warn({ err: error }, 'redis subscriber'));
  return subscriber;
}

export function disconnectRedis(): void {
  client?.disconnect();
  client = null;
  guarded = null;
}
