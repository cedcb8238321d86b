import { AppError } from '../../../bff/src/http/app-error';
import {
  type Claims,
  type Command,
  freezeEndClaim,
  releaseClaim,
  requestClaim,
  reversalClaim,
  reversibleOf,
} from '../../../bff/src/modules/coins/ledger/commands';
import { Committer } from '../../../bff/src/modules/coins/ledger/committer';
import type { Entry } from '../../../bff/src/modules/coins/ledger/entry';
import { pick, seededRandom } from '../../../config/dev/seed/random';
import { CALM, type Faults, FakeLedgerStore } from './fake-store';
import { START } from './ledger-kit';

/** One posting and what came of it. Positions are among all events of the run. */
export interface Call {
  command: Command;
  /** The id its entry gets if it is this posting that appends it. */
  entryId: string;
  calledAt: number;
  calledMs: number;
  answeredAt: number;
  answeredMs: number;
  outcome: { entry: Entry; replayed: boolean } | { error: AppError } | { broken: unknown } | null;
}

/** A finished run, for the judge. */
export interface Run {
  store: FakeLedgerStore;
  calls: Call[];
  /** Ids of entries that committers told of, in order. */
  told: string[];
}

const CARDS = [
  { merchantId: 'mer_a', cardId: 'crd_0' },
  { merchantId: 'mer_a', cardId: 'crd_1' },
  // Its claims have the same names as those of the others, and never collide with them.
  { merchantId: 'mer_b', cardId: 'crd_2' },
];
const VISITS = 6;
const SPREAD_MS = 25;
const ROUGH: Partial<Faults> = {
  lostRequest: 0.08,
  lostReply: 0.08,
  lateWrite: 0.08,
  partial: 0.06,
  failover: 0.04,
  lostRead: 0.04,
};

/** A third of the runs has only the other writer to fear, and some see a store that is gone for seconds. */
function faultsOf(seed: number): Faults {
  if (seed % 3 === 0) return CALM;
  const outageMs = seed % 10 === 1 ? ([10, 5_200] as const) : CALM.outageMs;
  return { ...CALM, ...ROUGH, outageMs };
}

export type MakeStore = (...args: ConstructorParameters<typeof FakeLedgerStore>) => FakeLedgerStore;

const makeStore: MakeStore = (...args) => new FakeLedgerStore(...args);

/** Two committers on one store, and customers who visit, ask twice, and ask again after a 503. */
export async function run(seed: number, make: MakeStore = makeStore): Promise<Run> {
  const simulation = new Simulation(seed, make);
  await untilQuiet(simulation.visits());
  return simulation;
}

/** Lets the fake clock jump from timer to timer until there is none. */
async function untilQuiet(work: Promise<unknown>): Promise<void> {
  const failures: Error[] = [];
  work.catch((error: Error) => failures.push(error));
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  await settle();
  while (jest.getTimerCount() > 0) {
    jest.advanceTimersToNextTimer();
    await settle();
  }
  const [failure] = failures;
  if (failure) throw failure;
}

class Simulation implements Run {
  readonly store: FakeLedgerStore;
  readonly calls: Call[] = [];
  readonly told: string[] = [];
  private readonly random: () => number;
  private readonly committers: Committer[];
  private readonly startedMs = performance.now();
  private events = 0;
  private ids = 0;
  private keys = 0;

  constructor(seed: number, make: MakeStore) {
    this.random = seededRandom(seed);
    this.store = make(this.random, faultsOf(seed), () => this.tick());
    this.committers = [0, 1].map(
      () =>
        new Committer({
          store: this.store,
          // Too few, so that some are forgotten.
          cachedWallets: 2,
          newEntryId: () => `ent_${(this.ids += 1)}`,
          onCommitted: (entry) => this.told.push(entry._id),
          onUnknown: () => undefined,
        }),
    );
  }

  async visits(): Promise<void> {
    const loads = CARDS.map((card) => this.asked(this.recharge(card, 'cash')));
    await Promise.all([
      ...loads,
      ...Array.from({ length: VISITS }, async () => {
        await this.pause(SPREAD_MS);
        await this.visit(pick(this.random, CARDS));
      }),
    ]);
  }

  private tick(): number {
    return (this.events += 1);
  }

