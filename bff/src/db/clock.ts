import mongoose from 'mongoose';
import { log } from '../http/log';

/** Where business code gets the time from; never `Date.now()`. */
export interface Clock {
  now(): Date;
}

const REFRESH_MS = 30_000;
const SAMPLES = 3;

/** Milliseconds that the database is ahead of this process's steady clock. */
let offsetMs = 0;
let timer: NodeJS.Timeout | null = null;

/** Steady: setting this machine's clock does not move it. */
const localMs = () => performance.timeOrigin + performance.now();

/** The database's time: what codes, expiry, holds and entries go by. */
export const databaseClock: Clock = {
  now: () => new Date(localMs() + offsetMs),
};

/** One look at the database's clock, taken to show the middle of the round trip. */
async function sample(): Promise<{ offsetMs: number; roundTripMs: number }> {
  const sentMs = localMs();
  const reply = (await mongoose.connection.db?.admin().command({ hello: 1 })) as {
    localTime: Date;
  };
  const roundTripMs = localMs() - sentMs;
  return { offsetMs: reply.localTime.getTime() - (sentMs + roundTripMs / 2), roundTripMs };
}

/** Takes the sample with the shortest round trip: its error is the smallest. */
async function refresh(): Promise<void> {
  let best = await sample();
  for (let count = 1; count < SAMPLES; count += 1) {
    const next = await sample();
    if (next.roundTripMs < best.roundTripMs) best = next;
  }
  offsetMs = best.offsetMs;
}

/** Sets the clock by the connected database and keeps it so. */
export async function startDatabaseClock(): Promise<void> {
  await refresh();
  stopDatabaseClock();
  timer = setInterval(() => {
    // The steady clock carries on with the last offset until the database answers again.
    refresh().catch((error: unknown) => log.warn({ err: error }, 'database clock not refreshed'));
  }, REFRESH_MS);
  timer.unref();
}

export function stopDatabaseClock(): void {
  if (timer) clearInterval(timer);
  timer = null;
}
