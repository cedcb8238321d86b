import { databaseClock } from '@merchant-coin/bff/db/clock';
import { redis } from '@merchant-coin/bff/db/redis';
import { readEnv } from '@merchant-coin/bff/env';
import { closeServices, openServices } from '@merchant-coin/bff/services';
import { payCodeStep } from '@merchant-coin/shared';
import { type ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { type Pids, residentMb } from './cpu';
import type { BenchCard } from './job';
import { enlarge, type LargeStore } from './large-store';
import { CACHE, portOf, startBff, startLoad } from './programs';
import { RawTransactions } from './raw-transactions';
import { lineOf, meanRow, type Row, type Run, Runs } from './runs';
import { setStage, type Stage } from './stage';

export const CARDS = 500;
/** So many that none of them reaches the limit of calls a minute. */
export const CLERKS = 256;
const CALLERS = 64;

/** Short and often: a machine’s good and bad moments fall on all rows alike. */
const ROUNDS = { count: 4, seconds: 3 };
const ROUNDS_QUICK = { count: 2, seconds: 1 };
/** More than pay in one round: in a large store hardly any card was seen lately. */
const ONCE_EACH = 16_000;

/** What a BFF takes to be compiled: measured from a cold start it does half. */
const WARM_UP_SECONDS = 3;

type ServicePids = Pick<Pids, 'mongod' | 'redis'>;

/** The services’ process ids; only these tell what each part of a redemption costs. */
async function servicePids(): Promise<ServicePids> {
  const status = await mongoose.connection.db?.admin().command({ serverStatus: 1 });
  const redisPid = /process_id:(\d+)/.exec(await redis().info('server'))?.[1];
  return { mongod: Number(status?.['pid']), redis: Number(redisPid) };
}

/** A database with a merchant in it; nothing of this process stays connected to it. */
interface Store {
  mongodbUri: string;
  stage: Stage;
  /** Cards to pay with: all of a small store, others each time of a large one. */
  takeCards: () => readonly BenchCard[];
  pids: ServicePids;
}

async function makeStore(name: string, large?: LargeStore): Promise<Store> {
  const env = readEnv();
  const uri = new URL(env.MONGODB_URI);
  uri.pathname = `/${name}`;
  const mongodbUri = uri.toString();
  await openServices({ ...env, MONGODB_URI: mongodbUri });
  try {
    const now = databaseClock.now();
    const stage = await setStage({ cards: CARDS, clerks: CLERKS }, now);
    const sample = large && (await enlarge(stage, large, now));
    const takeCards = () => sample?.splice(0, ONCE_EACH) ?? stage.cards;
    return { mongodbUri, stage, takeCards, pids: await servicePids() };
  } finally {
    await closeServices();
  }
}

interface Site {
  store: Store;
  bff: ChildProcess;
  runs: Runs;
}

interface SiteOptions {
  load: ChildProcess;
  seconds: number;
  profile?: boolean;
}

/** A BFF on a store, warm. */
async function openSite(
  store: Store,
  { load, seconds, profile = false }: SiteOptions,
): Promise<Site> {
  const { mongodbUri, stage, pids } = store;
  const bff = startBff({ profile, mongodbUri });
  const origin = `http://127.0.0.1:${await portOf(bff)}`;
  const firstStep = payCodeStep(Date.now());
  const all = { ...pids, bff: bff.pid, load: load.pid };
  const runs = new Runs({ load, origin, stage, pids: all, seconds, firstStep });
  await runs.measure({
    ...{ name: 'warm-up', callers: CALLERS, cards: store.takeCards() },
    seconds: WARM_UP_SECONDS,
  });
  return { store, bff, runs };
}

type Measured = () => Promise<Row>;

interface Sites {
  small: Site;
  large: Site;
  raw: RawTransactions;
}

/** Everything that is compared. */
function rowsOf({ small, large, raw }: Sites, seconds: number) {
  const cards = small.store.takeCards();
  const run = (what: Run) => () => small.runs.measure(what);
  const redeem = (callers: number) => run({ name: `redeem${callers}`, callers, cards });
  return {
    noop: run({ name: 'signed-in no-op', callers: CALLERS, cards: 'noop' }),
    rawTx: () => raw.measure('raw transaction', seconds),
    redeem8: redeem(8),
    redeem64: redeem(CALLERS),
    redeem256: redeem(256),
    hotCard: run({ name: 'one hot card', callers: CALLERS, cards: cards.slice(0, 1) }),
    inLargeStore: () =>
      large.runs.measure({
        ...{ name: 'redeem64, large', callers: CALLERS },
        cards: large.store.takeCards(),
      }),
  } satisfies Record<string, Measured>;
}

type Rows = Record<keyof ReturnType<typeof rowsOf>, Row>;

/** Measures all rows in turn, round after round, each round from another row on. */
async function inRounds(rows: Record<keyof Rows, Measured>, count: number): Promise<Rows> {
  const names = Object.keys(rows) as (keyof Rows)[];
  const measured = new Map<keyof Rows, Row[]>();
  for (let round = 0; round < count; round += 1) {
    for (const index of names.keys()) {
      const name = names[(index + round * 2) % names.length] as keyof Rows;
      measured.set(name, [...(measured.get(name) ?? []), await rows[name]()]);
    }
  }
  const means = names.map((name) => [name, meanRow(measured.get(name) as [Row, ...Row[]])]);
  return Object.fromEntries(means) as Rows;
}

const ratio = (one: Row, other: Row) => (one.perSecond / other.perSecond).toFixed(2);

/**
 * Redemptions beside a call that does nothing and beside raw transactions, by few and many callers, on one card
 * and in a large store. All take turns in short rounds, so that the ratios are of the same moments.
 */
export async function compare(
  large: LargeStore,
  { quick, profile }: { quick: boolean; profile: boolean },
): Promise<void> {
  const { count, seconds } = quick ? ROUNDS_QUICK : ROUNDS;
  const stores = { large: await makeStore('bench_large', large), small: await makeStore('bench') };
  const load = startLoad();
  const options = { load, seconds };
  const small = await openSite(stores.small, { ...options, profile });
  const largeSite = await openSite(stores.large, options);
  const size = { callers: CALLERS, cards: CARDS };
  const raw = await RawTransactions.open(stores.small.mongodbUri, size);
  try {
    const rows = await inRounds(rowsOf({ small, large: largeSite, raw }, seconds), count);
    for (const row of Object.values(rows)) console.log(lineOf(row));
    mkdirSync(CACHE, { recursive: true });
    const result = { rounds: count, seconds, rows: Object.values(rows) };
    writeFileSync(join(CACHE, 'bench.json'), JSON.stringify(result, null, 2));
    const { noop, rawTx, redeem64, hotCard, inLargeStore } = rows;
    console.log(
      `ratios: redeem64/rawTx=${ratio(redeem64, rawTx)} redeem64/noop=${ratio(redeem64, noop)}` +
        ` hotCard/redeem64=${ratio(hotCard, redeem64)} million/redeem64=${ratio(inLargeStore, redeem64)}` +
        ` p99/p50=${(redeem64.p99Ms / redeem64.p50Ms).toFixed(2)}`,
    );
  } finally {
    await raw.close();
  }
}

const MINUTE_SECONDS = 60;

/** Pays minute after minute and shows what the BFF keeps in memory. */
export async function soak(minutes: number): Promise<void> {
  const load = startLoad();
  const site = await openSite(await makeStore('bench'), { load, seconds: MINUTE_SECONDS });
  const { bff, runs, store } = site;
  for (let minute = 1; minute <= minutes; minute += 1) {
    const name = `minute ${minute}`;
    console.log(lineOf(await runs.measure({ name, callers: CALLERS, cards: store.takeCards() })));
    console.log(`${''.padEnd(18)} the BFF has ${residentMb(bff.pid) ?? '?'} MB resident`);
  }
}
