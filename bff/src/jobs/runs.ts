import { randomUUID } from 'node:crypto';
import { model, Schema } from 'mongoose';
import { trusted } from '../db/mongo';
import { tenantCollection } from '../db/tenancy';
import { isDuplicateOf } from '../db/transaction';
import type { JobCounts } from './job';

/** A worker that is killed loses its run to another one after this time. */
export const LEASE_MS = 60_000;

/** Marks are needed for as long as dates are made up for; then they go. */
const KEPT_DAYS = 90;

export interface RunKey {
  merchantId: string;
  job: string;
  date: string;
}

/** One date of one job at one merchant: who is at it until when, and whether it is done. */
interface RunDocument extends RunKey {
  _id: string;
  /** Differs by try, so that a worker notices that it has lost the run. */
  holder: string;
  leaseUntil: Date;
  attempts: number;
  doneAt: Date | null;
  counts: JobCounts | null;
  /** Why the last try failed. */
  problem: string | null;
}

const runSchema = new Schema<RunDocument>(
  {
    _id: String,
    merchantId: { type: String, required: true },
    job: { type: String, required: true },
    date: { type: String, required: true },
    holder: { type: String, required: true },
    leaseUntil: { type: Date, required: true },
    attempts: { type: Number, required: true },
    doneAt: { type: Date, default: null },
    counts: { type: Schema.Types.Mixed, default: null },
    problem: { type: String, default: null },
  },
  { versionKey: false },
);
runSchema.index({ merchantId: 1, job: 1, date: 1 }, { unique: true });
runSchema.index({ doneAt: 1 }, { expireAfterSeconds: KEPT_DAYS * 86_400 });
runSchema.plugin(tenantCollection);

const RunModel = model<RunDocument>('JobRun', runSchema, 'jobRuns');

/** A run that this process has taken on. */
export interface TakenRun {
  key: RunKey;
  holder: string;
  attempt: number;
}

const heldBy = ({ key, holder }: TakenRun) => ({ ...key, holder, doneAt: null });
const after = (now: Date, ms: number) => new Date(now.getTime() + ms);

/** The last date that was done; null before the first. */
export async function lastDone({ merchantId, job }: Omit<RunKey, 'date'>): Promise<string | null> {
  const run = await RunModel.findOne({ merchantId, job, doneAt: trusted({ $ne: null }) })
    .sort({ date: -1 })
    .lean<RunDocument>();
  return run?.date ?? null;
}

/**
 * Takes a run on for a minute. Null where it is done, has used up its attempts, or is in other hands: of
 * many who ask at once one gets it, by the conditional update and the unique index.
 */
export async function takeRun(key: RunKey, attempts: number, now: Date): Promise<TakenRun | null> {
  const holder = randomUUID();
  try {
    const run = await RunModel.findOneAndUpdate(
      {
        ...key,
        doneAt: null,
        leaseUntil: trusted({ $lte: now }),
        attempts: trusted({ $lt: attempts }),
      },
      {
        $set: { holder, leaseUntil: after(now, LEASE_MS) },
        $inc: { attempts: 1 },
        $setOnInsert: { _id: `${key.job} ${key.merchantId} ${key.date}` },
      },
      { upsert: true, returnDocument: 'after' },
    ).lean<RunDocument>();
    return run && { key, holder, attempt: run.attempts };
  } catch (error) {
    if (isDuplicateOf(error, 'date') || isDuplicateOf(error, '_id')) return null;
    throw error;
  }
}

/** Keeps a run for another minute; false where it is in other hands by now. */
export async function keepRun(run: TakenRun, now: Date): Promise<boolean> {
  const leaseUntil = after(now, LEASE_MS);
  const kept = await RunModel.updateOne(heldBy(run), { $set: { leaseUntil } });
  return kept.matchedCount === 1;
}

/** The 'done' mark: the date is never run again. */
export async function markDone(run: TakenRun, counts: JobCounts, now: Date): Promise<void> {
  await RunModel.updateOne(heldBy(run), { $set: { doneAt: now, counts, problem: null } });
}

/** Leaves a failed run for later: a minute after the first try, twice as long after each further one. */
export async function markFailed(run: TakenRun, problem: string, now: Date): Promise<void> {
  const leaseUntil = after(now, LEASE_MS * 2 ** (run.attempt - 1));
  await RunModel.updateOne(heldBy(run), { $set: { leaseUntil, problem } });
}

/** Hands a run back unfinished; the try does not count. */
export async function handBack(run: TakenRun, now: Date): Promise<void> {
  await RunModel.updateOne(heldBy(run), { $set: { leaseUntil: now }, $inc: { attempts: -1 } });
}