  private pause(longestMs: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, this.random() * longestMs));
  }

  private async visit(card: (typeof CARDS)[number]): Promise<void> {
    const draw = this.random();
    if (draw < 0.45) await this.twice(this.redeem(card));
    else if (draw < 0.55) await this.twice(this.recharge(card, 'rechargeCard'));
    else if (draw < 0.75) await this.approval(card);
    else if (draw < 0.9) await this.regret(card);
    else await this.loss(card);
  }

  /** A card is lost and found again. */
  private async loss(card: (typeof CARDS)[number]): Promise<void> {
    const frozen = await this.asked({ ...this.base(card), type: 'freeze', over: null });
    if (!frozen) return;
    await this.pause(8);
    const { claims, ...base } = this.base(card);
    const ends: Claims = [claims[0], freezeEndClaim(frozen._id)];
    await this.twice({ ...base, claims: ends, type: 'unfreeze', freezeId: frozen._id });
  }

  /** Two clerks end one hold, one way or two. */
  private async approval(card: (typeof CARDS)[number]): Promise<void> {
    const { sale } = this.redeem(card);
    const expiresAt = this.random() < 0.5 ? new Date(this.now().getTime() + 5) : null;
    const hold = { type: 'hold', sale, policy: 'bonusFirst', expiresAt } as const;
    const held = await this.asked({ ...this.base(card), ...hold });
    if (!held) return;
    await this.pause(8);
    const ending = () => {
      const { claims, ...base } = this.base(card);
      return { ...base, claims: [claims[0], releaseClaim(held._id)], holdId: held._id } as const;
    };
    const paid = { ...sale, policy: 'bonusFirst' } as const;
    await Promise.all([
      this.asked({ ...ending(), type: 'capture', sale: paid }),
      this.asked({ ...ending(), type: 'release' }),
    ]);
  }

  /** Two clerks reverse one redemption, each as the first. */
  private async regret(card: (typeof CARDS)[number]): Promise<void> {
    const sold = await this.asked(this.redeem(card));
    if (!sold) return;
    const reversal = (amountFen: number | null): Command => {
      const { claims, ...base } = this.base(card);
      const own: Command['claims'] = [claims[0], reversalClaim(sold._id, 1)];
      const original = reversibleOf(sold, []);
      return { ...base, claims: own, type: 'reverse', original, amountFen };
    };
    await Promise.all([this.asked(reversal(null)), this.asked(reversal(1))]);
  }

  /** A request that is sent twice, sometimes with other content under the same key. */
  private async twice(command: Command): Promise<void> {
    const other = this.random() < 0.15 ? { fingerprint: `${command.fingerprint}-other` } : {};
    const again = async () => {
      if (this.random() < 0.5) await this.pause(10);
      await this.asked({ ...command, ...other });
    };
    await Promise.all([this.asked(command), again()]);
  }

  /** The entry; null where it was refused. After a 503 the same is asked again. */
  private async asked(command: Command): Promise<Entry | null> {
    for (let tries = 0; tries < 3; tries += 1) {
      const { outcome } = await this.call({ ...command, now: this.now() });
      if (outcome && 'entry' in outcome) return outcome.entry;
      if (!outcome || !('error' in outcome) || outcome.error.code !== 'unavailable') return null;
      await this.pause(100);
    }
    return null;
  }

  private async call(command: Command): Promise<Call> {
    const call: Call = {
      command,
      // A committer takes the id at once.
      entryId: `ent_${this.ids + 1}`,
      calledAt: this.tick(),
      calledMs: performance.now(),
      answeredAt: Number.POSITIVE_INFINITY,
      answeredMs: Number.POSITIVE_INFINITY,
      outcome: null,
    };
    this.calls.push(call);
    const outcome = await pick(this.random, this.committers)
      .post(command)
      .catch((error: unknown) => (error instanceof AppError ? { error } : { broken: error }));
    return Object.assign(call, {
      outcome,
      answeredAt: this.tick(),
      answeredMs: performance.now(),
    });
  }

  private now(): Date {
    return new Date(START.getTime() + Math.floor(performance.now() - this.startedMs));
  }

  private base(card: (typeof CARDS)[number]) {
    const key = `k${(this.keys += 1)}`;
    const claims: Command['claims'] = [requestClaim(key)];
    const by = { fingerprint: key, storeId: 'sto_a', staffId: 'stf_a' };
    return { ...card, ...by, claims, now: START };
  }

  private recharge(card: (typeof CARDS)[number], tender: 'cash' | 'rechargeCard') {
    const { claims, ...base } = this.base(card);
    // Recharge cards are scarce, and good on any card of the merchant.
    const bought = `rechargeCard:${Math.floor(this.random() * 2)}`;
    const own: Command['claims'] = tender === 'cash' ? claims : [claims[0] ?? '', bought];
    return {
      ...base,
      claims: own,
      type: 'recharge',
      amountFen: 500,
      bonusFen: 0,
      bonusExpiresAt: null,
      originStoreId: 'sto_a',
      tender,
      capFen: 1_200,
    } as const;
  }

  private redeem(card: (typeof CARDS)[number]) {
    const { claims, ...base } = this.base(card);
    const paidFen = 1 + Math.floor(this.random() * 300);
    // Codes are scarce, so that several requests want the same one.
    const code = `code:${card.cardId}:${Math.floor(this.random() * 6)}`;
    return {
      ...base,
      claims: [claims[0] ?? '', code] as Command['claims'],
      type: 'redeem',
      sale: { listFen: paidFen, paidFen, discountBp: 10_000, pointsBp: 10_000 },
      policy: 'bonusFirst',
      confirmDuplicate: true,
    } as const;
  }
}
