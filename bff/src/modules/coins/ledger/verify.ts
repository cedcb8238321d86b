import type { mongo } from 'mongoose';
import { isDeepStrictEqual } from 'node:util';
import type { WalletSnapshot } from '../coins.model';
import { hashOf } from './append';
import type { Entry } from './entry';
import { takesFor } from './spend';
import { correctionProblem } from './verify-correction';
import { applyEntry, balancesOf, emptyWallet, sumOf, type Wallet } from './wallet';

/** The first thing that does not add up. `seq` is 0 where it is not one entry's fault. */
export interface Break {
  merchantId: string;
  cardId: string;
  seq: number;
  problem: string;
}

export interface Verified {
  entries: number;
  cards: number;
  broken: Break | null;
}

/** The indexes that carry the rules; without one of them nothing can be trusted. */
const REQUIRED_INDEXES = ['merchantId_1_cardId_1_seq_1', 'merchantId_1_claims_1'];

const MAJORITY = { readConcern: { level: 'majority' } } as const;

/**
 * Refolds every wallet from its entries, in bounded memory: numbers without a gap, hashes, balances, spend
 * order, claims, and each snapshot against the fold at its version. Stops at the first break. The ledger may
 * be written to meanwhile.
 */
export async function verifyLedger(
  db: mongo.Db,
  onProgress: (entries: number, cards: number) => void,
): Promise<Verified> {
  const missing = await missingIndex(db);
  if (missing) {
    const broken = { merchantId: '', cardId: '', seq: 0, problem: `no unique index ${missing}` };
    return { entries: 0, cards: 0, broken };
  }
  const entries = db
    .collection<Entry>('entries')
    .find({}, MAJORITY)
    .sort({ merchantId: 1, cardId: 1, seq: 1 })
    .batchSize(2_000);
  const snapshots = new SnapshotReader(db);
  const check = new LedgerCheck(db.collection<Entry>('entries'), snapshots);
  try {
    for await (const entry of entries) {
      const broken = await check.next(entry);
      if (broken) return { ...check.counts, broken };
      if (check.counts.entries % 10_000 === 0) onProgress(check.counts.entries, check.counts.cards);
    }
    return { ...check.counts, broken: await check.end() };
  } finally {
    await Promise.all([entries.close(), snapshots.close()]);
  }
}

async function missingIndex(db: mongo.Db): Promise<string | undefined> {
  const indexes = await db.collection('entries').indexes();
  const unique = new Set(indexes.filter((index) => index.unique).map((index) => index.name));
  return REQUIRED_INDEXES.find((name) => !unique.has(name));
}

/** What is wrong with an entry that follows `wallet`; null when nothing is. */
function problemOf(wallet: Wallet, entry: Entry): string | null {
  if (entry.seq !== wallet.version + 1) return `seq ${entry.seq} after ${wallet.version}`;
  if (entry.claims.length === 0) return 'an entry without a claim';
  if (entry.prev !== wallet.head) return 'the hash chain is broken';
  const { hash, ...unhashed } = entry;
  if (hashOf(unhashed) !== hash) return 'the entry does not match its hash';
  if (wallet.lastAt && entry.at < wallet.lastAt) return 'the entry is older than the one before';
  return entry.type === 'correct' ? correctionProblem(wallet, entry) : spendProblem(wallet, entry);
}

function spendProblem(wallet: Wallet, entry: Entry): string | null {
  if (entry.type !== 'redeem' && entry.type !== 'hold') return null;
  if (!entry.sale || sumOf(entry.takes) !== entry.sale.paidFen)
    return 'takes differ from the price';
  const expected = takesFor(wallet.lots, entry.sale.paidFen, entry.sale.policy, entry.at);
  return isDeepStrictEqual(sorted(entry.takes), sorted(expected))
    ? null
    : 'takes do not follow the spend order';
}

class LedgerCheck {
  readonly counts = { entries: 0, cards: 0 };
  private wallet = emptyWallet('', '');
  /** The card's snapshot until its entry has been met. */
  private awaited: WalletSnapshot | null = null;

  constructor(
    private readonly entries: mongo.Collection<Entry>,
    private readonly snapshots: SnapshotReader,
  ) {}

  async next(entry: Entry): Promise<Break | null> {
    const { merchantId, cardId } = entry;
    if (cardId !== this.wallet.cardId || merchantId !== this.wallet.merchantId) {
      const broken = await this.turnTo(merchantId, cardId);
      if (broken) return broken;
    }
    return this.check(entry);
  }

