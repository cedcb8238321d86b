import type { mongo } from 'mongoose';
import type { WalletSnapshot } from '../../coins.model';
import type { Entry } from '../entry';
import type { CardKey } from '../store';
import { balancesOf, emptyWallet, type Wallet } from '../wallet';
import { firstDifference, textAt } from './difference';
import { checkEntry, coinsOf } from './entry-check';
import type { Break } from './break';
import { type Past, pastIn } from './past';
import type { SnapshotReader } from './snapshot-reader';
import { addFlow, noTotals, type Totals } from './totals';

/** Folds entries as they come, in the order of the ledger, and meets each wallet's snapshot on the way. */
export class LedgerCheck {
  entries = 0;
  cards = 0;
  readonly totals = new Map<string, Totals>();
  private wallet = emptyWallet('', '');
  /** The card's snapshot until its entry has been met. */
  private awaited: WalletSnapshot | null = null;
  private readonly past: Past;

  constructor(private readonly collection: mongo.Collection<Entry>) {
    this.past = pastIn(collection);
  }

  /** Whether an entry is of another card than the one before it. */
  isNewCard({ merchantId, cardId }: CardKey): boolean {
    return cardId !== this.wallet.cardId || merchantId !== this.wallet.merchantId;
  }

  /** Ends the card before, passes snapshots that have no entries, and begins a card. */
  async turnTo(card: CardKey, snapshots: SnapshotReader): Promise<Break | null> {
    const broken = await this.endCard();
    if (broken) return broken;
    const stray = await this.passSnapshots(() => snapshots.before(card));
    if (stray) return stray;
    this.startCard(card, await snapshots.of(card));
    return null;
  }

  async check(entry: Entry): Promise<Break | null> {
    const { merchantId, cardId, seq } = entry;
    const checked = await checkEntry(this.wallet, entry, this.past);
    if ('problem' in checked) return { merchantId, cardId, seq, problem: checked.problem };
    this.wallet = checked.wallet;
    addFlow(this.totalsOf(merchantId), checked.flowFen);
    this.entries += 1;
    const problem = this.meetSnapshot();
    return problem === null ? null : { merchantId, cardId, seq, problem };
  }

  /** Ends the scope's last card and passes the snapshots behind it. */
  async endScope(snapshots: SnapshotReader): Promise<Break | null> {
    const broken = await this.endCard();
    return broken ?? this.passSnapshots(() => snapshots.next());
  }

  private meetSnapshot(): string | null {
    if (this.awaited?.version !== this.wallet.version) return null;
    const { _id, ...stored } = this.awaited;
    this.awaited = null;
    if (_id !== this.wallet.cardId) return `the wallet stands under ${_id}`;
    const path = firstDifference(this.wallet, stored);
    if (path === null) return null;
    const [found, expected] = [textAt(stored, path), textAt(this.wallet, path)];
    return `the wallet differs from the fold of its entries: ${path} is ${found}, not ${expected}`;
  }

  /** Snapshots beside which no entries were found. */
  private async passSnapshots(
    nextSnapshot: () => Promise<WalletSnapshot | null>,
  ): Promise<Break | null> {
    for (let found = await nextSnapshot(); found; found = await nextSnapshot()) {
      this.startCard(found, found);
      const broken = await this.endCard();
      if (broken) return broken;
    }
    return null;
  }

  private startCard({ merchantId, cardId }: CardKey, snapshot: WalletSnapshot | null): void {
    this.cards += 1;
    this.wallet = emptyWallet(merchantId, cardId);
    this.awaited = snapshot;
  }

  /** A snapshot may tell of entries that were appended behind the reader's back: reads those first. */
  private async endCard(): Promise<Break | null> {
    if (this.awaited) {
      const broken = (await this.readOn(this.wallet)) ?? this.breakOfSnapshot();
      if (broken) return broken;
    }
    this.count(this.wallet);
    this.wallet = emptyWallet('', '');
    return null;
  }

  private async readOn({ merchantId, cardId, version }: Wallet): Promise<Break | null> {
    const later = this.collection
      .find({ merchantId, cardId, seq: { $gt: version } }, { readConcern: { level: 'majority' } })
      .sort({ seq: 1 });
    for await (const entry of later) {
      const broken = await this.check(entry);
      if (broken) return broken;
    }
    return null;
  }

  private breakOfSnapshot(): Break | null {
    if (!this.awaited) return null;
    const { merchantId, cardId, version } = this.awaited;
    const last = this.wallet.version;
    const where = version > last ? 'is ahead of its entries' : 'stands at no entry';
    const problem = last === 0 ? 'a wallet without entries' : `the wallet ${where}`;
    return { merchantId, cardId, seq: version, problem };
  }

  private count(wallet: Wallet): void {
    if (wallet.version === 0) return;
    const totals = this.totalsOf(wallet.merchantId);
    totals.inWalletsFen += coinsOf(wallet);
    totals.heldFen += balancesOf(wallet, wallet.lastAt ?? new Date(0)).heldFen;
  }

  private totalsOf(merchantId: string): Totals {
    const totals = this.totals.get(merchantId) ?? noTotals();
    this.totals.set(merchantId, totals);
    return totals;
  }
}
