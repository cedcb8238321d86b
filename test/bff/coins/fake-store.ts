import { setTimeout as sleep } from 'node:timers/promises';
import type { Entry } from '../../../bff/src/modules/coins/ledger/entry';
import type {
  CardKey,
  Duplicate,
  InsertOutcome,
  LedgerStore,
} from '../../../bff/src/modules/coins/ledger/store';
import { applyEntry, emptyWallet, type Wallet } from '../../../bff/src/modules/coins/ledger/wallet';

/** How the store misbehaves; each is a share of the inserts. */
export interface Faults {
  /** Written, but the answer is lost. */
  lostReply: number;
  /** Not written, and no answer comes. */
  lostRequest: number;
  /** No answer comes, and it is written only later. */
  lateWrite: number;
}

/** A ledger in memory with the two unique indexes of the real one, and a seeded source of trouble. */
export class FakeLedgerStore implements LedgerStore {
  readonly entries: Entry[] = [];
  private readonly ids = new Set<string>();
  private readonly seqs = new Set<string>();
  private readonly claims = new Set<string>();

  constructor(
    private readonly random: () => number,
    private readonly faults: Faults,
  ) {}

  async loadWallets(keys: readonly CardKey[]): Promise<Map<string, Wallet>> {
    await this.pause();
    return new Map(keys.map((key) => [key.cardId, this.walletAt(key, Infinity)]));
  }

  /** As they were some entries ago; a card may have none. */
  async loadSnapshots(keys: readonly CardKey[]): Promise<Map<string, Wallet>> {
    await this.pause();
    const snapshots = new Map<string, Wallet>();
    for (const key of keys) {
      const { version } = this.walletAt(key, Infinity);
      const lag = Math.floor(this.random() * 4);
      if (version > lag) snapshots.set(key.cardId, this.walletAt(key, version - lag));
    }
    return snapshots;
  }

  private walletAt({ merchantId, cardId }: CardKey, version: number): Wallet {
    const entries = this.entries.filter(
      (e) => e.merchantId === merchantId && e.cardId === cardId && e.seq <= version,
    );
    entries.sort((a, b) => a.seq - b.seq);
    return entries.reduce(applyEntry, emptyWallet(merchantId, cardId));
  }

  async findClaims(merchantId: string, claims: readonly string[]): Promise<Entry[]> {
    await this.pause();
    return this.entries.filter(
      (e) => e.merchantId === merchantId && e.claims.some((claim) => claims.includes(claim)),
    );
  }

  async findPresent(documents: readonly Entry[]): Promise<Set<string>> {
    await this.pause();
    return new Set(documents.filter((e) => this.ids.has(e._id)).map((e) => e._id));
  }

  async insert(
    documents: readonly Entry[],
    { ordered }: { ordered: boolean },
  ): Promise<InsertOutcome> {
    await this.pause();
    const { lostReply, lostRequest, lateWrite } = this.faults;
    const draw = this.random();
    const unanswered = { duplicates: new Map<number, Duplicate>(), unknown: true };
    if (draw < lostRequest) return unanswered;
    if (draw < lostRequest + lateWrite) {
      setTimeout(() => this.write(documents, ordered), this.random() * 8);
      return unanswered;
    }
    const duplicates = this.write(documents, ordered);
    await this.pause();
    if (draw < lostRequest + lateWrite + lostReply) return unanswered;
    return { duplicates, unknown: false };
  }

  private write(documents: readonly Entry[], ordered: boolean): Map<number, Duplicate> {
    const duplicates = new Map<number, Duplicate>();
    for (const [index, entry] of documents.entries()) {
      const duplicate = this.duplicateOf(entry);
      if (!duplicate) this.add(entry);
      else {
        duplicates.set(index, duplicate);
        if (ordered) break;
      }
    }
    return duplicates;
  }

  private duplicateOf(entry: Entry): Duplicate | null {
    if (this.ids.has(entry._id)) return 'id';
    if (this.seqs.has(`${entry.cardId}/${entry.seq}`)) return 'seq';
    return entry.claims.some((claim) => this.claims.has(claim)) ? 'claims' : null;
  }

  private add(entry: Entry): void {
    this.entries.push(entry);
    this.ids.add(entry._id);
    this.seqs.add(`${entry.cardId}/${entry.seq}`);
    for (const claim of entry.claims) this.claims.add(claim);
  }

  private pause(): Promise<void> {
    return this.random() < 0.5 ? Promise.resolve() : sleep(this.random() * 3);
  }
}
