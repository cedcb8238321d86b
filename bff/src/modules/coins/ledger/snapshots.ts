import type { mongo } from 'mongoose';
import type { WalletSnapshot } from '../coins.model';
import type { Entry } from './entry';
import type { Wallet } from './wallet';

const DUPLICATE_KEY = 11_000;

/**
 * Writes wallets as they are now; one that already stands at a later version stays. Snapshots only spare
 * reads: losing one costs a longer fold.
 */
export async function writeSnapshots(db: mongo.Db, wallets: readonly Wallet[]): Promise<void> {
  if (wallets.length === 0) return;
  const writes = wallets.map((wallet) => ({
    updateOne: {
      filter: {
        _id: wallet.cardId,
        merchantId: wallet.merchantId,
        version: { $lt: wallet.version },
      },
      update: { $set: wallet },
      upsert: true,
    },
  }));
  try {
    await db.collection<WalletSnapshot>('wallets').bulkWrite(writes, { ordered: false });
  } catch (error) {
    // An upsert that meets a later version collides on _id: that is the guard at work.
    if ((error as { code?: number }).code !== DUPLICATE_KEY) throw error;
  }
}

/** So many entries of a card may have to be folded where no worker has written its snapshot. */
const EVERY_ENTRIES = 16;

/**
 * Writes some wallets behind the commits: each card's every 16th. The worker's feed keeps snapshots fresh;
 * this bounds the fold while no worker runs. A write for each entry took as long as the entry itself.
 */
export class SnapshotWriter {
  private readonly due = new Map<string, Wallet>();
  private readonly timer: NodeJS.Timeout;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly db: mongo.Db,
    private readonly onError: (error: unknown) => void,
    intervalMs = 1_000,
  ) {
    this.timer = setInterval(() => void this.flush(), intervalMs);
    this.timer.unref();
  }

  /** Takes note of a committed entry; `wallet` is the card after all that was committed with it. */
  note(entry: Entry, wallet: Wallet): void {
    if (entry.seq % EVERY_ENTRIES === 0) this.due.set(wallet.cardId, wallet);
  }

  flush(): Promise<void> {
    const wallets = [...this.due.values()];
    this.due.clear();
    this.writing = this.writing
      .then(() => writeSnapshots(this.db, wallets))
      .catch((error: unknown) => this.onError(error));
    return this.writing;
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.flush();
  }
}
