import type { Command } from '@merchant-coin/bff/modules/coins/ledger/commands';
import { decide } from '@merchant-coin/bff/modules/coins/ledger/decide';
import type { Entry } from '@merchant-coin/bff/modules/coins/ledger/entry';
import { emptyWallet, type Wallet } from '@merchant-coin/bff/modules/coins/ledger/wallet';
import { newId } from '@merchant-coin/bff/db/ids';
import { mongo } from 'mongoose';
import type { Row } from './runs';

const DATABASE = 'rawtransactions';
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
export class RawTransactions {
  private sent = 0;

  private constructor(
    private readonly client: mongo.MongoClient,
    private readonly cardIds: readonly string[],
    private readonly callers: number,
  ) {}

  /** On a database of its own, with so many loaded cards. */
  static async open(
    uri: string,
    { callers, cards }: { callers: number; cards: number },
  ): Promise<RawTransactions> {
    const client = await mongo.MongoClient.connect(uri, { maxPoolSize: callers });
    const cardIds = Array.from({ length: cards }, (_, n) => `crd_raw${n}`);
    const raw = new RawTransactions(client, cardIds, callers);
    const { entries, wallets } = raw;
    await client.db(DATABASE).dropDatabase();
    await entries.createIndex({ merchantId: 1, cardId: 1, seq: 1 }, { unique: true });
    await entries.createIndex({ merchantId: 1, claims: 1 }, { unique: true });
    await entries.createIndex({ merchantId: 1, at: 1 });
    const loaded = cardIds.map((id) => decided(emptyWallet(MERCHANT, id), rechargeOf(id)));
    await entries.insertMany(loaded.map(({ entry }) => entry));
    await wallets.insertMany(loaded.map(({ wallet }) => ({ _id: wallet.cardId, ...wallet })));
    return raw;
  }

  private get entries(): mongo.Collection<Entry> {
    return this.client.db(DATABASE).collection<Entry>('entries');
  }

  private get wallets(): mongo.Collection<StoredWallet> {
    return this.client.db(DATABASE).collection<StoredWallet>('wallets');
  }

  private redeemOne(requestKey: string, cardId: string): Promise<void> {
    const { entries, wallets } = this;
    return this.client.withSession((session) =>
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
  }

  async measure(name: string, seconds: number): Promise<Row> {
    const { callers, cardIds } = this;
    const latencies: number[] = [];
    const endMs = performance.now() + seconds * 1000;
    const call = async () => {
      while (performance.now() < endMs) {
        const sentMs = performance.now();
        this.sent += 1;
        const cardId = cardIds[(this.sent * 104_729) % cardIds.length] ?? '';
        await this.redeemOne(`raw-${this.sent}`, cardId);
        // What ends too late counts for nobody.
        if (performance.now() < endMs) latencies.push(performance.now() - sentMs);
      }
    };
    await Promise.all(Array.from({ length: callers }, call));
    const sorted = latencies.sort((a, b) => a - b);
    const quantile = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0;
    const perSecond = sorted.length / seconds;
    return { name, callers, perSecond, p50Ms: quantile(0.5), p99Ms: quantile(0.99), cpuMs: {} };
  }

  async close(): Promise<void> {
    await this.client.db(DATABASE).dropDatabase();
    await this.client.close();
  }
}
