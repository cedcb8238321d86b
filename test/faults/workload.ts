import { payCodeStep } from '@merchant-coin/shared';
import { setTimeout as sleep } from 'node:timers/promises';
import { pick, seededRandom } from '#config/seed/random';
import { type Answer, type Ask, type History, isAcknowledged } from './history';
import { callOf } from './operations';
import { OrderBook } from './order-book';
import { type Caller, DISCOUNT_BP, type Stage } from './stage';
import { type Operation, Till } from './till';

const STEP_MS = 30_000;
/** Principal that a card without recorded identity may hold. */
const CAP_FEN = 100_000;
/** How long a till goes on asking for an unknown outcome, roughly. */
const MOST_RETRIES = 60;
const MOST_RETRIES_AT_THE_END = 2;

export interface Profile {
  clients: number;
  /** Recharges are at most this; small ones leave cards short of money, so that refusals race. */
  mostFen: number;
  /** Milliseconds that a client waits between operations. */
  pauseMs: number;
}

export interface WorkloadOptions {
  stage: Stage;
  origins: readonly string[];
  seed: number;
  profile: Profile;
}

/**
 * Tills and members at work as in a shop, in all that can be done to a card: they ask again under the kept
 * key after an unknown outcome; sometimes send a request twice at once, again after its answer, or with other
 * content.
 */
export class Workload {
  readonly history: History;
  acknowledged = 0;
  private readonly random: () => number;
  private readonly firstStep = payCodeStep(Date.now()) + 10;
  private readonly till: Till;
  private readonly book: OrderBook;
  private running: Promise<unknown> = Promise.resolve();
  private stopped = false;
  private operations = 0;

  constructor(private readonly options: WorkloadOptions) {
    const { stage, seed, profile } = options;
    this.random = seededRandom(seed);
    this.till = new Till(stage);
    const { random, firstStep } = this;
    this.book = new OrderBook(stage, { random, firstStep, mostFen: profile.mostFen });
    this.history = {
      merchantId: stage.merchantId,
      storeId: stage.storeId,
      discountBp: DISCOUNT_BP,
      capFen: CAP_FEN,
      exchange: stage.exchange,
      attempts: [],
      clockChanges: [],
    };
  }

  start(): void {
    const clients = Array.from({ length: this.options.profile.clients }, () => this.client());
    this.running = Promise.all(clients);
  }

  /** Lets each client finish what it is at; or hang up, where a bug may keep it waiting. */
  async stop({ hangUp = false } = {}): Promise<void> {
    this.stopped = true;
    if (hangUp) await this.till.close();
    await this.running;
    await this.till.close();
  }

  newOperation(ask: Ask): Operation {
    this.operations += 1;
    // The member's clock may be a step ahead of the till's.
    const ahead = 'step' in ask && this.chance(0.5) ? 1 : 0;
    const nowMs = (this.stepFor(ask) - ahead) * STEP_MS + STEP_MS / 2;
    return { key: `k-${this.operations}`, ask, caller: this.callerOf(ask), nowMs };
  }

  private stepFor(ask: Ask): number {
    if ('step' in ask) return ask.step;
    return 'cardId' in ask ? this.book.stepOf(ask.cardId) : this.firstStep;
  }

  private callerOf(ask: Ask): Caller {
    const { stage } = this.options;
    const teller = pick(this.random, stage.tellers);
    if (callOf(ask, stage).by !== 'member' || !('cardId' in ask)) return teller;
    return stage.cards.find(({ cardId }) => cardId === ask.cardId)?.member ?? teller;
  }

  /** Sends one request and writes down what came of it. */
  async send(operation: Operation, bff: number): Promise<Answer> {
    const { key, ask, caller, nowMs } = operation;
    const startMs = performance.now();
    const answer = await this.till.ask(this.options.origins[bff] ?? '', operation);
    const endMs = performance.now();
    const { staffId } = caller;
    this.history.attempts.push({ key, ask, staffId, nowMs, bff, startMs, endMs, answer });
    if (answer.kind === 'unknown' && answer.why.startsWith('401')) await caller.signInAgain();
    return answer;
  }

  private chance(share: number): boolean {
    return this.random() < share;
  }

  private someBff(): number {
    return Math.floor(this.random() * this.options.origins.length);
  }

  private async client(): Promise<void> {
    while (!this.stopped) {
      await this.carryOut(this.newOperation(this.book.next()));
      const { pauseMs } = this.options.profile;
      if (pauseMs > 0) await sleep(this.random() * 2 * pauseMs);
    }
  }

  private async carryOut(operation: Operation): Promise<void> {
    const answers = this.chance(0.06)
      ? await Promise.all([this.send(operation, 0), this.send(operation, 1)])
      : [await this.send(operation, this.someBff())];
    let known = answers.find(isAcknowledged) ?? answers.find(({ kind }) => kind !== 'unknown');
    // One till in five is closed instead of asking again: its outcome stays unknown.
    const retries = this.chance(0.2) ? 0 : MOST_RETRIES;
    const mostTries = () => (this.stopped ? Math.min(MOST_RETRIES_AT_THE_END, retries) : retries);
    for (let tries = 0; !known && tries < mostTries(); tries += 1) {
      await sleep(Math.min(20 * 2 ** tries, 500));
      const answer = await this.send(operation, this.someBff());
      if (answer.kind !== 'unknown') known = answer;
    }
    this.book.note(operation.ask, known ?? null);
    if (!known) return;
    if (isAcknowledged(known)) this.acknowledged += 1;
    await this.sayAgain(operation);
  }

  /** A double tap that comes late, or a till that uses a key for something else. */
  private async sayAgain(operation: Operation): Promise<void> {
    if (this.chance(0.04)) await this.send(operation, this.someBff());
    if (!this.chance(0.03)) return;
    const altered = alteredOf(operation.ask);
    if (altered) await this.send({ ...operation, ask: altered }, this.someBff());
  }
}

const SUMS = ['listFen', 'amountFen', 'refundFen', 'delta', 'times'];

/** The same with another sum; null where there is none to alter. */
function alteredOf(ask: Ask): Ask | null {
  const fields: Record<string, unknown> = { ...ask };
  const sum = SUMS.find((field) => typeof fields[field] === 'number');
  return sum === undefined ? null : { ...ask, [sum]: Number(fields[sum]) + 1 };
}
