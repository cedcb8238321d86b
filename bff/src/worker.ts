import { log } from './http/log';
import { tellHolders, updateTiers } from './modules/cards';
import { followEntries } from './modules/coins';
import { markLoadedCards } from './modules/recharges';
import { runProgram } from './process';
import { closeServices, openServices } from './services';

const warn = (cause: unknown): void => log.warn({ err: cause }, 'entry feed');

/** The worker: follows the ledger and does what comes after an entry. Any number may run. */
runProgram(async (env) => {
  await openServices(env);
  const feed = followEntries([tellHolders, updateTiers, markLoadedCards], warn);
  log.info('following the ledger');
  return async () => {
    await feed.stop();
    await closeServices();
  };
});
