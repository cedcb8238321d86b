import { hash, randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { readKey, redis } from '../../db/redis';
import type { UserActor } from '../../http/actor';
import { publishSessionEnd } from '../../http/live-bus';

/** A session ends 30 days after it was last used. */
const LIFE_SECONDS = 30 * 86_400;
/** Use moves the end at most once in this time, or every read would be a write. */
const EXTEND_MS = 3_600_000;

const kept = z.object({ userId: z.string(), deviceId: z.string() });

/** A session's id is its token's hash: whoever reads Redis cannot sign in with it. */
const idOf = (token: string): string => hash('sha256', token, 'base64url');
const sessionKey = (sessionId: string): string => `session:${sessionId}`;
/** The user's sessions, scored by when each was last extended. */
const userKey = (userId: string): string => `sessions:${userId}`;

const extended = new LRUCache<string, true>({ max: 100_000, ttl: EXTEND_MS });

async function keep(sessionId: string, { userId, deviceId }: Owner): Promise<void> {
  const value = JSON.stringify({ userId, deviceId });
  await redis().set(sessionKey(sessionId), value, 'EX', LIFE_SECONDS);
  await redis().sadd(userKey(userId), sessionId);
  await redis().expire(userKey(userId), LIFE_SECONDS);
}

interface Owner {
  userId: string;
  deviceId: string;
}

/** Signs a user in on a device; answers the token, which is kept nowhere. */
export async function startSession(userId: string, deviceId?: string): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const madeUp = () => `dev-${randomBytes(12).toString('hex')}`;
  await keep(idOf(token), { userId, deviceId: deviceId ?? madeUp() });
  return token;
}

async function extend(sessionId: string, userId: string): Promise<void> {
  if (extended.has(sessionId)) return;
  extended.set(sessionId, true);
  await redis().expire(sessionKey(sessionId), LIFE_SECONDS);
  await redis().expire(userKey(userId), LIFE_SECONDS);
}

/** Whose token this is; null for one that is no (longer a) session's. */
export async function sessionOf(token: string): Promise<UserActor | null> {
  const sessionId = idOf(token);
  const value = await readKey(sessionKey(sessionId));
  if (value === null) return null;
  const { userId, deviceId } = kept.parse(JSON.parse(value));
  await extend(sessionId, userId);
  return { userId, deviceId, sessionId };
}

export async function isSession(sessionId: string): Promise<boolean> {
  return (await redis().exists(sessionKey(sessionId))) === 1;
}

/** Ends one session; its sockets close. */
export async function endSession({ sessionId, userId }: UserActor): Promise<void> {
  await redis().del(sessionKey(sessionId));
  await redis().srem(userKey(userId), sessionId);
  await publishSessionEnd(userId, sessionId);
}

/** Ends all of a user's sessions, on every device. */
export async function endSessionsOf(userId: string): Promise<void> {
  const sessionIds = await redis().smembers(userKey(userId));
  await redis().del(userKey(userId), ...sessionIds.map(sessionKey));
  await publishSessionEnd(userId, null);
}

/** Ends a user's sessions on every device but this one, as when another was lost. */
export async function endSessionsBut(userId: string, ownDeviceId: string): Promise<void> {
  for (const sessionId of await redis().smembers(userKey(userId))) {
    const value = await redis().get(sessionKey(sessionId));
    if (value === null) continue;
    const { deviceId } = kept.parse(JSON.parse(value));
    if (deviceId !== ownDeviceId) await endSession({ userId, deviceId, sessionId });
  }
}

/** Makes the session another user's: the token stays good, the device stays the same. */
export async function moveSession(session: UserActor, userId: string): Promise<void> {
  await keep(session.sessionId, { userId, deviceId: session.deviceId });
  await redis().srem(userKey(session.userId), session.sessionId);
}
