import { dateIn, REMINDER_KINDS } from '@merchant-coin/shared';
import { UsageError } from './command-line';
import { databaseClock } from './db/clock';
import { readEnv } from './env';
import type { JobMerchant } from './jobs/job';
import { countMerchants, eachMerchant, merchantById } from './modules/merchants';
import { noCounts, type PlanCounts, planDay } from './modules/reminders';
import { number, ProgressBar } from './progress-bar';
import { type PlanArguments, readArguments } from './reminders-plan';
import { closeServices, openServices } from './services';

/** How `npm run reminders:plan` ends. The last two are those of sysexits(3). */
const EXIT = { done: 0, usage: 64, unavailable: 69 };

async function* merchantsOf(merchantId: string | undefined): AsyncGenerator<JobMerchant> {
  if (merchantId === undefined) {
    yield* eachMerchant();
    return;
  }
  const merchant = await merchantById(merchantId);
  if (!merchant) throw new UsageError(`There is no merchant ${merchantId}.`);
  yield { merchantId, zone: merchant.zone };
}

/** Plans a date at one merchant or at all, as the worker does each morning, and shows what came of it. */
async function plan({ date, merchantId, dryRun }: PlanArguments): Promise<void> {
  const bar = new ProgressBar(process.stderr);
  const estimate = merchantId === undefined ? await countMerchants() : 1;
  const total = noCounts();
  let done = 0;
  let looked = 0;
  for await (const { merchantId: id, zone } of merchantsOf(merchantId)) {
    const now = databaseClock.now();
    const counts = await planDay({
      merchantId: id,
      zone,
      date: date ?? dateIn(zone, now),
      now,
      dryRun,
      onProgress(count) {
        looked += count;
        show();
      },
    });
    for (const kind of REMINDER_KINDS) total[kind] += counts[kind];
    done += 1;
    show();
  }
  bar.clear();
  for (const line of linesOf(total, dryRun)) console.log(line);

  function show(): void {
    bar.show({ done, estimate, what: 'merchants', aside: `${number(looked)} reminders` });
  }
}

function linesOf(counts: PlanCounts, dryRun: boolean): string[] {
  const sum = REMINDER_KINDS.reduce((all, kind) => all + counts[kind], 0);
  const rows = REMINDER_KINDS.map(
    (kind) => `${kind.padEnd(16)}${number(counts[kind]).padStart(9)}`,
  );
  return [...rows, `${dryRun ? 'would be planned' : 'planned'}: ${number(sum)}`];
}

async function run(): Promise<number> {
  try {
    const given = readArguments(process.argv.slice(2));
    await openServices(readEnv());
    await plan(given);
    return EXIT.done;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return error instanceof UsageError ? EXIT.usage : EXIT.unavailable;
  } finally {
    await closeServices().catch(() => undefined);
  }
}

void run().then((code) => {
  process.exitCode = code;
});
