import type { LRUCache } from 'lru-cache';
import { AppError } from '../../../http/app-error';
import { entryByClaims, holdersOf } from './claims';
import type { Command } from './commands';
import { decide } from './decide';
import type { Entry } from './entry';
import type { CommitterOptions, Posting } from './posting';
import type { InsertOutcome } from './store';
import type { Wallet } from './wallet';

/** A posting that was accepted, with the entries that make it true. */
interface Accepted {
  posting: Posting;
  entries: Entry[];
  wallet: Wallet;
}

type Chain = Accepted[];

/** One turn of the committer: load, settle by claims, decide, insert, and tell who has to go round again. */
export class Round {
  private readonly settled = new Set<Posting>();
  private readonly again = new Set<Posting>();
  private readonly claimed = new Set<string>();
  /** Cards that cannot be decided on, with why: only their own postings fail. */
  private readonly damaged = new Map<string, Error>();

  constructor(
    private readonly options: CommitterOptions,
    private readonly cache: LRUCache<string, Wallet>,
    private readonly postings: readonly Posting[],
  ) {}

  isSettled(posting: Posting): boolean {
    return this.settled.has(posting);
  }

  /** Returns the postings that have no outcome yet. */
  async run(): Promise<Posting[]> {
    const { wallets, exact } = await this.load();
    await this.settleByClaims();
    const chains = this.decideAll(wallets, exact);
    await this.insertAll(chains);
    return [...this.again];
  }

  // ---- state -----------------------------------------------------------------------------------------

  /**
   * Wallets to decide on: cached or snapshots, which the insert proves or refutes; exact ones, read before
   * any look at claims, for the cards of doubtful postings and for those without a snapshot.
   */
  private async load(): Promise<{ wallets: Map<string, Wallet>; exact: Set<string> }> {
    const wallets = new Map<string, Wallet>();
    const unknown = new Map<string, Command>();
    const doubtful = new Map<string, Command>();
    for (const { command, doubtful: isDoubtful } of this.postings) {
      const { cardId } = command;
      const cached = isDoubtful ? undefined : this.cache.get(cardId);
      if (cached) wallets.set(cardId, cached);
      else (isDoubtful ? doubtful : unknown).set(cardId, command);
    }
    for (const cardId of doubtful.keys()) unknown.delete(cardId);
    const { store } = this.options;
    if (unknown.size > 0) {
      const snapshots = await store.loadSnapshots([...unknown.values()]);
      for (const [cardId, command] of unknown) {
        const snapshot = snapshots.get(cardId);
        if (snapshot) wallets.set(cardId, snapshot);
        else doubtful.set(cardId, command);
      }
    }
    if (doubtful.size === 0) return { wallets, exact: new Set() };
    const exact = await store.loadWallets([...doubtful.values()], (cardId, problem) =>
      this.damaged.set(cardId, problem),
    );
    for (const [cardId, wallet] of exact) {
      wallets.set(cardId, wallet);
      this.cache.set(cardId, wallet);
    }
    return { wallets, exact: new Set(exact.keys()) };
  }

  private async settleByClaims(): Promise<void> {
    const byMerchant = new Map<string, Posting[]>();
    for (const posting of this.postings) {
      if (!posting.doubtful) continue;
      const { merchantId } = posting.command;
      byMerchant.set(merchantId, [...(byMerchant.get(merchantId) ?? []), posting]);
    }
    for (const [merchantId, postings] of byMerchant) {
      const claims = postings.flatMap((posting) => posting.command.claims);
      const holders = holdersOf(await this.options.store.findClaims(merchantId, claims));
      for (const posting of postings) this.settleBy(posting, holders);
    }
  }

  private settleBy(posting: Posting, holders: ReadonlyMap<string, Entry>): void {
    const { claims, fingerprint } = posting.command;
    try {
      const before = entryByClaims(claims, fingerprint, holders);
      if (before) this.answer(posting, before, true);
    } catch (error) {
      this.refuse(posting, error as AppError);
    }
  }

  // ---- decisions -------------------------------------------------------------------------------------

  private decideAll(wallets: ReadonlyMap<string, Wallet>, exact: ReadonlySet<string>): Chain[] {
    const chains = new Map<string, Chain>();
    for (const posting of this.postings) {
      if (this.settled.has(posting)) continue;
      const { cardId } = posting.command;
      const chain = chains.get(cardId) ?? [];
      const wallet = chain.at(-1)?.wallet ?? wallets.get(cardId);
      if (!wallet) {
        this.giveUp(posting);
        continue;
      }
      const isExact = exact.has(cardId) && chain.length === 0;
      const accepted = this.decideOne(posting, wallet, isExact);
      if (accepted) chains.set(cardId, [...chain, accepted]);
    }
    return [...chains.values()];
  }

