import type { Entry } from '../../../bff/src/modules/coins/ledger/entry';
import type {
  CardKey,
  Duplicate,
  InsertOutcome,
  LedgerStore,
} from '../../../bff/src/modules/coins/ledger/store';
import { applyEntry, emptyWallet, type Wallet } from '../../../bff/src/modules/coins/ledger/wallet';

/** How the store misbehaves; shares of the inserts, or of the reads. */
export interface Faults {
  /** Not written, and no answer comes. */
  lostRequest: number;
  /** Written, but the answer is lost. */
  lostReply: number;
  /** No answer comes, and it is written only later. */
  lateWrite: number;
  /** Time runs out after some of the documents (`maxTimeMS`). */
  partial: number;
  /** The primary is lost: whatever a majority does not have yet is rolled back. */
  failover: number;
  /** Reads that throw. */
  lostRead: number;
  /** From when to when nothing answers. */
  outageMs: readonly [number, number];
}

export const CALM: Faults = {
  lostRequest: 0,
  lostReply: 0,
  lateWrite: 0,
  partial: 0,
  failover: 0,
  lostRead: 0,
  outageMs: [0, 0],
};

/** An entry in the store. */
export interface Stored {
  entry: Entry;
  /** Position among all events of the run at which a majority had it; null before. */
  visibleAt: number | null;
}

const LONGEST_LEG_MS = 4;
const LONGEST_LATE_MS = 400;
const UNANSWERED: InsertOutcome = { duplicates: new Map(), unknown: true };

/**
 * A ledger in memory with the two unique indexes of the real one. Each call takes its time on the way there,
 * inside, and back, so that calls overtake each other; an entry collides from the moment it is written, and is
 * read only once a majority has it. All pauses are timers: under fake ones a run takes no time.
 */
export class FakeLedgerStore implements LedgerStore {
  stored: Stored[] = [];
  private readonly bornMs = performance.now();

  constructor(
    protected readonly random: () => number,
    private readonly faults: Faults,
    /** Numbers the events of a run. */
    private readonly tick: () => number,
  ) {}

  /** What a majority has, in the order in which it came to have it. */
  get visible(): Stored[] {
    return this.stored
      .filter(({ visibleAt }) => visibleAt !== null)
      .sort((a, b) => (a.visibleAt ?? 0) - (b.visibleAt ?? 0));
  }

  /** Wallets as they were at some time; of some cards there is no snapshot yet. */
  async loadSnapshots(keys: readonly CardKey[]): Promise<Map<string, Wallet>> {
    await this.reach();
    const snapshots = new Map<string, Wallet>();
    for (const key of keys) {
      const entries = this.entriesOf(key);
      const version = Math.floor(this.random() * (entries.length + 1));
      if (version > 0) snapshots.set(key.cardId, foldOf(key, entries.slice(0, version)));
    }
    await this.leg();
    return snapshots;
  }

  async loadWallets(keys: readonly CardKey[]): Promise<Map<string, Wallet>> {
    await this.reach();
    const wallets = new Map<string, Wallet>();
    for (const key of keys) {
      wallets.set(key.cardId, this.walletOf(key));
      // The cards are not read at one moment.
      if (this.random() < 0.3) await this.leg();
    }
    await this.leg();
    return wallets;
  }

  async findClaims(merchantId: string, claims: readonly string[]): Promise<Entry[]> {
    await this.reach();
    const found = this.visible.filter(
      ({ entry }) => entry.merchantId === merchantId && overlap(entry.claims, claims),
    );
    await this.leg();
    return found.map(({ entry }) => entry);
  }

  async findPresent(documents: readonly Entry[]): Promise<Set<string>> {
    await this.reach();
    const hashes = new Set(this.visible.map(({ entry }) => entry.hash));
    await this.leg();
    return new Set(documents.filter(({ hash }) => hashes.has(hash)).map(({ _id }) => _id));
  }

