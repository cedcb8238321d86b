import type { ClientSession, mongo } from 'mongoose';
import { AppError } from '../../../http/app-error';
import type { WalletSnapshot } from '../coins.model';
import { entryByClaims, holdersOf } from './claims';
import type { Command } from './commands';
import type { Posted } from './posting';
import { decide } from './decide';
import type { Entry } from './entry';
import { applyEntry, emptyWallet, type Wallet } from './wallet';

/** Longer than any wait for a majority while one can be reached. */
const BARRIER_MS = 5_000;

/**
 * Appends a command's entry inside the caller's transaction. What it decides on is the transaction's
 * snapshot; the unique indexes prove at the insert that nobody was faster, and a loser's transaction runs
 * again (`inTransaction`).
 */
export class TransactionalLedger {
  private readonly entries: mongo.Collection<Entry>;
  private readonly wallets: mongo.Collection<WalletSnapshot>;

  constructor(
    db: mongo.Db,
    private readonly newEntryId: (now: Date) => string,
  ) {
    this.entries = db.collection<Entry>('entries');
    this.wallets = db.collection<WalletSnapshot>('wallets');
  }

  async post(session: ClientSession, command: Command): Promise<Posted> {
    const { claims, fingerprint, now } = command;
    const before = entryByClaims(claims, fingerprint, await this.holders(session, command));
    if (before) return { entry: before, replayed: true };
    const newId = () => this.newEntryId(now);
    const wallet = await this.wallet(session, command);
    const decision = decide(wallet, command, command.entryId ?? newId(), newId);
    if (!decision.accepted) {
      await this.assertDurable(session, command);
      throw new AppError(decision.refusal.code, decision.refusal.details);
    }
    const { releases, entry } = decision;
    // One by one: `insertMany` does not tell which index stood against a document.
    for (const each of [...releases, entry]) await this.entries.insertOne(each, { session });
    return { entry, replayed: false };
  }

  private async holders(session: ClientSession, { merchantId, claims }: Command) {
    const query = { merchantId, claims: { $in: [...claims] } };
    return holdersOf(await this.entries.find(query, { session }).toArray());
  }

  /** The wallet as the transaction sees it, with what it appended itself. */
  private async wallet(session: ClientSession, { merchantId, cardId }: Command): Promise<Wallet> {
    const snapshot = await this.wallets.findOne({ _id: cardId, merchantId }, { session });
    let wallet = emptyWallet(merchantId, cardId);
    if (snapshot) {
      const { _id, ...folded } = snapshot;
      wallet = folded;
    }
    const query = { merchantId, cardId, seq: { $gt: wallet.version } };
    for await (const entry of this.entries.find(query, { session, sort: { seq: 1 } })) {
      wallet = applyEntry(wallet, entry);
    }
    return wallet;
  }

  /**
   * A transaction's snapshot is known to be a majority's only once it commits, and a refusal does not
   * commit. A linearizable read returns when all before it is durable; the transaction's own read after it
   * fails, and has everything run again, where the primary changed meanwhile.
   */
  private async assertDurable(session: ClientSession, { merchantId, cardId }: Command) {
    const query = { merchantId, cardId };
    const barrier = { readConcern: { level: 'linearizable' }, maxTimeMS: BARRIER_MS } as const;
    await this.entries.findOne(query, barrier);
    await this.entries.findOne(query, { session });
  }
}
