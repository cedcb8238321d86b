import { type ChildProcess } from 'node:child_process';
import { type CpuMs, cpuPerRequest, cpuTimes, type Pids } from './cpu';
import type { BenchCard, Job, JobResult } from './job';
import { answerOf } from './programs';
import type { Stage } from './stage';

/** One line of the result. */
export interface Row {
  name: string;
  callers: number;
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  cpuMs: CpuMs;
}

export interface RunOptions {
  load: ChildProcess;
  /** Where the BFF listens. */
  origin: string;
  stage: Stage;
  pids: Pids;
  seconds: number;
  /** The first unused step of all cards. */
  firstStep: number;
}

export interface Run {
  name: string;
  callers: number;
  /** What to redeem from; `noop` is the call that does nothing. */
  cards: readonly BenchCard[] | 'noop';
  /** Instead of the usual time. */
  seconds?: number;
}

/** A row as it is read. */
export function lineOf({ name, callers, perSecond, p50Ms, p99Ms, cpuMs }: Row): string {
  const figures = `p50 ${p50Ms.toFixed(1).padStart(6)} ms  p99 ${p99Ms.toFixed(1).padStart(6)} ms`;
  const cpu = Object.entries(cpuMs).map(([part, ms]) => `${part} ${ms.toFixed(3)}`);
  const shares = cpu.length > 0 ? `  CPU ms: ${cpu.join('  ')}` : '';
  const rate = `${perSecond.toFixed(0).padStart(6)}/s`;
  return `${name.padEnd(18)} ${String(callers).padStart(3)} callers ${rate}  ${figures}${shares}`;
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Several rounds of one row, each figure the mean of the rounds. */
export function meanRow(rounds: readonly [Row, ...Row[]]): Row {
  const [{ name, callers, cpuMs }] = rounds;
  const mean = (of: (row: Row) => number) => meanOf(rounds.map(of));
  const parts = Object.keys(cpuMs) as (keyof CpuMs)[];
  return {
    name,
    callers,
    perSecond: mean((row) => row.perSecond),
    p50Ms: mean((row) => row.p50Ms),
    p99Ms: mean((row) => row.p99Ms),
    cpuMs: Object.fromEntries(parts.map((part) => [part, mean((row) => row.cpuMs[part] ?? 0)])),
  };
}

/** Sends jobs for one BFF to the load generator, one after the other. */
export class Runs {
  private step: number;
  private count = 0;

  constructor(private readonly options: RunOptions) {
    this.step = options.firstStep;
  }

  /**
   * Has everything sent, and tells how it went.
   *
   * @throws Error where any request was refused, there is no card, or the generator ends
   */
  async measure({ name, callers, cards, seconds = this.options.seconds }: Run): Promise<Row> {
    const { load, origin, stage, pids } = this.options;
    if (cards.length === 0) throw new Error(`${name}: no card is left`);
    this.count += 1;
    const job: Job = {
      // Request keys are made of it: each run has its own.
      name: `${name}-${this.count}`,
      origin,
      path: `/v1/merchants/${stage.merchantId}/${cards === 'noop' ? 'noop' : 'redemptions'}`,
      tokens: stage.tokens,
      callers,
      seconds,
      storeId: stage.storeId,
      cards: cards === 'noop' ? [] : cards,
      firstStep: this.step,
    };
    const before = cpuTimes(pids);
    load.send(job);
    const [result] = (await answerOf(load, 'the load generator')) as [JobResult];
    this.step = Math.max(this.step, result.lastStep);
    const { sent, refused, perSecond, p50Ms, p99Ms } = result;
    if (Object.keys(refused).length > 0) throw new Error(`${name}: ${JSON.stringify(refused)}`);
    const cpuMs = cpuPerRequest(before, cpuTimes(pids), sent);
    return { name, callers, perSecond, p50Ms, p99Ms, cpuMs };
  }
}
