import type { mongo } from 'mongoose';
import type { Entry } from '../entry';
import type { CardKey } from '../store';
import type { Break } from './break';
import { indexProblem } from './indexes';
import { LedgerCheck } from './ledger-check';
import { planOf, type Scope, type Selection } from './scope';
import { SnapshotReader } from './snapshot-reader';
import type { Totals } from './totals';

export type { Break } from './break';
export { sumOfTotals, type Totals } from './totals';

export interface Verified {
  entries: number;
  cards: number;
  /** By merchant. What was given less what was taken lies in the wallets, or there is a break. */
  totals: Map<string, Totals>;
  broken: Break | null;
}

export interface Progress {
  entries: number;
  cards: number;
  /** About how many entries there are to read. */
  estimate: number;
}

export interface Verification extends Selection {
  /** Answers which of these cards do not exist; without it none is missed. */
  unknownCards?: (cards: readonly CardKey[]) => Promise<CardKey[]>;
}

const ENTRIES_A_REPORT = 500;
const CARDS_A_LOOKUP = 500;

/**
 * Refolds wallets from their entries, in bounded memory, and decides each entry again: numbers without a gap,
 * hashes, claims, every sum, point and lot; each snapshot against the fold at its version; what entries brought
 * and took against what wallets hold. Stops at the first break. The ledger may be written to meanwhile.
 */
export async function verifyLedger(
  db: mongo.Db,
  onProgress: (progress: Progress) => void,
  options: Verification = {},
): Promise<Verified> {
  const verifier = new Verifier(db, onProgress, options);
  const broken = await verifier.run();
  const { entries, cards, totals } = verifier.check;
  return { entries, cards, totals, broken };
}

class Verifier {
  readonly check: LedgerCheck;
  private readonly entries: mongo.Collection<Entry>;
  private estimate = 0;
  /** Cards that are still to be looked up. */
  private lookups: CardKey[] = [];

  constructor(
    private readonly db: mongo.Db,
    private readonly onProgress: (progress: Progress) => void,
    private readonly options: Verification,
  ) {
    this.entries = db.collection<Entry>('entries');
    this.check = new LedgerCheck(this.entries);
  }

  async run(): Promise<Break | null> {
    const { merchantId } = this.options;
    const filter = merchantId === undefined ? {} : { merchantId };
    const unguarded = await indexProblem(this.entries, filter);
    if (unguarded) return unguarded;
    const { estimate, scopes } = await planOf(this.db, this.options);
    this.estimate = estimate;
    for await (const scope of scopes) {
      const broken = await this.runScope(scope);
      if (broken) return broken;
    }
    this.report();
    return this.lookUpCards();
  }

  private async runScope(scope: Scope): Promise<Break | null> {
    const snapshots = new SnapshotReader(this.db, scope);
    const entries = this.entries
      .find(scope, { readConcern: { level: 'majority' } })
      .sort({ merchantId: 1, cardId: 1, seq: 1 })
      .batchSize(2_000);
    try {
      for await (const entry of entries) {
        const broken = await this.next(entry, snapshots);
        if (broken) return broken;
      }
      return await this.check.endScope(snapshots);
    } finally {
      await Promise.all([entries.close(), snapshots.close()]);
    }
  }

  private async next(entry: Entry, snapshots: SnapshotReader): Promise<Break | null> {
    if (this.check.isNewCard(entry)) {
      const broken = (await this.check.turnTo(entry, snapshots)) ?? (await this.noteCard(entry));
      if (broken) return broken;
    }
    const broken = await this.check.check(entry);
    if (!broken && this.check.entries % ENTRIES_A_REPORT === 0) this.report();
    return broken;
  }

  private async noteCard({ merchantId, cardId }: CardKey): Promise<Break | null> {
    if (!this.options.unknownCards) return null;
    this.lookups.push({ merchantId, cardId });
    return this.lookups.length < CARDS_A_LOOKUP ? null : this.lookUpCards();
  }

  private async lookUpCards(): Promise<Break | null> {
    const [unknown] = (await this.options.unknownCards?.(this.lookups)) ?? [];
    this.lookups = [];
    return unknown
      ? { ...unknown, seq: 1, problem: 'entries of a card that does not exist' }
      : null;
  }

  private report(): void {
    const { entries, cards } = this.check;
    this.onProgress({ entries, cards, estimate: this.estimate });
  }
}
