import type { mongo } from 'mongoose';
import type { WalletSnapshot } from '../coins.model';
import type { Entry } from './entry';
import { applyEntry, emptyWallet, type Wallet } from './wallet';

export interface CardKey {
  merchantId: string;
  cardId: string;
}

/** The unique index that stood against a document. */
export type Duplicate = 'seq' | 'claims' | 'id';

/** How each document of one insert ended. */
export interface InsertOutcome {
  /** Positions that the server refused, with the unique index that stood against each. */
  duplicates: Map<number, Duplicate>;
  /** No trustworthy answer came: read back what is there. */
  unknown: boolean;
  /** Why, for the log. */
  cause?: unknown;
}

/** Told of a card whose entries do not make a wallet, and why. */
export type OnDamaged = (cardId: string, problem: Error) => void;

/** The few calls that the committer makes on the database. */
export interface LedgerStore {
  /** Snapshots that there are; they may lag, so nothing is refused on them. */
  loadSnapshots(keys: readonly CardKey[]): Promise<Map<string, Wallet>>;
  /**
   * Exact wallets, read at majority: snapshot and the entries after it. A damaged one is left out and told of
   * where somebody listens; it fails the call where nobody does.
   */
  loadWallets(keys: readonly CardKey[], onDamaged?: OnDamaged): Promise<Map<string, Wallet>>;
  /** Entries that hold any of the claims, read at majority. */
  findClaims(merchantId: string, claims: readonly string[]): Promise<Entry[]>;
  /** Ids of those of these entries that are there, to the last field (by hash), read at majority. */
  findPresent(documents: readonly Entry[]): Promise<Set<string>>;
  /** Appends; in an ordered insert nothing follows a failed document. Majority and journalled. */
  insert(entries: readonly Entry[], options: { ordered: boolean }): Promise<InsertOutcome>;
}

/** How long a round may wait for a card that an open business transaction has locked. */
const INSERT_MAX_TIME_MS = 500;

const DUPLICATE_KEY = 11_000;

function duplicateOf(keyPattern: Record<string, unknown> = {}): Duplicate {
  if ('claims' in keyPattern) return 'claims';
  return 'seq' in keyPattern ? 'seq' : 'id';
}

interface InsertReply {
  writeErrors?: {
    index: number;
    code: number;
    errmsg: string;
    keyPattern?: Record<string, unknown>;
  }[];
  writeConcernError?: unknown;
}

const failing: OnDamaged = (_cardId, problem) => {
  throw problem;
};

/** The ledger's calls on MongoDB; native, since mongoose must not bind them to a caller's transaction. */
export function mongoLedgerStore(db: mongo.Db): LedgerStore {
  const entries = db.collection<Entry>('entries');
  const wallets = db.collection<WalletSnapshot>('wallets');
  const majority = { readConcern: { level: 'majority' } } as const;

  const snapshotsOf = async (keys: readonly CardKey[]): Promise<Map<string, Wallet>> => {
    const found = await wallets
      .find(
        {
          _id: { $in: keys.map((key) => key.cardId) },
          merchantId: { $in: [...new Set(keys.map((key) => key.merchantId))] },
        },
        majority,
      )
      .toArray();
    return new Map(found.map(({ _id, ...wallet }) => [_id, wallet]));
  };

  return {
    loadSnapshots: snapshotsOf,

    async loadWallets(keys, onDamaged = failing) {
      const loaded = await snapshotsOf(keys);
      for (const { merchantId, cardId } of keys) {
        if (!loaded.has(cardId)) loaded.set(cardId, emptyWallet(merchantId, cardId));
      }
      const later = [...loaded.values()].map(({ merchantId, cardId, version }) => ({
        merchantId,
        cardId,
        seq: { $gt: version },
      }));
      const cursor = entries.find({ $or: later }, { ...majority, sort: { seq: 1 } });
      for await (const entry of cursor) {
        const wallet = loaded.get(entry.cardId);
        if (!wallet) continue;
        try {
          loaded.set(entry.cardId, applyEntry(wallet, entry));
        } catch (cause) {
          loaded.delete(entry.cardId);
          onDamaged(entry.cardId, new Error(`the wallet of ${entry.cardId} is damaged`, { cause }));
        }
      }
      return loaded;
    },

    findClaims(merchantId, claims) {
      return entries.find({ merchantId, claims: { $in: [...claims] } }, majority).toArray();
    },

    async findPresent(documents) {
      const ids = documents.map((entry) => entry._id);
      const merchantIds = [...new Set(documents.map((entry) => entry.merchantId))];
      const found = await entries
        .find(
          { merchantId: { $in: merchantIds }, _id: { $in: ids } },
          { ...majority, projection: { hash: 1 } },
        )
        .toArray();
      const hashes = new Set(found.map((entry) => entry.hash));
      return new Set(documents.filter(({ hash }) => hashes.has(hash)).map(({ _id }) => _id));
    },

    async insert(documents, { ordered }) {
      try {
        const reply = (await db.command({
          insert: 'entries',
          documents,
          ordered,
          writeConcern: { w: 'majority', j: true },
          maxTimeMS: INSERT_MAX_TIME_MS,
        })) as InsertReply;
        const errors = reply.writeErrors ?? [];
        const refused = errors.filter((error) => error.code === DUPLICATE_KEY);
        return {
          duplicates: new Map(refused.map((e) => [e.index, duplicateOf(e.keyPattern)])),
          unknown: reply.writeConcernError !== undefined || refused.length < errors.length,
          cause: reply.writeConcernError ?? errors.find((e) => e.code !== DUPLICATE_KEY),
        };
      } catch (error) {
        // A lost reply, a time-out, a stepped-down primary: whether it was written is not known.
        return { duplicates: new Map(), unknown: true, cause: error };
      }
    },
  };
}
