import type { mongo } from 'mongoose';
import type { Entry } from '../entry';
import type { Break } from './break';

/** The indexes that carry the rules; without one of them nothing can be trusted. */
const REQUIRED = [
  { name: 'merchantId_1_cardId_1_seq_1', key: { merchantId: 1, cardId: 1, seq: 1 } },
  { name: 'merchantId_1_claims_1', key: { merchantId: 1, claims: 1 } },
] as const;

type Required = (typeof REQUIRED)[number];

/** What lets documents past a unique index. */
const LOOPHOLES = ['sparse', 'partialFilterExpression', 'collation', 'expireAfterSeconds'] as const;

/**
 * The first of the required indexes that is not there, unique and without loopholes; and the first entry that
 * it would have refused, if one was let in.
 */
export async function indexProblem(
  entries: mongo.Collection<Entry>,
  filter: mongo.Filter<Entry>,
): Promise<Break | null> {
  const indexes = await entries.indexes();
  const missing = REQUIRED.find(({ key }) => !indexes.some((index) => isSound(index, key)));
  if (!missing) return null;
  const problem = `no unique index ${missing.name}`;
  const double = await firstDouble(entries, filter, missing);
  if (!double) return { merchantId: '', cardId: '', seq: 0, problem };
  const { merchantId, cardId, seq, what } = double;
  return { merchantId, cardId, seq, problem: `${problem}, and ${what} stands twice` };
}

function isSound(index: mongo.IndexDescriptionInfo, key: Required['key']): boolean {
  // The order of the fields counts, so this compares them as text.
  const isSame = JSON.stringify(index.key) === JSON.stringify(key);
  return isSame && index.unique === true && LOOPHOLES.every((field) => !index[field]);
}

interface Double {
  merchantId: string;
  cardId: string;
  seq: number;
  what: string;
}

/** Takes a sort over all entries, on the server's disk: the price of a missing index. */
async function firstDouble(
  entries: mongo.Collection<Entry>,
  filter: mongo.Filter<Entry>,
  { key }: Required,
): Promise<Double | null> {
  const fields = Object.fromEntries(Object.keys(key).map((field) => [field, `$${field}`]));
  const last = { $last: { cardId: '$cardId', seq: '$seq' } };
  const stages = [
    { $match: filter },
    ...('claims' in key ? [{ $unwind: '$claims' }] : []),
    { $sort: { _id: 1 } },
    { $group: { _id: fields, count: { $sum: 1 }, last } },
    { $match: { count: { $gt: 1 } } },
    { $sort: { _id: 1 } },
    { $limit: 1 },
  ];
  const [found] = await entries
    .aggregate<{
      _id: { merchantId: string; claims?: string };
      last: { cardId: string; seq: number };
    }>(stages, { allowDiskUse: true })
    .toArray();
  if (!found) return null;
  const { merchantId, claims } = found._id;
  return { merchantId, ...found.last, what: claims ?? `seq ${found.last.seq}` };
}
