/**
 * `npm run bench`: how fast a redemption is through the whole HTTP path, beside a route that does nothing
 * and beside one bare-driver transaction a redemption, in one run on an empty store. Machines differ: the
 * ratios count. `--quick` is a first look; `--profile` leaves a CPU profile of the BFF in `.cache/profiles`;
 * `--soak 10` pays for ten minutes instead and shows the BFF's memory each minute; `--live` has 2,000 members
 * connected and shows what that costs, and how soon they see their receipts; `--reminders` plans a day's
 * reminders over a million cards of 200 merchants; `--app`, or just `app`, loads the app for browsers on a slow
 * phone with a slow network.
 */
import { databaseClock } from '@merchant-coin/bff/db/clock';
import { redis } from '@merchant-coin/bff/db/redis';
import { log } from '@merchant-coin/bff/http/log';
import { readEnv } from '@merchant-coin/bff/env';
import { closeServices, openServices } from '@merchant-coin/bff/services';
import { payCodeStep } from '@merchant-coin/shared';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import mongoose from 'mongoose';
import { measureApp } from './app';
import { type Pids, residentMb } from './cpu';
import { enlarge } from './large-store';
import { measureLive } from './live';
import { CACHE, end, portOf, startBff, startLoad } from './programs';
import { measureReminders } from './reminders';
import { rawTransactions } from './raw-transactions';
import { type Row, Runs } from './runs';
import { setStage, type Stage } from './stage';

const CARDS = 500;
/** So many that none of them reaches the limit of calls a minute. */
const CLERKS = 256;
const CALLERS = 64;

/** The large store; each of its cards has five entries. A card of the sample pays once. */
const LARGE = { cards: 1_000_000, sample: 200_000 };
const LARGE_QUICK = { cards: 50_000, sample: 50_000 };

interface Flags {
  quick: boolean;
  profile: boolean;
  soakMinutes: number;
  live: boolean;
  reminders: boolean;
  app: boolean;
}

interface Bench {
  stage: Stage;
  seconds: number;
  quick: boolean;
}

/** The services' process ids; only these tell what each part of a redemption costs. */
async function servicePids(): Promise<Pick<Pids, 'mongod' | 'redis'>> {
  const status = await mongoose.connection.db?.admin().command({ serverStatus: 1 });
  const redisPid = /process_id:(\d+)/.exec(await redis().info('server'))?.[1];
  return { mongod: Number(status?.['pid']), redis: Number(redisPid) };
}

const ratio = (a: Row, b: Row) => (a.perSecond / b.perSecond).toFixed(2);

/** Everything that is compared, in this order, and the line of ratios. */
async function compare(runs: Runs, { stage, seconds, quick }: Bench): Promise<void> {
  await runs.warmUp();
  const noop = await runs.noop('signed-in no-op', CALLERS);
  const { MONGODB_URI } = readEnv();
  const rawResult = await rawTransactions(MONGODB_URI, { callers: CALLERS, seconds, cards: CARDS });
  const raw = runs.add({ name: 'raw transaction', callers: CALLERS, cpuMs: {}, ...rawResult });
  await runs.redeem('redeem8', 8);
  const redeem64 = await runs.redeem('redeem64', CALLERS);
  await runs.redeem('redeem256', 256);
  const hot = await runs.redeem('one hot card', CALLERS, stage.cards.slice(0, 1));
  const sample = await enlarge(stage, quick ? LARGE_QUICK : LARGE, databaseClock.now());
  const large = await runs.redeem('redeem64, large', CALLERS, sample);
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(join(CACHE, 'bench.json'), JSON.stringify({ seconds, rows: runs.rows }, null, 2));
  console.log(
    `ratios: redeem64/rawTx=${ratio(redeem64, raw)} redeem64/noop=${ratio(redeem64, noop)}` +
      ` hotCard/redeem64=${ratio(hot, redeem64)} million/redeem64=${ratio(large, redeem64)}` +
      ` p99/p50=${(redeem64.p99Ms / redeem64.p50Ms).toFixed(2)}`,
  );
}

/** Pays minute after minute and shows what the BFF keeps in memory. */
async function soak(runs: Runs, minutes: number, bffPid: number | undefined): Promise<void> {
  for (let minute = 1; minute <= minutes; minute += 1) {
    await runs.redeem(`minute ${minute}`, CALLERS);
    console.log(`${''.padEnd(18)} the BFF has ${residentMb(bffPid) ?? '?'} MB resident`);
  }
}

/** Members are connected to one BFF, clerks pay at another. */
async function benchLive({ quick }: Flags): Promise<void> {
  const now = databaseClock.now();
  const stage = await setStage({ cards: CARDS, clerks: CLERKS }, now);
  const [holding, paying] = [startBff({ profile: false }), startBff({ profile: false })];
  try {
    const originOf = async (bff: typeof holding) => `http://127.0.0.1:${await portOf(bff)}`;
    const [socketsAt, tillAt] = await Promise.all([originOf(holding), originOf(paying)]);
    const firstStep = payCodeStep(now.getTime());
    const seconds = quick ? 2 : 10;
    await measureLive({ stage, socketsAt, pid: holding.pid, tillAt, seconds, firstStep });
  } finally {
    await Promise.all([end(holding), end(paying)]);
  }
}

const benchReminders = ({ quick }: Flags): Promise<void> =>
  measureReminders(quick ? LARGE_QUICK : LARGE, databaseClock.now());

async function bench(flags: Flags): Promise<void> {
  const { quick, profile, soakMinutes } = flags;
  const seconds = soakMinutes > 0 ? 60 : quick ? 2 : 10;
  const stage = await setStage({ cards: CARDS, clerks: CLERKS }, databaseClock.now());
  const bff = startBff({ profile });
  const load = startLoad();
  try {
    const origin = `http://127.0.0.1:${await portOf(bff)}`;
    const pids = { bff: bff.pid, load: load.pid, ...(await servicePids()) };
    const firstStep = payCodeStep(databaseClock.now().getTime());
    const runs = new Runs({ load, origin, stage, pids, seconds, firstStep });
    if (soakMinutes > 0) await soak(runs, soakMinutes, bff.pid);
    else await compare(runs, { stage, seconds, quick });
  } finally {
    await Promise.all([end(load), end(bff)]);
  }
}

function flagsOf(args: string[]): Flags {
  const { values, positionals } = parseArgs({
    args,
    options: {
      quick: { type: 'boolean', default: false },
      profile: { type: 'boolean', default: false },
      soak: { type: 'string', default: '0' },
      live: { type: 'boolean', default: false },
      reminders: { type: 'boolean', default: false },
      app: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  const [word, ...others] = positionals;
  if (others.length > 0 || (word !== undefined && word !== 'app')) {
    throw new Error('the one word that bench takes is app');
  }
  if (!/^\d{1,3}$/.test(values.soak)) throw new Error('--soak takes a number of minutes');
  const { soak, ...flags } = values;
  return { ...flags, app: flags.app || word === 'app', soakMinutes: Number(soak) };
}

async function main(): Promise<void> {
  const flags = flagsOf(process.argv.slice(2));
  log.level = 'warn';
  await openServices(readEnv());
  try {
    if (flags.app) await measureApp(flags, databaseClock.now());
    else if (flags.live) await benchLive(flags);
    else if (flags.reminders) await benchReminders(flags);
    else await bench(flags);
  } finally {
    await closeServices();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
