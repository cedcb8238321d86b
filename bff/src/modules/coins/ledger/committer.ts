import { AsyncResource } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import { AppError } from '../../../http/app-error';
import type { Command } from './commands';
import type { CommitterOptions, Posted, Posting } from './posting';
import { Round } from './round';
import type { Wallet } from './wallet';

/** After this time a posting is answered 503: the outcome is unknown, ask again with the same key. */
const DEADLINE_MS = 5_000;
const MAX_ROUND = 512;
const CACHED_WALLETS = 50_000;
const LONGEST_PAUSE_MS = 50;

/**
 * Group commit. Postings that wait are appended together; the next round starts when the one before ends, so
 * a lone request never waits for a timer. Any number of committers may write at the same time: an insert
 * proves that it was decided on the latest state, and a refusal is answered on exact state only.
 */
export class Committer {
  private waiting: Posting[] = [];
  private running = false;
  /** Postings that sit out a pause before they go round again. */
  private pausing = 0;
  private readonly cache: LRUCache<string, Wallet>;
  /** The pump runs here, never in the caller's async context (and so never in its transaction). */
  private readonly context = new AsyncResource('coins.committer');
  private readonly elapsedMs: () => number;

  constructor(private readonly options: CommitterOptions) {
    this.elapsedMs = options.elapsedMs ?? (() => performance.now());
    this.cache = new LRUCache({ max: options.cachedWallets ?? CACHED_WALLETS });
  }

  /**
   * Appends what the command does and answers once it is durable.
   *
   * @throws AppError with the refusal's code; `idempotencyMismatch` where the first claim was used for
   *   something else; `unavailable` where the outcome is not known after 5 seconds.
   */
  post(command: Command): Promise<Posted> {
    return new Promise((resolve, reject) => {
      this.waiting.push({
        command,
        entryId: command.entryId ?? this.options.newEntryId(command.now),
        since: this.elapsedMs(),
        tries: 0,
        sent: false,
        doubtful: false,
        alone: false,
        resolve,
        reject,
      });
      if (!this.running) this.context.runInAsyncScope(() => void this.pump());
    });
  }

  /** Resolves once nothing waits or is under way. */
  async drained(): Promise<void> {
    while (this.running || this.waiting.length + this.pausing > 0) await sleep(5);
  }

  private async pump(): Promise<void> {
    this.running = true;
    // Callers of the same tick come along in the first round.
    await Promise.resolve();
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, MAX_ROUND);
      const live = batch.filter((posting) => !this.dropIfLate(posting));
      const round = new Round(this.options, this.cache, live);
      const again = await round.run().catch((error: unknown) => {
        this.options.onUnknown(error);
        return live.filter((posting) => !round.isSettled(posting));
      });
      this.requeue(again);
    }
    this.running = false;
  }

  private dropIfLate(posting: Posting): boolean {
    if (this.elapsedMs() - posting.since < DEADLINE_MS) return false;
    posting.reject(new AppError('unavailable', { outcome: posting.sent ? 'unknown' : 'notDone' }));
    return true;
  }

  /** A first repetition goes at once; later ones pause a little for the other writer's commit to show. */
  private requeue(postings: readonly Posting[]): void {
    for (const posting of postings) {
      posting.tries += 1;
      posting.doubtful = true;
      if (posting.tries < 2) this.waiting.push(posting);
      else this.later(posting, Math.min(2 ** posting.tries, LONGEST_PAUSE_MS));
    }
  }

  private later(posting: Posting, pauseMs: number): void {
    this.pausing += 1;
    setTimeout(() => {
      this.pausing -= 1;
      this.waiting.push(posting);
      if (!this.running) void this.pump();
    }, pauseMs);
  }
}