  /** Without a state to decide on; what was done before is found by its claims, and nothing sent fails. */
  private giveUp(posting: Posting): void {
    const { cardId } = posting.command;
    if (!posting.doubtful || posting.sent) this.again.add(posting);
    else this.refuse(posting, this.damaged.get(cardId) ?? new Error(`no wallet of ${cardId}`));
  }

  private decideOne(posting: Posting, wallet: Wallet, isExact: boolean): Accepted | null {
    const { command, entryId } = posting;
    // The same claim twice in one round: the second one waits to see what becomes of the first.
    if (command.claims.some((claim) => this.claimed.has(claim))) {
      this.again.add(posting);
      return null;
    }
    try {
      const decision = decide(wallet, command, entryId, () => this.options.newEntryId(command.now));
      if (decision.accepted) {
        for (const claim of command.claims) this.claimed.add(claim);
        return {
          posting,
          entries: [...decision.releases, decision.entry],
          wallet: decision.wallet,
        };
      }
      if (isExact && posting.doubtful && !posting.sent) {
        this.refuse(posting, new AppError(decision.refusal.code, decision.refusal.details));
      } else {
        this.again.add(posting);
      }
    } catch (error) {
      this.refuse(posting, error instanceof Error ? error : new Error(String(error)));
    }
    return null;
  }

  // ---- inserts ---------------------------------------------------------------------------------------

  /** One unordered insert for cards with one entry; an ordered one for each card with several. */
  private async insertAll(chains: readonly Chain[]): Promise<void> {
    const together = chains.filter(
      ([first, ...rest]) =>
        rest.length === 0 && first?.entries.length === 1 && !first.posting.alone,
    );
    const apart = chains.filter((chain) => !together.includes(chain));
    await Promise.all([
      together.length > 0 ? this.insertTogether(together.flat()) : null,
      ...apart.map((chain) => this.insertChain(chain)),
    ]);
  }

  private async insertTogether(accepted: readonly Accepted[]): Promise<void> {
    const entries = accepted.flatMap((one) => one.entries);
    const { outcome, missing } = await this.insert(entries, false);
    let blocked = outcome.unknown;
    for (const [index, one] of accepted.entries()) {
      const duplicate = outcome.duplicates.has(index);
      if (!duplicate && !missing.has(index)) {
        this.commit(one);
        continue;
      }
      // The first one that is missing is where the insert stopped.
      if (!duplicate && blocked) {
        one.posting.alone = true;
        blocked = false;
      }
      this.goRound(one.posting, !duplicate);
    }
  }

  private async insertChain(chain: Chain): Promise<void> {
    const entries = chain.flatMap((one) => one.entries);
    const { outcome, missing } = await this.insert(entries, true);
    const firstDuplicate = Math.min(entries.length, ...outcome.duplicates.keys());
    let end = 0;
    let broken = false;
    for (const one of chain) {
      const start = end;
      end += one.entries.length;
      const isIn = end <= firstDuplicate && !range(start, end).some((index) => missing.has(index));
      broken ||= !isIn;
      if (!broken) this.commit(one);
      else this.goRound(one.posting, missing.has(end - 1));
    }
  }

  /** Inserts, and after an answer that cannot be trusted reads back which entries are there. */
  private async insert(
    entries: readonly Entry[],
    ordered: boolean,
  ): Promise<{ outcome: InsertOutcome; missing: Set<number> }> {
    const outcome = await this.options.store.insert(entries, { ordered });
    if (!outcome.unknown) return { outcome, missing: new Set() };
    this.options.onUnknown(outcome.cause);
    const missing = new Set(entries.keys());
    try {
      const present = await this.options.store.findPresent(entries);
      for (const [index, entry] of entries.entries()) {
        if (present.has(entry._id)) missing.delete(index);
      }
    } catch (error) {
      this.options.onUnknown(error);
    }
    return { outcome, missing };
  }

  // ---- outcomes --------------------------------------------------------------------------------------

  private commit({ posting, entries, wallet }: Accepted): void {
    this.cache.set(wallet.cardId, wallet);
    for (const entry of entries) this.options.onCommitted(entry, wallet);
    const own = entries.at(-1);
    if (own) this.answer(posting, own, false);
  }

  private goRound(posting: Posting, mayBeWritten: boolean): void {
    posting.sent ||= mayBeWritten;
    this.cache.delete(posting.command.cardId);
    this.again.add(posting);
  }

  private answer(posting: Posting, entry: Entry, replayed: boolean): void {
    this.settled.add(posting);
    posting.resolve({ entry, replayed });
  }

  private refuse(posting: Posting, error: Error): void {
    this.settled.add(posting);
    posting.reject(error);
  }
}

const range = (start: number, end: number): number[] =>
  Array.from({ length: end - start }, (_, index) => start + index);
