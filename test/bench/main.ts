/**
 * `npm run bench`: how fast a redemption is through the whole HTTP path, beside a route that does nothing
 * and beside one bare-driver transaction a redemption, in one run on an empty store. Machines differ: the
 * ratios count. `--quick` is a first look; `--profile` leaves a CPU profile of the BFF in `.cache/profiles`.
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
import type { Pids } from './cpu';
import { enlarge } from './large-store';
import { CACHE, end, portOf, startBff, startLoad } from './programs';
import { rawTransactions } from './raw-transactions';
import { Runs } from './runs';
import { setStage } from './stage';

const CARDS = 500;
const CLERKS = 64;
const CALLERS = 64;

/** The large store; each of its cards has five entries. A card of the sample pays once. */
const LARGE = { cards: 1_000_000, sample: 200_000 };
const LARGE_QUICK = { cards: 50_000, sample: 50_000 };

interface Flags {
  quick: boolean;
  profile: boolean;
}

/** The services' process ids; only these tell what each part of a redemption costs. */
async function servicePids(): Promise<Pick<Pids, 'mongod' | 'redis'>> {
  const status = await mongoose.connection.db?.admin().command({ serverStatus: 1 });
  const redisPid = /process_id:(\d+)/.exec(await redis().info('server'))?.[1];
  return { mongod: Number(status?.['pid']), redis: Number(redisPid) };
}

const ratio = (a: number, b: number) => (a / b).toFixed(2);

async function bench({ quick, profile }: Flags): Promise<void> {
  const seconds = quick ? 2 : 10;
  const stage = await setStage({ cards: CARDS, clerks: CLERKS }, databaseClock.now());
  const bff = startBff({ profile });
  const load = startLoad();
  try {
    const origin = `http://127.0.0.1:${await portOf(bff)}`;
    const pids = { bff: bff.pid, load: load.pid, ...(await servicePids()) };
    const firstStep = payCodeStep(databaseClock.now().getTime());
    const runs = new Runs({ load, origin, stage, pids, seconds, firstStep });
    await runs.warmUp();
    const noop = await runs.noop('signed-in no-op', CALLERS);
    const { MONGODB_URI } = readEnv();
    const raw = await rawTransactions(MONGODB_URI, { callers: CALLERS, seconds, cards: CARDS });
    runs.add({ name: 'raw transaction', callers: CALLERS, cpuMs: {}, ...raw });
    await runs.redeem('redeem8', 8);
    const redeem64 = await runs.redeem('redeem64', CALLERS);
    await runs.redeem('redeem256', 256);
    const hot = await runs.redeem('one hot card', CALLERS, stage.cards.slice(0, 1));
    const sample = await enlarge(stage, quick ? LARGE_QUICK : LARGE, databaseClock.now());
    const large = await runs.redeem('redeem64, large', CALLERS, sample);
    mkdirSync(CACHE, { recursive: true });
    writeFileSync(join(CACHE, 'bench.json'), JSON.stringify({ seconds, rows: runs.rows }, null, 2));
    console.log(
      `ratios: redeem64/rawTx=${ratio(redeem64.perSecond, raw.perSecond)}` +
        ` redeem64/noop=${ratio(redeem64.perSecond, noop.perSecond)}` +
        ` hotCard/redeem64=${ratio(hot.perSecond, redeem64.perSecond)}` +
        ` million/redeem64=${ratio(large.perSecond, redeem64.perSecond)}` +
        ` p99/p50=${ratio(redeem64.p99Ms, redeem64.p50Ms)}`,
    );
  } finally {
    await Promise.all([end(load), end(bff)]);
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      profile: { type: 'boolean', default: false },
    },
  });
  log.level = 'warn';
  await openServices(readEnv());
  try {
    await bench(values);
  } finally {
    await closeServices();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
