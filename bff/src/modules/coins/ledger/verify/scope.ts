import type { mongo } from 'mongoose';
import type { WalletSnapshot } from '../../coins.model';
import type { Entry } from '../entry';

/** Which part of the ledger to verify; all of it where nothing is named. */
export interface Selection {
  merchantId?: string | undefined;
  /** Only cards with an entry, or a wallet's last change, since this instant; they are refolded whole. */
  since?: Date | undefined;
}

/** Selects both entries and wallets of some cards; scopes follow each other in the order of the ledger. */
export type Scope = Partial<Record<'merchantId', string> & { cardId: { $in: string[] } }>;

export interface Plan {
  /** How many entries there will be to read, about. */
  estimate: number;
  scopes: AsyncIterable<Scope> | Iterable<Scope>;
}

const CARDS_A_SCOPE = 500;

/**
 * Cards changed since an instant are found first, a merchant at a time (by the index on `at`), and folded from
 * their first entry: a snapshot to start from would have to be believed.
 */
export async function planOf(db: mongo.Db, { merchantId, since }: Selection): Promise<Plan> {
  const entries = db.collection<Entry>('entries');
  if (since) return sinceThen(db, since, merchantId);
  if (merchantId === undefined) {
    return { estimate: await entries.estimatedDocumentCount(), scopes: [{}] };
  }
  return { estimate: await entries.countDocuments({ merchantId }), scopes: [{ merchantId }] };
}

interface ChangedCard {
  _id: string;
  /** Its last number is how many entries it has. */
  seq: number;
}

async function sinceThen(db: mongo.Db, since: Date, merchantId?: string): Promise<Plan> {
  const merchantIds = merchantId === undefined ? await merchantsOf(db) : [merchantId];
  let estimate = 0;
  for (const each of merchantIds) {
    const total = { $group: { _id: null, seq: { $sum: '$seq' } } };
    const [sum] = await changed(db, each, since, [total]).toArray();
    estimate += sum?.seq ?? 0;
  }
  return { estimate, scopes: scopesOf(db, merchantIds, since) };
}

async function merchantsOf(db: mongo.Db): Promise<string[]> {
  const ids = await db.collection<Entry>('entries').distinct('merchantId');
  const ofWallets = await db.collection<WalletSnapshot>('wallets').distinct('merchantId');
  return [...new Set([...ids, ...ofWallets])].sort();
}

async function* scopesOf(
  db: mongo.Db,
  merchantIds: readonly string[],
  since: Date,
): AsyncGenerator<Scope> {
  for (const merchantId of merchantIds) {
    let cardIds: string[] = [];
    for await (const { _id } of changed(db, merchantId, since, [{ $sort: { _id: 1 } }])) {
      cardIds.push(_id);
      if (cardIds.length < CARDS_A_SCOPE) continue;
      yield { merchantId, cardId: { $in: cardIds } };
      cardIds = [];
    }
    if (cardIds.length > 0) yield { merchantId, cardId: { $in: cardIds } };
  }
}

/** Wallets are asked too: their last entry may be the one that is gone. */
function changed(
  db: mongo.Db,
  merchantId: string,
  since: Date,
  stages: readonly mongo.BSON.Document[],
): mongo.AggregationCursor<ChangedCard> {
  const ofWallets = [
    { $match: { merchantId, lastAt: { $gte: since } } },
    { $project: { cardId: 1, seq: '$version' } },
  ];
  return db
    .collection<Entry>('entries')
    .aggregate<ChangedCard>(
      [
        { $match: { merchantId, at: { $gte: since } } },
        { $project: { cardId: 1, seq: 1 } },
        { $unionWith: { coll: 'wallets', pipeline: ofWallets } },
        { $group: { _id: '$cardId', seq: { $max: '$seq' } } },
        ...stages,
      ],
      { allowDiskUse: true },
    );
}