  async insert(
    documents: readonly Entry[],
    { ordered }: { ordered: boolean },
  ): Promise<InsertOutcome> {
    await this.leg();
    const fault = this.isOut() ? 'lostRequest' : this.drawn();
    if (fault === 'lostRequest') return this.unanswered();
    if (fault === 'lateWrite') {
      setTimeout(() => void this.write(documents, ordered), this.random() * LONGEST_LATE_MS);
      return this.unanswered();
    }
    if (fault === 'partial') {
      await this.write(documents.slice(0, Math.floor(this.random() * documents.length)), ordered);
      return UNANSWERED;
    }
    const writing = this.write(documents, ordered);
    if (fault === 'failover') this.rollBack();
    const { duplicates, kept } = await writing;
    await this.leg();
    return fault === 'lostReply' || !kept ? UNANSWERED : { duplicates, unknown: false };
  }

  /** The card as a majority has it now. */
  protected walletOf(key: CardKey): Wallet {
    return foldOf(key, this.entriesOf(key));
  }

  protected entriesOf({ merchantId, cardId }: CardKey): Entry[] {
    return this.visible
      .map(({ entry }) => entry)
      .filter((entry) => entry.merchantId === merchantId && entry.cardId === cardId)
      .sort((a, b) => a.seq - b.seq);
  }

  /** Which unique index stands against an entry; null where none does. */
  protected duplicateOf(entry: Entry): Duplicate | null {
    return this.duplicateAmong(this.stored, entry);
  }

  protected duplicateAmong(stored: readonly Stored[], entry: Entry): Duplicate | null {
    const all = stored.map((one) => one.entry);
    if (all.some(({ _id }) => _id === entry._id)) return 'id';
    const own = all.filter(({ merchantId }) => merchantId === entry.merchantId);
    if (own.some((e) => e.cardId === entry.cardId && e.seq === entry.seq)) return 'seq';
    return own.some((e) => overlap(e.claims, entry.claims)) ? 'claims' : null;
  }

  /** Writes at once; a majority has it a little later, unless it is rolled back before. */
  protected async write(documents: readonly Entry[], ordered: boolean) {
    const duplicates = new Map<number, Duplicate>();
    const written: Stored[] = [];
    for (const [index, entry] of documents.entries()) {
      const duplicate = this.duplicateOf(entry);
      if (!duplicate) {
        const stored = { entry, visibleAt: null };
        written.push(stored);
        this.stored.push(stored);
      } else {
        duplicates.set(index, duplicate);
        if (ordered) break;
      }
    }
    await this.leg();
    const kept = written.every((one) => this.stored.includes(one));
    if (kept) for (const one of written) one.visibleAt = this.tick();
    return { duplicates, kept };
  }

  protected leg(): Promise<void> {
    if (this.random() < 0.3) return Promise.resolve();
    return new Promise((resolve) => setTimeout(resolve, this.random() * LONGEST_LEG_MS));
  }

  private rollBack(): void {
    this.stored = this.stored.filter(({ visibleAt }) => visibleAt !== null);
  }

  /** On its way to a read. */
  private async reach(): Promise<void> {
    await this.leg();
    if (this.isOut() || this.random() < this.faults.lostRead) {
      await this.leg();
      throw new Error('the read was lost');
    }
  }

  /** As after a time-out: an answer that says nothing. */
  private async unanswered(): Promise<InsertOutcome> {
    await new Promise((resolve) => setTimeout(resolve, LONGEST_LEG_MS * 5));
    return UNANSWERED;
  }

  private isOut(): boolean {
    const [from, to] = this.faults.outageMs;
    const nowMs = performance.now() - this.bornMs;
    return nowMs >= from && nowMs < to;
  }

  private drawn(): keyof Faults | null {
    let draw = this.random();
    for (const fault of ['lostRequest', 'lostReply', 'lateWrite', 'partial', 'failover'] as const) {
      draw -= this.faults[fault];
      if (draw < 0) return fault;
    }
    return null;
  }
}

const overlap = (a: readonly string[], b: readonly string[]) => a.some((one) => b.includes(one));

const foldOf = ({ merchantId, cardId }: CardKey, entries: readonly Entry[]): Wallet =>
  entries.reduce(applyEntry, emptyWallet(merchantId, cardId));
