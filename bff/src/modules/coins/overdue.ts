import mongoose from 'mongoose';
import { AppError } from '../../http/app-error';
import type { JobCounts, JobRun } from '../../jobs/job';
import type { WalletSnapshot } from './coins.model';
import { post } from './coins.service';
import type { Claims, Command } from './ledger/commands';
import { isExpired } from './ledger/wallet';

/** Postings under way at once: enough to fill a round, few enough to leave room for people. */
const AT_ONCE = 64;

/** A lot or a hold whose time has passed. */
interface Overdue {
  cardId: string;
  id: string;
}

interface Sweep {
  list: 'lots' | 'holds';
  /** The command that settles one, and the claim under which that happens once. */
  commandOf: (
    id: string,
  ) => { claim: string } & ({ type: 'expire'; lotId: string } | { type: 'lapse'; holdId: string });
}

/**
 * Settles all that is overdue on a merchant's cards, found by index in their snapshots, a few at a time.
 *
 * A snapshot may lag behind its entries, and nothing is missed for ever by that: the worker's feed brings it
 * up to date after each entry (at least once, before it stores its position), and what is asked for is all
 * that is overdue by now, not what became so today. What a snapshot does not show tonight is found on the
 * first night after it does. Meanwhile expired coins cannot be spent and a hold that ran out counts as released.
 * The other way round, what a snapshot still shows and the card no longer has costs a refused posting.
 */
export async function settleOverdue(sweep: Sweep, run: JobRun): Promise<JobCounts> {
  const { merchantId, clock, signal } = run;
  const tally = new Tally();
  let batch: Overdue[] = [];
  const flush = async () => {
    signal.throwIfAborted();
    const commands = batch.map((one) => commandFor(sweep, one, { merchantId, now: clock.now() }));
    tally.add(await Promise.allSettled(commands.map(post)));
    batch = [];
  };
  for await (const one of overdueIn(merchantId, sweep.list, clock.now())) {
    batch.push(one);
    if (batch.length === AT_ONCE) await flush();
  }
  if (batch.length > 0) await flush();
  return tally.total();
}

async function* overdueIn(
  merchantId: string,
  list: Sweep['list'],
  now: Date,
): AsyncGenerator<Overdue> {
  const { db } = mongoose.connection;
  if (!db) throw new Error('not connected to MongoDB');
  const expiresAt = `${list}.expiresAt`;
  const cursor = db
    .collection<WalletSnapshot>('wallets')
    .find({ merchantId, [expiresAt]: { $lte: now } })
    .project<Pick<WalletSnapshot, 'cardId' | 'lots' | 'holds'>>({ cardId: 1, [list]: 1 })
    .hint({ merchantId: 1, [expiresAt]: 1 })
    .batchSize(AT_ONCE);
  try {
    for await (const wallet of cursor) {
      const overdue = wallet[list].filter((one) => isExpired(one, now));
      for (const { id } of overdue) yield { cardId: wallet.cardId, id };
    }
  } finally {
    await cursor.close();
  }
}

function commandFor(
  sweep: Sweep,
  { cardId, id }: Overdue,
  where: { merchantId: string; now: Date },
): Command {
  const { claim, ...what } = sweep.commandOf(id);
  const claims: Claims = [claim];
  // A due release that came with another entry has no fingerprint either: this one is its replay.
  return { ...where, cardId, claims, fingerprint: '', storeId: null, staffId: null, ...what };
}

/** Refusals that only say that the snapshot was behind. */
const SETTLED_MEANWHILE = ['conflict', 'idempotencyMismatch'];

class Tally {
  private written = 0;
  private already = 0;
  private failed = 0;
  private cause: unknown;

  /** One card's trouble does not keep the others waiting; that of a whole batch is not a card's. */
  add(outcomes: readonly PromiseSettledResult<{ replayed: boolean }>[]): void {
    const failures = outcomes
      .filter((outcome) => outcome.status === 'rejected')
      .map((outcome) => outcome.reason as unknown);
    const faults = failures.filter(
      (cause) => !(cause instanceof AppError && SETTLED_MEANWHILE.includes(cause.code)),
    );
    const replays = outcomes.filter((o) => o.status === 'fulfilled' && o.value.replayed).length;
    this.already += failures.length - faults.length + replays;
    this.written += outcomes.length - failures.length - replays;
    this.failed += faults.length;
    this.cause ??= faults[0];
    if (faults.length === outcomes.length) throw this.failure();
  }

  total(): JobCounts {
    if (this.failed > 0) throw this.failure();
    return { written: this.written, already: this.already };
  }

  private failure(): Error {
    return new Error(`${this.failed} postings failed`, { cause: this.cause });
  }
}
