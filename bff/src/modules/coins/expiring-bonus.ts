import mongoose from 'mongoose';
import type { WalletSnapshot } from './coins.model';

const AT_ONCE = 500;

/** Bonus of one card that ends within a span of time. */
export interface ExpiringBonus {
  cardId: string;
  amountFen: number;
}

/**
 * Cards of a merchant with bonus that expires from `from` until before `until`, found by index in their
 * snapshots, a few at a time. A snapshot may lag a moment behind its entries: sums are for reminders.
 */
export async function* bonusExpiringIn(
  merchantId: string,
  from: Date,
  until: Date,
): AsyncGenerator<ExpiringBonus, void, void> {
  const { db } = mongoose.connection;
  if (!db) throw new Error('not connected to MongoDB');
  const within = { $gte: from, $lt: until };
  const cursor = db
    .collection<WalletSnapshot>('wallets')
    .find({ merchantId, lots: { $elemMatch: { expiresAt: within } } })
    .project<Pick<WalletSnapshot, 'cardId' | 'lots'>>({ cardId: 1, lots: 1 })
    .hint({ merchantId: 1, 'lots.expiresAt': 1 })
    .batchSize(AT_ONCE);
  try {
    for await (const { cardId, lots } of cursor) {
      const amountFen = lots
        .filter(({ expiresAt }) => expiresAt && expiresAt >= from && expiresAt < until)
        .reduce((sum, lot) => sum + lot.remainingFen, 0);
      if (amountFen > 0) yield { cardId, amountFen };
    }
  } finally {
    await cursor.close();
  }
}
