import { newId } from '@merchant-coin/bff/db/ids';
import { seal } from '@merchant-coin/bff/db/seal';
import type { Command } from '@merchant-coin/bff/modules/coins/ledger/commands';
import { decide } from '@merchant-coin/bff/modules/coins/ledger/decide';
import type { Entry } from '@merchant-coin/bff/modules/coins/ledger/entry';
import { emptyWallet, type Wallet } from '@merchant-coin/bff/modules/coins/ledger/wallet';
import { ProgressBar } from '@merchant-coin/bff/progress-bar';
import { DAY_MS } from '@merchant-coin/shared';
import mongoose, { type mongo } from 'mongoose';
import type { BenchCard } from './job';
import type { Stage } from './stage';

/** How many cards, and how many of them are answered, spread over all. */
export interface LargeStore {
  cards: number;
  sample: number;
}

const REDEMPTIONS = 4;
const CARDS_A_BATCH = 1_000;
/** So many batches are written while the next one is made. */
const BATCHES_AHEAD = 2;
/** One for all: what a card pays with is sealed for each all the same. */
const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const LOADED_FEN = 100_000;

interface MadeCard {
  card: Record<string, unknown> & { _id: string };
  entries: Entry[];
  wallet: Wallet;
}

const serialOf = (n: number) => String(n).padStart(10, '0');

function historyOf(
  { merchantId, storeId }: Stage,
  cardId: string,
  now: Date,
): Pick<MadeCard, 'entries' | 'wallet'> {
  const made: Pick<MadeCard, 'entries' | 'wallet'> = {
    entries: [],
    wallet: emptyWallet(merchantId, cardId),
  };
  const play = (daysAgo: number, command: Record<string, unknown>) => {
    const at = new Date(now.getTime() - daysAgo * DAY_MS);
    const claims = [`req:${cardId}-${daysAgo}`];
    const common = { merchantId, cardId, now: at, claims, fingerprint: '', storeId, staffId: null };
    const full = { ...common, ...command } as unknown as Command;
    const decision = decide(made.wallet, full, newId('entry', at), () => newId('entry', at));
    if (!decision.accepted) throw new Error(decision.refusal.code);
    made.entries.push(decision.entry);
    made.wallet = decision.wallet;
  };
  const bonus = { bonusFen: 5_000, bonusExpiresAt: new Date(now.getTime() + 300 * DAY_MS) };
  const sum = { amountFen: LOADED_FEN, capFen: LOADED_FEN, tender: 'cash', ...bonus };
  play(90, { type: 'recharge', originStoreId: storeId, ...sum });
  for (let n = 1; n <= REDEMPTIONS; n += 1) {
    const sale = { listFen: 1_000 + n, paidFen: 880 + n, discountBp: 8_800, pointsBp: 10_000 };
    play(90 - n * 20, { type: 'redeem', sale, policy: 'bonusFirst', confirmDuplicate: true });
  }
  return made;
}

function makeCard(stage: Stage, n: number, now: Date): MadeCard {
  const cardId = newId('card', now);
  const payDevice = { deviceId: `large-${n}`, secretSealed: seal(SECRET), since: now };
  const numbers = { number: serialOf(n), serial: serialOf(n) };
  const people = { memberId: `mbr_large${n}`, userId: `usr_large${n}` };
  const terms = { typeId: stage.typeId, tierId: null, joinedOn: '2026-01-01' };
  const card = { _id: cardId, merchantId: stage.merchantId, ...people, ...numbers, ...terms };
  return {
    card: { ...card, validThrough: '2099-12-31', payDevice, createdAt: now },
    ...historyOf(stage, cardId, now),
  };
}

function write(db: mongo.Db, made: readonly MadeCard[]): Promise<unknown> {
  const fast = { ordered: false, writeConcern: { w: 1, j: false } };
  const wallets = made.map(({ wallet }) => ({ _id: wallet.cardId, ...wallet }));
  return Promise.all([
    db.collection<MadeCard['card']>('cards').insertMany(
      made.map(({ card }) => card),
      fast,
    ),
    db.collection<Wallet & { _id: string }>('wallets').insertMany(wallets, fast),
    db.collection<Entry>('entries').insertMany(
      made.flatMap(({ entries }) => entries),
      fast,
    ),
  ]);
}

/**
 * Fills the stage's merchant with cards that have a history of five entries each, decided and chained as the
 * ledger does it, and written in bulk. Answers a sample of them, spread over all.
 */
export async function enlarge(
  stage: Stage,
  { cards, sample }: LargeStore,
  now: Date,
): Promise<BenchCard[]> {
  const { db } = mongoose.connection;
  if (!db) throw new Error('not connected');
  const writing: Promise<unknown>[] = [];
  const progress = new ProgressBar(process.stderr);
  for (let first = 0; first < cards; first += CARDS_A_BATCH) {
    const size = Math.min(CARDS_A_BATCH, cards - first);
    const made = Array.from({ length: size }, (_, n) => makeCard(stage, first + n, now));
    if (writing.length >= BATCHES_AHEAD) await writing.shift();
    writing.push(write(db, made));
    progress.show({ done: first + size, estimate: cards, what: 'cards' });
  }
  await Promise.all(writing);
  progress.clear();
  // Nothing of this is still on its way to the disk when the measuring begins.
  await db.admin().command({ fsync: 1 });
  const stride = Math.max(1, Math.floor(cards / sample));
  return Array.from({ length: Math.min(sample, cards) }, (_, n) => ({
    serial: serialOf(n * stride),
    secret: SECRET,
  }));
}
