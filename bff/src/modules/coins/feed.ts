import type { mongo } from 'mongoose';
import mongoose from 'mongoose';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { DAY_MS } from '@merchant-coin/shared';
import type { Entry } from './ledger/entry';
import { writeSnapshots } from './ledger/snapshots';
import { mongoLedgerStore } from './ledger/store';

/** Told of entries in commit order, at least once: must be idempotent. */
export type EntrySubscriber = (entries: readonly Entry[]) => Promise<void>;

interface Position {
  _id: 'entries';
  token: unknown;
  /** When the token was stored, on the database's clock: where to reread from if the token is lost. */
  at: Date;
}

export interface EntryFeed {
  stop(): Promise<void>;
}

const MAX_BATCH = 500;
const RETRY_MS = 1_000;
const REREAD_MS = DAY_MS / 24;

type Change = mongo.ChangeStreamDocument<Entry>;

/** Server codes for a token that it cannot read: damaged, or of another format. */
const UNREADABLE_TOKEN = [9, 15, 40_647, 50_811];

/** Errors of a stream that cannot be resumed where it stood. */
const isTokenLost = (error: unknown): boolean =>
  error instanceof mongoose.mongo.MongoServerError &&
  (error.hasErrorLabel('NonResumableChangeStreamError') ||
    UNREADABLE_TOKEN.includes(Number(error.code)));

/**
 * Follows the ledger: brings snapshots up to date, tells the subscribers, then stores how far it came. When
 * the position is lost, a new stream is opened first and then the entries since an hour before are reread.
 */
export function followEntries(
  subscribers: readonly EntrySubscriber[],
  warn: (cause: unknown) => void,
): EntryFeed {
  const db = mongoose.connection.db;
  if (!db) throw new Error('connect to MongoDB before the feed is started');
  const feed = new Feed(db, subscribers, warn);
  const done = feed.run();
  return {
    async stop() {
      await feed.stop();
      await done;
    },
  };
}

/** Reads a stream batch by batch, without waiting for a batch to fill. */
class ChangeReader {
  private ahead: Promise<Change> | null = null;

  constructor(private readonly stream: mongo.ChangeStream<Entry>) {}

  /** Waits for one change and takes along those that came with it. */
  async nextBatch(): Promise<Change[]> {
    const batch = [await this.next()];
    while (batch.length < MAX_BATCH) {
      // What is at hand comes within this turn of the event loop. (The driver's `tryNext` asks the server,
      // which keeps the answer back for a second where there is nothing.)
      const change = await Promise.race([this.peek(), nextTurn(null)]);
      if (!change) break;
      this.ahead = null;
      batch.push(change);
    }
    return batch;
  }

  private peek(): Promise<Change> {
    if (!this.ahead) {
      this.ahead = this.stream.next();
      // Whoever waits for it next is told; until then nobody does.
      this.ahead.catch(() => undefined);
    }
    return this.ahead;
  }

  private async next(): Promise<Change> {
    const change = await this.peek();
    this.ahead = null;
    return change;
  }
}

class Feed {
  private stopped = false;
  private stream: mongo.ChangeStream<Entry> | null = null;
  private readonly entries: mongo.Collection<Entry>;
  private readonly positions: mongo.Collection<Position>;

  constructor(
    private readonly db: mongo.Db,
    private readonly subscribers: readonly EntrySubscriber[],
    private readonly warn: (cause: unknown) => void,
  ) {
    this.entries = db.collection<Entry>('entries');
    this.positions = db.collection<Position>('streamPositions');
  }

  async run(): Promise<void> {
    while (!this.stopped) {
      try {
        await this.follow();
      } catch (error) {
        if (this.stopped) return;
        this.warn(error);
        if (isTokenLost(error)) await this.forgetPosition();
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      } finally {
        await this.stream?.close().catch(() => undefined);
      }
    }
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.stream?.close();
  }

  private async forgetPosition(): Promise<void> {
    await this.positions.updateOne({ _id: 'entries' }, { $unset: { token: '' } });
  }

  private async follow(): Promise<void> {
    const position = await this.positions.findOne({ _id: 'entries' });
    const stream = this.entries.watch([{ $match: { operationType: 'insert' } }], {
      ...(position?.token ? { resumeAfter: position.token } : {}),
    });
    this.stream = stream;
    if (!position?.token) {
      // The stream opens with its first look; only then is nothing missed by the reread.
      const first = await stream.tryNext();
      await this.reread(position?.at ?? null);
      if (first) await this.deliver([first]);
    }
    const changes = new ChangeReader(stream);
    while (!this.stopped) await this.deliver(await changes.nextBatch());
  }

  private async deliver(changes: readonly Change[]): Promise<void> {
    const entries = changes.flatMap((change) =>
      change.operationType === 'insert' ? [change.fullDocument] : [],
    );
    await this.tell(entries);
    const token = changes.at(-1)?._id;
    const at = entries.at(-1)?.at;
    if (token && at) {
      await this.positions.updateOne({ _id: 'entries' }, { $set: { token, at } }, { upsert: true });
    }
  }

  private async reread(lastAt: Date | null): Promise<void> {
    const since = new Date((lastAt?.getTime() ?? 0) - REREAD_MS);
    const merchantIds = await this.entries.distinct('merchantId');
    for (const merchantId of merchantIds) {
      const cursor = this.entries.find({ merchantId, at: { $gte: since } }).sort({ at: 1, seq: 1 });
      let batch: Entry[] = [];
      for await (const entry of cursor) {
        batch.push(entry);
        if (batch.length < MAX_BATCH) continue;
        await this.tell(batch);
        batch = [];
      }
      await this.tell(batch);
    }
  }

  private async tell(entries: readonly Entry[]): Promise<void> {
    if (entries.length === 0) return;
    const keys = new Map(entries.map(({ merchantId, cardId }) => [cardId, { merchantId, cardId }]));
    // A damaged wallet gets no snapshot; its entries are told of as all others are.
    const wallets = await mongoLedgerStore(this.db).loadWallets(
      [...keys.values()],
      (_cardId, problem) => this.warn(problem),
    );
    await writeSnapshots(this.db, [...wallets.values()]);
    for (const subscriber of this.subscribers) await subscriber(entries);
  }
}
