import { log } from '@merchant-coin/bff/http/log';
import { readEnv } from '@merchant-coin/bff/env';
import type { Entry } from '@merchant-coin/bff/modules/coins/ledger/entry';
import { verifyLedger } from '@merchant-coin/bff/modules/coins/ledger/verify/index';
import type { Wallet } from '@merchant-coin/bff/modules/coins/ledger/wallet';
import { closeServices, openServices } from '@merchant-coin/bff/services';
import mongoose, { type mongo } from 'mongoose';
import { type BugName, indexWithoutRule } from './bugs';
import { check, type FinalState, type Verdict } from './checker';
import type { History } from './history';
import type { Batch, Paper } from './papers';
import { ORDERS, type PaidOrder } from './posting';
import { type Ground, Site } from './site';
import { setStage } from './stage';
import { type Profile, Workload } from './workload';

export interface DrillOptions {
  ground: Ground;
  /** A name of its own for each drill on the same ground. */
  database: string;
  bug?: BugName | undefined;
  /** Whether one follows the ledger meanwhile. */
  worker?: boolean;
  seed: number;
  cards: number;
  tellers: number;
  profile: Profile;
}

/** A site under load: what happens to it meanwhile is up to the caller. */
export interface Drill {
  site: Site;
  workload: Workload;
}

function database(): mongo.Db {
  const { db } = mongoose.connection;
  if (!db) throw new Error('not connected to MongoDB');
  return db;
}

/** Takes the rule from an index, where that is the bug. */
async function loosen(bug: BugName): Promise<void> {
  const index = indexWithoutRule(bug);
  if (!index) return;
  const entries = database().collection('entries');
  await entries.dropIndex(
    Object.keys(index)
      .map((field) => `${field}_1`)
      .join('_'),
  );
  await entries.createIndex(index);
}

async function finalState({ merchantId }: History): Promise<FinalState> {
  const allOf = <T extends { merchantId: string }>(name: string) => {
    const filter = { merchantId } as mongo.Filter<T>;
    const options = { readConcern: { level: 'majority' } } as const;
    return database().collection<T>(name).find(filter, options).toArray();
  };
  const snapshots = await allOf<Wallet & { _id: string }>('wallets');
  const { broken } = await verifyLedger(database(), () => undefined);
  return {
    entries: await allOf<Entry>('entries'),
    wallets: snapshots.map(({ _id, ...wallet }) => wallet),
    orders: (await allOf<PaidOrder>(ORDERS)).map(({ _id }) => _id),
    batches: await allOf<Batch>('rechargeCardBatches'),
    papers: await allOf<Paper>('rechargeCards'),
    proof: broken && `${broken.cardId} ${broken.seq}: ${broken.problem}`,
  };
}

/** Opens two BFFs, and a worker where wanted, lets tills work while `damage` is done, and checks what came of it. */
export async function drill(
  options: DrillOptions,
  damage: (drill: Drill) => Promise<void>,
): Promise<{ verdict: Verdict; history: History }> {
  const { ground, database: name, bug, seed, cards, tellers, profile, worker } = options;
  log.level = 'silent';
  await openServices(readEnv(ground.env(name)));
  const site = await Site.open(ground, { database: name, bug });
  try {
    if (worker) site.startWorker();
    // Made before: a collection that is made inside a transaction locks more than it has to.
    await database().createCollection(ORDERS);
    const origins = site.bffs.map(({ origin }) => origin);
    const stage = await setStage({ origin: origins[0] ?? '', cards, tellers });
    if (bug) await loosen(bug);
    const workload = new Workload({ stage, origins, seed, profile });
    workload.start();
    await damage({ site, workload });
    await workload.stop({ hangUp: bug !== undefined });
    const { history } = workload;
    return { verdict: check(history, await finalState(history)), history };
  } finally {
    await site.close();
    await closeServices();
  }
}
