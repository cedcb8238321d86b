import { LRUCache } from 'lru-cache';
import type { Clock } from '../db/clock';
import { log } from '../http/log';
import type { Job, JobMerchant } from './job';
import { type Loop, startLoop } from './loop';
import {
  handBack,
  keepRun,
  lastDone,
  LEASE_MS,
  markDone,
  markFailed,
  type TakenRun,
  takeRun,
} from './runs';
import { datesToRun, dueDate } from './schedule';

const LOOK_EVERY_MS = 30_000;
/** Merchants that are known to be done for the day are not asked about again. */
const REMEMBERED = 50_000;

export interface JobsOptions {
  /** Run one after the other at each merchant. */
  jobs: readonly Job[];
  /** All merchants, a page at a time. */
  merchants: () => AsyncIterable<JobMerchant>;
  clock: Clock;
  lookEveryMs?: number;
}

/** Runs the jobs whenever they are due. Any number of workers may: each run is taken by one of them. */
export function startJobs(options: JobsOptions): Loop {
  const runner = new JobRunner(options);
  return startLoop({
    look: (signal) => runner.runDue(signal),
    everyMs: options.lookEveryMs ?? LOOK_EVERY_MS,
    problem: 'jobs not run',
  });
}

export class JobRunner {
  /** By job and merchant, the last date that is known to be done. */
  private readonly doneThrough = new LRUCache<string, string>({ max: REMEMBERED });

  constructor(private readonly options: JobsOptions) {}

  /** One look at all merchants: runs what is due and not done. A merchant's failure is its own. */
  async runDue(signal: AbortSignal): Promise<void> {
    for await (const merchant of this.options.merchants()) {
      for (const job of this.options.jobs) {
        if (signal.aborted) return;
        try {
          await this.catchUp(job, merchant, signal);
        } catch (error) {
          const { merchantId } = merchant;
          log.warn({ err: error, job: job.name, merchantId }, 'job not looked after');
        }
      }
    }
  }

  private async catchUp(job: Job, merchant: JobMerchant, signal: AbortSignal): Promise<void> {
    const { merchantId, zone } = merchant;
    const due = dueDate(job.at, zone, this.options.clock.now());
    const known = `${job.name} ${merchantId}`;
    if (this.doneThrough.get(known) === due) return;
    const last = await lastDone({ merchantId, job: job.name });
    for (const date of datesToRun(last, due)) {
      const key = { merchantId, job: job.name, date };
      const taken = await takeRun(key, job.attempts, this.options.clock.now());
      if (taken) await this.run(job, { taken, zone, signal });
      if (signal.aborted) return;
    }
    if (last !== null && last >= due) this.doneThrough.set(known, due);
  }

  private async run(
    job: Job,
    { taken, zone, signal: stopping }: { taken: TakenRun; zone: string; signal: AbortSignal },
  ): Promise<void> {
    const { clock } = this.options;
    const { merchantId, date } = taken.key;
    const lost = new AbortController();
    const signal = AbortSignal.any([stopping, lost.signal]);
    const stopKeeping = this.keep(taken, () => lost.abort());
    try {
      const counts = await job.run({ merchantId, zone, date, clock, signal });
      await markDone(taken, counts, clock.now());
      log.info({ ...taken.key, ...counts }, 'job done');
    } catch (error) {
      if (lost.signal.aborted) return;
      if (stopping.aborted) return await handBack(taken, clock.now());
      log.warn({ err: error, ...taken.key, attempt: taken.attempt }, 'job failed');
      const problem = error instanceof Error ? error.message : String(error);
      await markFailed(taken, problem, clock.now());
    } finally {
      stopKeeping();
    }
  }

  /** Renews the lease until told to stop. */
  private keep(taken: TakenRun, onLost: () => void): () => void {
    const renew = async () => {
      if (!(await keepRun(taken, this.options.clock.now()))) onLost();
    };
    const timer = setInterval(() => {
      renew().catch((error: unknown) => log.warn({ err: error, ...taken.key }, 'lease not kept'));
    }, LEASE_MS / 3);
    return () => clearInterval(timer);
  }
}
