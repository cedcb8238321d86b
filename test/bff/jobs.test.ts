import type { Job, JobMerchant, JobRun } from '@merchant-coin/bff/jobs/job';
import { JobRunner, startJobs } from '@merchant-coin/bff/jobs/runner';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectMongo, disconnectMongo, ensureIndexes } from '../../bff/src/db/mongo';
import { startDatabaseClock, stopDatabaseClock } from '../../bff/src/db/clock';
import { log } from '../../bff/src/http/log';
import { TestClock } from '../support/clock';
import { dropDatabase, freshMongoUri } from '../support/db';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Two in the morning in Shanghai. */
const NIGHT = new Date('2027-03-01T18:00:00Z');
const TODAY = '2027-03-02';

const clock = new TestClock();
const goOn = new AbortController().signal;
let merchants = 0;

beforeAll(async () => {
  log.level = 'silent';
  await connectMongo(freshMongoUri());
  await ensureIndexes();
  await startDatabaseClock();
});
afterAll(async () => {
  stopDatabaseClock();
  await dropDatabase();
  await disconnectMongo();
});
beforeEach(() => clock.set(NIGHT));

const newMerchant = (zone = 'Asia/Shanghai'): JobMerchant => {
  merchants += 1;
  return { merchantId: `mer_${merchants}`, zone };
};

/** A job that keeps its runs in mind; `work` may fail or take its time. */
function jobOf(work: (run: JobRun) => Promise<void> = () => Promise.resolve(), attempts = 5) {
  const dates: string[] = [];
  const job: Job = {
    name: 'testJob',
    at: '00:10',
    attempts,
    async run(run) {
      dates.push(run.date);
      await work(run);
      return { times: dates.length };
    },
  };
  return { job, dates };
}

function runnerOf(job: Job, ...those: JobMerchant[]): JobRunner {
  async function* all() {
    yield* those;
  }
  return new JobRunner({ jobs: [job], merchants: all, clock });
}

describe('a job', () => {
  it('runs once a date and merchant, in the merchant’s own night', async () => {
    const sydney = newMerchant('Australia/Sydney');
    const { job, dates } = jobOf();
    const runner = runnerOf(job, newMerchant(), sydney);
    // Sydney is three hours ahead: 23:05 on the first in Shanghai is 02:05 on the second there.
    clock.set(new Date('2027-03-01T15:05:00Z'));
    await runner.runDue(goOn);
    expect(dates).toEqual(['2027-03-01', '2027-03-02']);
    await runner.runDue(goOn);
    await runner.runDue(goOn);
    expect(dates).toHaveLength(2);
    clock.set(new Date('2027-03-01T16:09:00Z'));
    await runner.runDue(goOn);
    expect(dates).toHaveLength(2);
    clock.set(new Date('2027-03-01T16:10:01Z'));
    await runner.runDue(goOn);
    expect(dates.slice(2)).toEqual(['2027-03-02']);
  });

  it('is run by one of many workers', async () => {
    const merchant = newMerchant();
    const { job, dates } = jobOf(() => sleep(20).then(() => undefined));
    const workers = Array.from({ length: 8 }, () => runnerOf(job, merchant));
    await Promise.all(workers.map((worker) => worker.runDue(goOn)));
    expect(dates).toEqual([TODAY]);
    await runnerOf(job, merchant).runDue(goOn);
    expect(dates).toEqual([TODAY]);
  });

  it('makes up for the dates on which no worker ran', async () => {
    const merchant = newMerchant();
    const { job, dates } = jobOf();
    await runnerOf(job, merchant).runDue(goOn);
    clock.advance(3 * DAY_MS);
    await runnerOf(job, merchant).runDue(goOn);
    expect(dates).toEqual(['2027-03-02', '2027-03-03', '2027-03-04', '2027-03-05']);
  });

  it('of a killed worker is taken over after a minute, not before', async () => {
    const merchant = newMerchant();
    let kill: () => void = () => undefined;
    const killed = new Promise<void>((resolve) => (kill = resolve));
    const first = jobOf(() => killed);
    const dying = runnerOf(first.job, merchant).runDue(goOn);
    await until(() => first.dates.length === 1);
    const second = jobOf();
    const other = runnerOf(second.job, merchant);
    clock.advance(MINUTE_MS - 2_000);
    await other.runDue(goOn);
    expect(second.dates).toEqual([]);
    clock.advance(3_000);
    await other.runDue(goOn);
    expect(second.dates).toEqual([TODAY]);
    kill();
    await dying;
  });

  it('that fails is tried again later and later, and then left to the next date', async () => {
    const merchant = newMerchant();
    const { job, dates } = jobOf(() => Promise.reject(new Error('no')), 3);
    const runner = runnerOf(job, merchant);
    await runner.runDue(goOn);
    await runner.runDue(goOn);
    expect(dates).toHaveLength(1);
    for (const minutes of [1, 1, 1, 30, 30]) {
      clock.advance(minutes * MINUTE_MS + 1_000);
      await runner.runDue(goOn);
    }
    // After one minute, after two more, and no fourth time.
    expect(dates).toEqual([TODAY, TODAY, TODAY]);
    clock.advance(DAY_MS);
    await runner.runDue(goOn);
    expect(dates.slice(3)).toEqual(['2027-03-03']);
  });

  it('that fails at one merchant runs at the others', async () => {
    const [bad, good] = [newMerchant(), newMerchant()];
    const seen: string[] = [];
    const { job } = jobOf(async ({ merchantId }) => {
      if (merchantId === bad.merchantId) throw new Error('no');
      seen.push(merchantId);
    });
    await runnerOf(job, bad, newMerchant('Not/AZone'), good).runDue(goOn);
    expect(seen).toEqual([good.merchantId]);
  });

  it('is handed back by a worker that stops, and taken on by another at once', async () => {
    const merchant = newMerchant();
    const stopping = new AbortController();
    const first = jobOf(async ({ signal }) => {
      stopping.abort();
      signal.throwIfAborted();
    }, 1);
    await runnerOf(first.job, merchant).runDue(stopping.signal);
    const second = jobOf(undefined, 1);
    await runnerOf(second.job, merchant).runDue(goOn);
    expect([first.dates, second.dates]).toEqual([[TODAY], [TODAY]]);
  });
});

describe('startJobs', () => {
  it('looks again and again until it is stopped', async () => {
    const merchant = newMerchant();
    const { job, dates } = jobOf();
    async function* all() {
      yield merchant;
    }
    const running = startJobs({ jobs: [job], merchants: all, clock, lookEveryMs: 5 });
    await until(() => dates.length === 1);
    clock.advance(DAY_MS);
    await until(() => dates.length === 2);
    await running.stop();
    clock.advance(DAY_MS);
    await sleep(30);
    expect(dates).toEqual(['2027-03-02', '2027-03-03']);
  });
});

async function until(reached: () => boolean): Promise<void> {
  const deadline = Date.now() + 5_000;
  while (!reached()) {
    if (Date.now() > deadline) throw new Error('waited in vain');
    await sleep(5);
  }
}
