import type { Clock } from '../db/clock';

/** A merchant as jobs see it. */
export interface JobMerchant {
  merchantId: string;
  zone: string;
}

/** One run of a job: one merchant, one date of that merchant's calendar. */
export interface JobRun extends JobMerchant {
  date: string;
  clock: Clock;
  /** Aborted when the worker stops, or when another one has taken the run over. */
  signal: AbortSignal;
}

/** What a run did, in numbers, for the log and its 'done' mark. */
export type JobCounts = Record<string, number>;

/**
 * Something that happens at each merchant once a day. It is idempotent: a run may be repeated, and may
 * overlap with one of a worker that has lost its lease without knowing it.
 */
export interface Job {
  /** After its effect. Its 'done' marks stand under it, so it stays. */
  name: string;
  /** The time of day in the merchant's zone from which a date's run is due, `HH:MM`. */
  at: string;
  /** How often a date is tried before it is left to the dates after it. */
  attempts: number;
  /** Rejects where something was left undone; soon, once the signal is aborted. */
  run(run: JobRun): Promise<JobCounts>;
}
