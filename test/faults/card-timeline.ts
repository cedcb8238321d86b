import { hashOf } from '@merchant-coin/bff/modules/coins/ledger/append';
import type { Entry } from '@merchant-coin/bff/modules/coins/ledger/entry';
import {
  applyEntry,
  balancesOf,
  emptyWallet,
  type Wallet,
} from '@merchant-coin/bff/modules/coins/ledger/wallet';
import { isDeepStrictEqual } from 'node:util';

/** Between which two instants, as seen from outside, an entry was committed. */
export interface Span {
  fromMs: number;
  toMs: number;
}

/** Keys in order and dates as text: the database gives fields back in the order they were set. */
function plain(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_key, inner: unknown) =>
      inner && typeof inner === 'object' && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
        : inner,
    ),
  );
}

export const isSame = (a: unknown, b: unknown): boolean => isDeepStrictEqual(plain(a), plain(b));

/** What is wrong with an entry that follows a wallet; null when nothing is. */
function problemOf(wallet: Wallet, entry: Entry): string | null {
  const { hash, ...unhashed } = entry;
  if (entry.seq === wallet.version) return 'has the number of the entry before it';
  if (entry.seq !== wallet.version + 1) return `follows entry ${wallet.version}: a gap`;
  if (entry.prev !== wallet.head) return 'does not carry the hash of the entry before it';
  if (hashOf(unhashed) !== hash) return 'does not match its hash';
  if (wallet.lastAt && entry.at < wallet.lastAt) return 'is older than the entry before it';
  return null;
}

/** A card's entries, the wallet after each by the pure model, and when each may have been committed. */
export class CardTimeline {
  /** `states[seq]`; ends where the ledger stops making sense. */
  readonly states: Wallet[];
  readonly problems: { text: string; doubled: boolean }[] = [];
  /** From the latest start before, and to the earliest answer after: commits are in the order of `seq`. */
  private readonly spans: Span[] = [];

  constructor(
    merchantId: string,
    readonly cardId: string,
    readonly entries: readonly Entry[],
    spanOf: (entry: Entry) => Span,
  ) {
    this.states = [emptyWallet(merchantId, cardId)];
    for (const entry of entries) if (!this.fold(entry)) break;
    this.narrow(entries.map(spanOf));
  }

  private fold(entry: Entry): boolean {
    const wallet = this.states.at(-1) as Wallet;
    let problem = problemOf(wallet, entry);
    if (!problem) {
      try {
        const next = applyEntry(wallet, entry);
        this.states.push(next);
        if (!isSame(entry.after, balancesOf(next, entry.at))) problem = 'tells other balances';
      } catch (error) {
        problem = (error as Error).message;
      }
    }
    if (!problem) return true;
    const text = `entry ${entry.seq} of ${this.cardId} ${problem}`;
    this.problems.push({ text, doubled: entry.seq === wallet.version });
    return false;
  }

  private narrow(spans: readonly Span[]): void {
    let fromMs = -Infinity;
    for (const span of spans) {
      fromMs = Math.max(fromMs, span.fromMs);
      this.spans.push({ fromMs, toMs: span.toMs });
    }
    let toMs = Infinity;
    for (const [index, span] of [...this.spans.entries()].reverse()) {
      toMs = Math.min(toMs, span.toMs);
      span.toMs = toMs;
      if (span.fromMs <= toMs) continue;
      const { seq } = this.entries[index] as Entry;
      const text = `entry ${seq} of ${this.cardId} was asked for after a later one was answered`;
      this.problems.push({ text, doubled: false });
    }
  }

  /** Whether the ledger of this card could be folded to its end. */
  get isWhole(): boolean {
    return this.states.length === this.entries.length + 1;
  }

  /** The states that may have been the present one at some moment of a request, as `seq`s. */
  window({ fromMs, toMs }: Span): { first: number; last: number } {
    const first = this.spans.filter((span) => span.toMs < fromMs).length;
    const last = this.spans.filter((span) => span.fromMs <= toMs).length;
    return { first, last: Math.min(last, this.states.length - 1) };
  }
}
