import { mongo } from 'mongoose';

export interface RawResult {
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
}

/**
 * The usual way to do it, for comparison: one transaction a redemption with the bare driver, which inserts
 * an entry and changes the wallet, retried by the driver. Same server, same durability, no HTTP.
 */
export async function rawTransactions(
  uri: string,
  { callers, seconds, cards }: { callers: number; seconds: number; cards: number },
): Promise<RawResult> {
  const client = await mongo.MongoClient.connect(uri, { maxPoolSize: callers });
  const db = client.db('rawtransactions');
  await db.dropDatabase();
  const wallets = db.collection<{ _id: string; balanceFen: number; version: number }>('wallets');
  const entries = db.collection('entries');
  await entries.createIndex({ merchantId: 1, cardId: 1, seq: 1 }, { unique: true });
  await entries.createIndex({ merchantId: 1, requestKey: 1 }, { unique: true });
  await wallets.insertMany(
    Array.from({ length: cards }, (_, n) => ({ _id: `c${n}`, balanceFen: 1e9, version: 0 })),
  );
  const latencies: number[] = [];
  const endMs = performance.now() + seconds * 1000;
  const redeemOne = async (requestKey: string, cardId: string) => {
    await client.withSession((session) =>
      session.withTransaction(
        async () => {
          const wallet = await wallets.findOneAndUpdate(
            { _id: cardId, balanceFen: { $gte: 3 } },
            { $inc: { balanceFen: -3, version: 1 } },
            { session, returnDocument: 'after' },
          );
          if (!wallet) throw new Error('no funds');
          const { version: seq, balanceFen } = wallet;
          const entry = { merchantId: 'm', cardId, seq, requestKey, amountFen: 3, balanceFen };
          await entries.insertOne({ ...entry, at: new Date() }, { session });
        },
        { writeConcern: { w: 'majority', j: true } },
      ),
    );
  };
  await Promise.all(
    Array.from({ length: callers }, async (_, caller) => {
      for (let n = 0; performance.now() < endMs; n += 1) {
        const sentMs = performance.now();
        await redeemOne(`${caller}-${n}`, `c${(caller * 7919 + n * 104_729) % cards}`);
        latencies.push(performance.now() - sentMs);
      }
    }),
  );
  await db.dropDatabase();
  await client.close();
  const sorted = latencies.sort((a, b) => a - b);
  const quantile = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0;
  return { perSecond: sorted.length / seconds, p50Ms: quantile(0.5), p99Ms: quantile(0.99) };
}
