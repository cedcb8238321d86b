import mongoose from 'mongoose';
import { connectMongo, disconnectMongo } from './db/mongo';
import { readEnv } from './env';
import { verifyLedger } from './modules/coins';

const EXIT_BROKEN = 1;
const EXIT_NOTHING = 2;

const count = (n: number) => n.toLocaleString('en-US');

/** `npm run ledger:verify`: 0 when all adds up, 1 naming the first break, 2 where there is no ledger. */
async function main(): Promise<number> {
  await connectMongo(readEnv().MONGODB_URI);
  const { db } = mongoose.connection;
  if (!db) throw new Error('not connected to MongoDB');
  if ((await db.listCollections({ name: 'entries' }).toArray()).length === 0) return nothing();
  const { entries, cards, broken } = await verifyLedger(db, (sofar, onCards) => {
    process.stderr.write(`\r${count(sofar)} entries of ${count(onCards)} cards`);
  });
  process.stderr.write('\r\x1b[K');
  if (broken) {
    const { merchantId, cardId, seq, problem } = broken;
    console.error(`broken: merchant ${merchantId} card ${cardId} seq ${seq}: ${problem}`);
    return EXIT_BROKEN;
  }
  if (entries === 0) return nothing();
  console.log(`verified: ${count(entries)} entries of ${count(cards)} cards, nothing broken`);
  return 0;
}

function nothing(): number {
  console.error('nothing to verify: the ledger has no entries');
  return EXIT_NOTHING;
}

async function run(): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = EXIT_BROKEN;
  } finally {
    await disconnectMongo();
  }
}

void run();
