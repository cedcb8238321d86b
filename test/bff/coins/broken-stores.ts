import type { Entry } from '../../../bff/src/modules/coins/ledger/entry';
import type { CardKey, Duplicate } from '../../../bff/src/modules/coins/ledger/store';
import type { Wallet } from '../../../bff/src/modules/coins/ledger/wallet';
import { FakeLedgerStore } from './fake-store';
import type { MakeStore } from './simulation';

/** Two entries may have the same number on a card. */
class WithoutSeqIndex extends FakeLedgerStore {
  protected override duplicateOf(entry: Entry): Duplicate | null {
    const isRival = (one: Entry) => one.cardId === entry.cardId && one.seq === entry.seq;
    const others = this.stored.filter((one) => !isRival(one.entry) || one.entry._id === entry._id);
    return this.duplicateAmong(others, entry);
  }
}

/** What happens once may happen twice. */
class WithoutClaimsIndex extends FakeLedgerStore {
  protected override duplicateOf(entry: Entry): Duplicate | null {
    const duplicate = super.duplicateOf(entry);
    return duplicate === 'claims' ? null : duplicate;
  }
}

/** Answers before anything is safe, and forgets some of it: the caches run ahead of the ledger. */
class AnswersTooSoon extends FakeLedgerStore {
  protected override async write(documents: readonly Entry[], ordered: boolean) {
    if (this.random() > 0.1) return super.write(documents, ordered);
    return { duplicates: new Map<number, Duplicate>(), kept: true };
  }
}

/** Calls an old state exact, as one that is cached would be. */
class ReadsOldState extends FakeLedgerStore {
  override async loadWallets(keys: readonly CardKey[]): Promise<Map<string, Wallet>> {
    const exact = await super.loadWallets(keys);
    const old = await this.loadSnapshots(keys);
    return new Map([...exact].map(([cardId, wallet]) => [cardId, old.get(cardId) ?? wallet]));
  }
}

/** Sees no claim that was made a moment ago. */
class OverlooksClaims extends FakeLedgerStore {
  override async findClaims(...args: Parameters<FakeLedgerStore['findClaims']>) {
    const found = await super.findClaims(...args);
    return this.random() < 0.3 ? [] : found;
  }
}

/** After an answer was lost, takes everything for written. */
class FindsWhatIsNotThere extends FakeLedgerStore {
  override findPresent(documents: readonly Entry[]): Promise<Set<string>> {
    return Promise.resolve(new Set(documents.map(({ _id }) => _id)));
  }
}

/** Swallows some calls for good. */
class NeverAnswers extends FakeLedgerStore {
  override findClaims(...args: Parameters<FakeLedgerStore['findClaims']>) {
    return this.random() < 0.05 ? new Promise<Entry[]>(() => undefined) : super.findClaims(...args);
  }
}

/** Stores on which no committer could keep its promises, and which promise breaks first or at all. */
export const BROKEN_STORES: [what: string, make: MakeStore, problem: RegExp][] = [
  ['without the index on seq', (...args) => new WithoutSeqIndex(...args), /seq \d+ after \d+/],
  ['without the index on claims', (...args) => new WithoutClaimsIndex(...args), / twice$/],
  ['that answers too soon', (...args) => new AnswersTooSoon(...args), /is not there|told of/],
  ['that reads old state', (...args) => new ReadsOldState(...args), /on no state there was/],
  ['that overlooks claims', (...args) => new OverlooksClaims(...args), /though its (?:claim|key)/],
  ['that finds what is not there', (...args) => new FindsWhatIsNotThere(...args), /is not there/],
  ['that never answers', (...args) => new NeverAnswers(...args), /pending for ever/],
];
