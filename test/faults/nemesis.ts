import { setTimeout as sleep } from 'node:timers/promises';
import { pick } from '#config/seed/random';
import { CLOCK_OFF_MS } from './operations/kind';
import type { Site } from './site';
import type { Workload } from './workload';

const LOSS_SHARE = 0.3;
/** So many acknowledgements show that a fault is mended; none for so long, that it is not. */
const WORKING = 20;
const STUCK_MS = 60_000;

/** What can be done to a site of one mongod; and of three. */
export const FAULTS = {
  single: ['mongodKilled', 'redisKilled', 'bffKilled', 'workerKilled', 'repliesLost', 'clockOff'],
  three: ['primaryKilled', 'bffKilled', 'clockOff'],
} as const;

export type Fault = (typeof FAULTS)[keyof typeof FAULTS][number];

export interface Campaign {
  /** Each fault by itself so many times; then so many pairs, two different faults at the same time. */
  times: number;
  pairs: number;
  acknowledged: number;
}

/** So long after the first of a pair the second begins at most: both take longer. */
const APART_MS = 100;

/** Does damage and mends it, one fault or two at a time, while the workload goes on. */
export class Nemesis {
  /** Faults by themselves, and pairs as `one+other`. */
  readonly done = new Map<string, number>();

  constructor(
    private readonly site: Site,
    private readonly workload: Workload,
    private readonly random: () => number,
    private readonly say: (line: string) => void,
  ) {}

  /** The faults in an order of the seed, spread over the work until so many operations are acknowledged. */
  async run(faults: readonly Fault[], campaign: Campaign): Promise<void> {
    const { acknowledged } = campaign;
    const plan = this.planOf(faults, campaign);
    for (const [index, together] of plan.entries()) {
      await this.untilAcknowledged((acknowledged * index) / plan.length);
      await this.pause(200, 600);
      const before = this.workload.acknowledged;
      await Promise.all(together.map((fault, nth) => this.strike(fault, nth)));
      this.site.keepWorker();
      const name = together.join('+');
      this.done.set(name, (this.done.get(name) ?? 0) + 1);
      await this.untilAcknowledged(before + WORKING);
      this.say(`  ${name}: mended, ${this.workload.acknowledged} acknowledged so far`);
    }
    await this.untilAcknowledged(acknowledged);
  }

  private planOf(faults: readonly Fault[], { times, pairs }: Campaign): Fault[][] {
    const alone = Array.from({ length: times }, () => this.shuffled(faults)).flat();
    const couples = faults.flatMap((one, n) => faults.slice(n + 1).map((other) => [one, other]));
    return [...alone.map((fault) => [fault]), ...this.shuffled(couples).slice(0, pairs)];
  }

  private async strike(fault: Fault, nth: number): Promise<void> {
    if (nth > 0) await this.pause(0, APART_MS);
    await this[fault]();
  }

  private shuffled<T>(list: readonly T[]): T[] {
    const rest = [...list];
    return list.map(() => {
      const chosen = pick(this.random, rest);
      rest.splice(rest.indexOf(chosen), 1);
      return chosen;
    });
  }

  private pause(leastMs: number, mostMs: number): Promise<void> {
    return sleep(leastMs + this.random() * (mostMs - leastMs));
  }

  /** Tills go on by themselves, after each fault too. */
  private async untilAcknowledged(count: number): Promise<void> {
    let seen = this.workload.acknowledged;
    let seenMs = performance.now();
    while (this.workload.acknowledged <= count) {
      if (this.workload.acknowledged > seen) {
        seen = this.workload.acknowledged;
        seenMs = performance.now();
      }
      if (performance.now() - seenMs > STUCK_MS)
        throw new Error('nothing is acknowledged any more');
      await sleep(20);
    }
  }

  // ---- faults ----------------------------------------------------------------------------------------

  private async mongodKilled(): Promise<void> {
    const { mongo } = this.site.ground;
    await mongo.kill(0);
    await this.pause(100, 1_000);
    mongo.restart(0);
    await mongo.untilPrimary();
  }

  private async primaryKilled(): Promise<void> {
    const { mongo } = this.site.ground;
    const primary = await mongo.untilPrimary();
    await mongo.kill(primary);
    await mongo.untilPrimary();
    await this.pause(100, 1_500);
    mongo.restart(primary);
    await mongo.untilWhole();
  }

  /** It keeps nothing on disk: it comes back empty. */
  private async redisKilled(): Promise<void> {
    const { valkey } = this.site.ground;
    await valkey.end('SIGKILL');
    await this.pause(100, 800);
    valkey.start();
  }

  private async bffKilled(): Promise<void> {
    const n = this.someBff();
    await this.site.bffs[n]?.child.end('SIGKILL');
    // The next one has the right clock, whatever was told to this one.
    this.noteClock(n, 0);
    await this.pause(0, 600);
    await this.site.startBff(n);
  }

  private async workerKilled(): Promise<void> {
    await this.site.worker?.end('SIGKILL');
    await this.pause(0, 600);
    this.site.startWorker();
  }

  private async repliesLost(): Promise<void> {
    const { proxies } = this.site.ground;
    const lostBefore = this.lostSoFar();
    for (const proxy of proxies) proxy.lose(LOSS_SHARE);
    while (this.lostSoFar() < lostBefore + 10) await sleep(20);
    for (const proxy of proxies) proxy.lose(0);
  }

  private lostSoFar(): number {
    return this.site.ground.proxies.reduce((sum, proxy) => sum + proxy.lost, 0);
  }

  private async clockOff(): Promise<void> {
    const bff = this.someBff();
    const offsetMs = this.random() < 0.5 ? CLOCK_OFF_MS : -CLOCK_OFF_MS;
    this.setClock(bff, offsetMs);
    await this.pause(800, 1_500);
    this.setClock(bff, 0);
  }

  private setClock(bff: number, offsetMs: number): void {
    const atMs = performance.now();
    if (this.site.setClock(bff, offsetMs)) this.noteClock(bff, offsetMs, atMs);
  }

  private noteClock(bff: number, offsetMs: number, atMs = performance.now()): void {
    this.workload.history.clockChanges.push({ bff, atMs, offsetMs });
  }

  private someBff(): number {
    return Math.floor(this.random() * this.site.bffs.length);
  }
}
