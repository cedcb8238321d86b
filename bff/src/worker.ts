import { databaseClock } from './db/clock';
import { log } from './http/log';
import { startJobs } from './jobs/runner';
import { tellHolders, updateTiers } from './modules/cards';
import { expireLots, followEntries, releaseHolds } from './modules/coins';
import { eachMerchant } from './modules/merchants';
import { markLoadedCards } from './modules/recharges';
import { runProgram } from './process';
import { closeServices, openServices } from './services';

const warn = (cause: unknown): void => log.warn({ err: cause }, 'entry feed');

/** Releases first: coins of an expired lot that come back become a lot of their own. */
const NIGHTLY = [releaseHolds, expireLots];

/**
 * The worker: follows the ledger and does what comes after an entry, and runs the jobs. Any number may run.
 */
runProgram(async (env) => {
  await openServices(env);
  const feed = followEntries([tellHolders, updateTiers, markLoadedCards], warn);
  const jobs = startJobs({ jobs: NIGHTLY, merchants: eachMerchant, clock: databaseClock });
  log.info('following the ledger');
  return async () => {
    await jobs.stop();
    await feed.stop();
    await closeServices();
  };
});
