import mongoose from 'mongoose';
import { UsageError } from './command-line';
import { connectMongo, disconnectMongo } from './db/mongo';
import { readEnv } from './env';
import { unknownCards } from './modules/cards';
import { verifyLedger } from './modules/coins';
import { number, ProgressBar } from './progress-bar';
import { readOptions, type VerifyOptions } from './verify/options';
import { lineOfBreak, linesOf } from './verify/report';

/** How `npm run ledger:verify` ends. The last two are those of sysexits(3). */
const EXIT = { whole: 0, broken: 1, nothing: 2, usage: 64, unavailable: 69 };

/** Proves the ledger, or names the first break. */
async function main({ merchantId, since }: VerifyOptions): Promise<number> {
  await connectMongo(readEnv().MONGODB_URI);
  const { db } = mongoose.connection;
  if (!db) throw new Error('not connected to MongoDB');
  if ((await db.listCollections({ name: 'entries' }).toArray()).length === 0) return nothing();
  const bar = new ProgressBar(process.stderr);
  const options = { merchantId, since, unknownCards };
  const verified = await verifyLedger(
    db,
    ({ entries, cards, estimate }) =>
      bar.show({ done: entries, estimate, what: 'entries', aside: `${number(cards)} cards` }),
    options,
  );
  bar.clear();
  if (verified.broken) {
    console.error(lineOfBreak(verified.broken));
    return EXIT.broken;
  }
  if (verified.entries === 0) return nothing();
  for (const line of linesOf(verified)) console.log(line);
  return EXIT.whole;
}

function nothing(): number {
  console.error('nothing to verify: there are no such entries');
  return EXIT.nothing;
}

async function run(): Promise<void> {
  try {
    process.exitCode = await main(readOptions(process.argv.slice(2)));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = error instanceof UsageError ? EXIT.usage : EXIT.unavailable;
  } finally {
    await disconnectMongo();
  }
}

void run();
