import type { mongo } from 'mongoose';
import type { WalletSnapshot } from '../coins.model';
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

/** Collects changed wallets and writes them behind the commits, each at most once an interval. */
export class SnapshotWriter {
  private readonly changed = new Map<string, Wallet>();
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

  mark(wallet: Wallet): void {
    this.changed.set(wallet.cardId, wallet);
  }

  flush(): Promise<void> {
    const wallets = [...this.changed.values()];
    this.changed.clear();
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
