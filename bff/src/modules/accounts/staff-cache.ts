import type { Redis } from 'ioredis';
import { LRUCache } from 'lru-cache';
import { redis, redisSubscriber } from '../../db/redis';
import { log } from '../../http/log';
import type { StaffDocument } from './accounts.model';

/** A change reaches every process at once by Redis; the time is the bound for a lost message. */
const TTL_MS = 3_000;
const CHANNEL = 'staff-changed';

const keyOf = (userId: string, merchantId: string): string => `${userId} ${merchantId}`;

const cache = new LRUCache<string, { staff: StaffDocument | null }>({ max: 20_000, ttl: TTL_MS });
let subscriber: Redis | null = null;

export function cachedStaff(userId: string, merchantId: string): StaffDocument | null | undefined {
  return cache.get(keyOf(userId, merchantId))?.staff;
}

export function cacheStaff(userId: string, merchantId: string, staff: StaffDocument | null): void {
  cache.set(keyOf(userId, merchantId), { staff });
}

/** Forgets a post here and, by Redis, in the other processes. */
export async function dropStaff(userId: string, merchantId: string): Promise<void> {
  const key = keyOf(userId, merchantId);
  cache.delete(key);
  await redis()
    .publish(CHANNEL, key)
    .catch((error: unknown) => log.warn({ err: error }, 'staff change not published'));
}

/** Listens to what other processes change. */
export async function startStaffCache(): Promise<void> {
  subscriber = redisSubscriber();
  subscriber.on('message', (_channel, key) => cache.delete(key));
  await new Promise((resolve) => subscriber?.once('ready', resolve));
  await subscriber.subscribe(CHANNEL);
}

export function stopStaffCache(): void {
  subscriber?.disconnect();
  subscriber = null;
  cache.clear();
}