  async end(): Promise<Break | null> {
    const broken = await this.finishCard();
    return broken ?? this.passSnapshots(() => this.snapshots.next());
  }

  private check(entry: Entry): Break | null {
    const { merchantId, cardId, seq } = entry;
    const problem = problemOf(this.wallet, entry) ?? this.fold(entry);
    if (problem) return { merchantId, cardId, seq, problem };
    this.counts.entries += 1;
    return null;
  }

  private fold(entry: Entry): string | null {
    try {
      this.wallet = applyEntry(this.wallet, entry);
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
    if (!isDeepStrictEqual(sorted(entry.after), sorted(balancesOf(this.wallet, entry.at)))) {
      return 'the balances after the entry differ from the fold';
    }
    if (this.awaited?.version !== entry.seq) return null;
    const { _id, ...stored } = this.awaited;
    this.awaited = null;
    return isDeepStrictEqual(sorted(stored), sorted(this.wallet))
      ? null
      : 'the wallet differs from the fold of its entries';
  }

  private async turnTo(merchantId: string, cardId: string): Promise<Break | null> {
    const broken = await this.finishCard();
    if (broken) return broken;
    const before = () => this.snapshots.before(merchantId, cardId);
    const stray = await this.passSnapshots(before);
    this.startCard(merchantId, cardId, await this.snapshots.of(merchantId, cardId));
    return stray;
  }

  /** Snapshots beside which no entries were found. */
  private async passSnapshots(
    nextSnapshot: () => Promise<WalletSnapshot | null>,
  ): Promise<Break | null> {
    for (let found = await nextSnapshot(); found; found = await nextSnapshot()) {
      this.startCard(found.merchantId, found.cardId, found);
      const broken = await this.finishCard();
      if (broken) return broken;
    }
    return null;
  }

  private startCard(merchantId: string, cardId: string, snapshot: WalletSnapshot | null): void {
    this.counts.cards += 1;
    this.wallet = emptyWallet(merchantId, cardId);
    this.awaited = snapshot;
  }

  /** A snapshot may tell of entries that were appended behind the reader's back: reads those first. */
  private async finishCard(): Promise<Break | null> {
    if (!this.awaited) return null;
    const { merchantId, cardId, version } = this.wallet;
    const later = this.entries
      .find({ merchantId, cardId, seq: { $gt: version } }, MAJORITY)
      .sort({ seq: 1 });
    for await (const entry of later) {
      const broken = this.check(entry);
      if (broken) return broken;
    }
    return this.awaited && this.breakOf(this.awaited);
  }

  private breakOf({ merchantId, cardId, version }: WalletSnapshot): Break {
    const last = this.wallet.version;
    const where = version > last ? 'is ahead of its entries' : 'stands at no entry';
    const problem = last === 0 ? 'a wallet without entries' : `the wallet ${where}`;
    return { merchantId, cardId, seq: version, problem };
  }
}

/** JSON with keys in order: the database gives fields back in the order they were set. */
function sorted(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_key, inner: unknown) =>
      inner && typeof inner === 'object' && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
        : inner,
    ),
  );
}

/** Reads snapshots in the order of the entries. */
class SnapshotReader {
  private readonly cursor: mongo.FindCursor<mongo.WithId<WalletSnapshot>>;
  private ahead: WalletSnapshot | null = null;

  constructor(db: mongo.Db) {
    this.cursor = db
      .collection<WalletSnapshot>('wallets')
      .find({}, MAJORITY)
      .sort({ merchantId: 1, cardId: 1 });
  }

  async next(): Promise<WalletSnapshot | null> {
    const snapshot = this.ahead ?? (await this.cursor.next());
    this.ahead = null;
    return snapshot;
  }

  /** The next one of those that come before a card. */
  async before(merchantId: string, cardId: string): Promise<WalletSnapshot | null> {
    const snapshot = await this.next();
    if (!snapshot) return null;
    const isBefore =
      snapshot.merchantId < merchantId ||
      (snapshot.merchantId === merchantId && snapshot.cardId < cardId);
    if (isBefore) return snapshot;
    this.ahead = snapshot;
    return null;
  }

  /** The card's own, if it has one, once those before it are passed. */
  async of(merchantId: string, cardId: string): Promise<WalletSnapshot | null> {
    const snapshot = await this.next();
    if (snapshot?.merchantId === merchantId && snapshot.cardId === cardId) return snapshot;
    this.ahead = snapshot;
    return null;
  }

  close(): Promise<void> {
    return this.cursor.close();
  }
}
