import { databaseClock } from './db/clock';
import { log } from './http/log';
import { startDueWork } from './jobs/due-work';
import { startMessageOutbox } from './jobs/message-outbox';
import { startJobs } from './jobs/runner';
import { deliverMessage } from './modules/accounts';
import { markVisits, tellHolders, updateTiers } from './modules/cards';
import { expireLots, followEntries, releaseHolds } from './modules/coins';
import { eachMerchant } from './modules/merchants';
import {
  dueOrders,
  duePayRefunds,
  markLoadedCards,
  merchantsWithPayee,
  reconcileBills,
} from './modules/recharges';
import { duePinReceipts, messageAbsentHolders, notePinReceipts } from './modules/redemptions';
import { dueNotices, planReminders, remindOfLowBalance } from './modules/reminders';
import { runProgram } from './process';
import { closeServices, openServices } from './services';

const warn = (cause: unknown): void => log.warn({ err: cause }, 'entry feed');

/** Releases first: coins of an expired lot that come back become a lot of their own. */
const DAILY = [releaseHolds, expireLots, planReminders, reconcileBills];

const SUBSCRIBERS = [
  tellHolders,
  updateTiers,
  markLoadedCards,
  messageAbsentHolders,
  notePinReceipts,
  markVisits,
  remindOfLowBalance(databaseClock),
];

/** Whatever WeChat has not brought to an end, where a merchant is paid there. */
const DUE_AT_PAYEES = [dueOrders, duePayRefunds];

async function* allMerchantIds(): AsyncGenerator<string, void, void> {
  for await (const { merchantId } of eachMerchant()) yield merchantId;
}

/**
 * The worker: follows the ledger and does what comes after an entry, and runs the jobs. Any number may run.
 */
runProgram(async (env) => {
  await openServices(env);
  const feed = followEntries(SUBSCRIBERS, warn);
  const jobs = startJobs({ jobs: DAILY, merchants: eachMerchant, clock: databaseClock });
  const dueWork = startDueWork({
    works: DUE_AT_PAYEES,
    merchantIds: merchantsWithPayee,
    clock: databaseClock,
  });
  const dueMessages = startDueWork({
    works: [dueNotices, duePinReceipts],
    merchantIds: allMerchantIds,
    clock: databaseClock,
  });
  const outbox = startMessageOutbox(deliverMessage, databaseClock);
  log.info('following the ledger');
  return async () => {
    await Promise.all([jobs.stop(), dueWork.stop(), dueMessages.stop()]);
    await feed.stop();
    await outbox.stop();
    await closeServices();
  };
});
