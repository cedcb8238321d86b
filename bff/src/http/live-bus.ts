import type { LiveEvent } from '@merchant-coin/shared';
import { gather } from '../db/gather';
import { redis } from '../db/redis';
import { log } from './log';

/** What travels between processes on a user's channel: an event to pass on, or the end of sessions. */
export type BusMessage =
  | { event: LiveEvent }
  /** Null ends all of the user's sessions. */
  | { endSession: string | null };

export const channelOf = (userId: string): string => `live:${userId}`;

const PUBLISH_ALL = `for n = 1, #ARGV, 2 do redis.call('PUBLISH', ARGV[n], ARGV[n + 1]) end`;

interface Publication {
  channel: string;
  text: string;
}

/** What one turn of the event loop publishes goes out as one command. */
const send = gather<Publication, null>(async (publications) => {
  const pairs = publications.flatMap(({ channel, text }) => [channel, text]);
  await redis().eval(PUBLISH_ALL, 0, ...pairs);
  return publications.map(() => null);
}, 256);

async function publish(userId: string, message: BusMessage): Promise<void> {
  try {
    await send({ channel: channelOf(userId), text: JSON.stringify(message) });
  } catch (error) {
    // A missed event is caught up by cursor; it never fails what it tells of.
    log.warn({ err: error, userId }, 'live event not published');
  }
}

/** Sends an event to all of the user's open sockets, on whichever process they are. Never rejects. */
export function publishLive(userId: string, event: LiveEvent): Promise<void> {
  return publish(userId, { event });
}

/** Whether any of the user's devices has a socket open, on whichever process. */
export async function isListening(userId: string): Promise<boolean> {
  const [, listeners] = await redis().pubsub('NUMSUB', channelOf(userId));
  return Number(listeners) > 0;
}

/** Closes the sockets of a session, or of all the user's sessions. Never rejects. */
export function publishSessionEnd(userId: string, sessionId: string | null): Promise<void> {
  return publish(userId, { endSession: sessionId });
}
