import type { Command } from '@merchant-coin/bff/modules/coins/ledger/commands';
import { decide } from '@merchant-coin/bff/modules/coins/ledger/decide';
import type { Entry } from '@merchant-coin/bff/modules/coins/ledger/entry';
import { emptyWallet, type Wallet } from '@merchant-coin/bff/modules/coins/ledger/wallet';
import { newId } from '@merchant-coin/bff/db/ids';
import { mongo } from 'mongoose';

export interface RawResult {
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
}

export interface RawOptions {
  callers: number;
  seconds: number;
  cards: number;
}

const MERCHANT = newId('merchant');
const DURABLE = { writeConcern: { w: 'majority', j: true } } as const;

type StoredWallet = Wallet & { _id: string };

function commandOf(cardId: string, requestKey: string): Omit<Command, 'type'> {
  const by = { storeId: 'sto_raw', staffId: 'stf_raw', fingerprint: requestKey };
  return { merchantId: MERCHANT, cardId, now: new Date(), claims: [`req:${requestKey}`], ...by };
}

function rechargeOf(cardId: string): Command {
  const bonus = { bonusFen: 5_000, bonusExpiresAt: new Date(Date.now() + 300 * 86_400_000) };
  const sum = { amountFen: 50_000_000, capFen: 50_000_000, tender: 'cash', ...bonus };
  const common = commandOf(cardId, `load-${cardId}`);
  return { ...common, type: 'recharge', originStoreId: 'sto_raw', ...sum };
}

function redeemOf(cardId: string, requestKey: string): Command {
  const sale = { listFen: 3, paidFen: 3, discountBp: 10_000, pointsBp: 10_000 };
  const common = commandOf(cardId, requestKey);
  return { ...common, type: 'redeem', sale, policy: 'bonusFirst', confirmDuplicate: true };
}

function decided(wallet: Wallet, command: Command): { entry: Entry; wallet: Wallet } {
  const id = newId('entry', command.now);
  const decision = decide(wallet, command, id, () => newId('entry', command.now));
  if (!decision.accepted) throw new Error(decision.refusal.code);
  return decision;
}

/**
 * The usual way to do it, for comparison: one transaction a redemption with the bare driver, which reads the
 * wallet, decides, inserts the entry and updates the wallet, repeated by the driver on a conflict. The same
 * documents and unique indexes, the same server and durability; no HTTP, session, pay code or price.
 */
export async function rawTransactions(uri: string, options: RawOptions): Promise<RawResult> {
  const client = await mongo.MongoClient.connect(uri, { maxPoolSize: options.callers });
  const db = client.db('rawtransactions');
  await db.dropDatabase();
  const wallets = db.collection<StoredWallet>('wallets');
  const entries = db.collection<Entry>('entries');
  await entries.createIndex({ merchantId: 1, cardId: 1, seq: 1 }, { unique: true });
  await entries.createIndex({ merchantId: 1, claims: 1 }, { unique: true });
  await entries.createIndex({ merchantId: 1, at: 1 });
  const cardIds = Array.from({ length: options.cards }, (_, n) => `crd_raw${n}`);
  const loaded = cardIds.map((id) => decided(emptyWallet(MERCHANT, id), rechargeOf(id)));
  await entries.insertMany(loaded.map(({ entry }) => entry));
  await wallets.insertMany(loaded.map(({ wallet }) => ({ _id: wallet.cardId, ...wallet })));

  const redeemOne = (requestKey: string, cardId: string) =>
    client.withSession((session) =>
      session.withTransaction(async () => {
        const before = await wallets.findOne({ _id: cardId }, { session });
        if (!before) throw new Error('no wallet');
        const { _id, ...wallet } = before;
        const next = decided(wallet, redeemOf(cardId, requestKey));
        await wallets.updateOne(
          { _id, version: before.version },
          { $set: next.wallet },
          { session },
        );
        await entries.insertOne(next.entry, { session });
      }, DURABLE),
    );

  const latencies: number[] = [];
  const endMs = performance.now() + options.seconds * 1000;
  const call = async (caller: number) => {
    for (let n = 0; performance.now() < endMs; n += 1) {
      const sentMs = performance.now();
      const card = (caller * 7919 + n * 104_729) % cardIds.length;
      await redeemOne(`${caller}-${n}`, cardIds[card] ?? '');
      latencies.push(performance.now() - sentMs);
    }
  };
  await Promise.all(Array.from({ length: options.callers }, (_, caller) => call(caller)));
  await db.dropDatabase();
  await client.close();
  const sorted = latencies.sort((a, b) => a - b);
  const quantile = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0;
  return {
    perSecond: sorted.length / options.seconds,
    p50Ms: quantile(0.5),
    p99Ms: quantile(0.99),
  };
}
