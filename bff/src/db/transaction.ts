import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import mongoose, { type ClientSession, mongo } from 'mongoose';
import { AppError } from '../http/app-error';

const MAX_ATTEMPTS = 5;
/** Up to this, doubled each time: long enough for the transaction in the way to commit. */
const FIRST_PAUSE_MS = 20;
/** A commit whose answer stays out is given up after this time: its outcome is unknown. */
const TIMEOUT_MS = 15_000;
const DUPLICATE_KEY = 11_000;

const running = new AsyncLocalStorage<ClientSession>();

export function isInsideTransaction(): boolean {
  return running.getStore() !== undefined;
}

/** Somebody else appended to the same card first, or made the same claim: the ledger's unique indexes. */
const isLostRace = (error: unknown): boolean =>
  isDuplicateOf(error, 'seq') || isDuplicateOf(error, 'claims');

/** Whether the unique index whose key contains `field` stood against a write. */
export function isDuplicateOf(error: unknown, field: string): boolean {
  if (!(error instanceof mongo.MongoServerError) || error.code !== DUPLICATE_KEY) return false;
  return field in ((error['keyPattern'] ?? {}) as Record<string, unknown>);
}

/**
 * The one way to open a transaction: snapshot reads, majority writes. Every mongoose call inside joins it;
 * native collection calls must pass `session`. `fn` may run up to five times, so it does nothing that a
 * rollback does not undo, and no two calls at once. Inside another transaction it joins that one.
 *
 * @throws AppError `unavailable` when five attempts were not enough.
 */
export async function inTransaction<T>(fn: (session: ClientSession) => Promise<T>): Promise<T> {
  const outer = running.getStore();
  if (outer) return fn(outer);
  let attempts = 0;
  const attempt = async (session: ClientSession): Promise<T> => {
    attempts += 1;
    if (attempts > MAX_ATTEMPTS) throw new AppError('unavailable', { reason: 'contention' });
    // The driver's own pause before it repeats is shorter than a commit takes.
    if (attempts > 1) await sleep(Math.random() * FIRST_PAUSE_MS * 2 ** (attempts - 1));
    return running.run(session, () => fn(session));
  };
  for (;;) {
    try {
      // The driver repeats after a transient error until `attempt` refuses.
      return await mongoose.connection.transaction(attempt, {
        readConcern: { level: 'snapshot' },
        writeConcern: { w: 'majority', journal: true },
        readPreference: 'primary',
        timeoutMS: TIMEOUT_MS,
      } as mongo.TransactionOptions);
    } catch (error) {
      if (!isLostRace(error)) throw error;
      if (attempts >= MAX_ATTEMPTS) throw new AppError('unavailable', { reason: 'contention' });
    }
  }
}
