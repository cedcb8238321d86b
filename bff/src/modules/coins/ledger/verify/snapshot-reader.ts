import type { mongo } from 'mongoose';
import type { WalletSnapshot } from '../../coins.model';
import type { CardKey } from '../store';
import type { Scope } from './scope';

/** Reads a scope's snapshots in the order of the entries. */
export class SnapshotReader {
  private readonly cursor: mongo.FindCursor<mongo.WithId<WalletSnapshot>>;
  private ahead: WalletSnapshot | null = null;

  constructor(db: mongo.Db, scope: Scope) {
    this.cursor = db
      .collection<WalletSnapshot>('wallets')
      .find(scope, { readConcern: { level: 'majority' } })
      .sort({ merchantId: 1, cardId: 1 })
      .batchSize(500);
  }

  async next(): Promise<WalletSnapshot | null> {
    const snapshot = this.ahead ?? (await this.cursor.next());
    this.ahead = null;
    return snapshot;
  }

  /** The next one of those that come before a card. */
  async before({ merchantId, cardId }: CardKey): Promise<WalletSnapshot | null> {
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
  async of({ merchantId, cardId }: CardKey): Promise<WalletSnapshot | null> {
    const snapshot = await this.next();
    if (snapshot?.merchantId === merchantId && snapshot.cardId === cardId) return snapshot;
    this.ahead = snapshot;
    return null;
  }

  close(): Promise<void> {
    return this.cursor.close();
  }
}
