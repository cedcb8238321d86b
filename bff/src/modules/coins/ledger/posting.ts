import type { Command } from './commands';
import type { Entry } from './entry';
import type { LedgerStore } from './store';
import type { Wallet } from './wallet';

export interface CommitterOptions {
  store: LedgerStore;
  newEntryId: (now: Date) => string;
  /** Told of each acknowledged entry with the wallet after it, after the commit. Must not throw. */
  onCommitted: (entry: Entry, wallet: Wallet) => void;
  /** Told why an insert got no trustworthy answer. */
  onUnknown: (cause: unknown) => void;
  /** A monotonic clock in milliseconds, for deadlines only. */
  elapsedMs?: () => number;
  /** How many wallets stay in memory. */
  cachedWallets?: number;
}

/** What became of a command: its entry, and whether an earlier request had already made it. */
export interface Posted {
  entry: Entry;
  replayed: boolean;
}

/** A command on its way into the ledger. */
export interface Posting {
  command: Command;
  /** Kept through all rounds, so that an unanswered insert can be recognised. */
  entryId: string;
  since: number;
  tries: number;
  /** Part of an insert whose outcome is not known: never refused any more, only answered or 503. */
  sent: boolean;
  /** Decided on exact state, and after a look at its claims, from now on. */
  doubtful: boolean;
  /** Its card held up a round: inserted by itself. */
  alone: boolean;
  resolve: (posted: Posted) => void;
  reject: (error: Error) => void;
}
