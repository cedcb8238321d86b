import { type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { type CpuMs, cpuPerRequest, cpuTimes, type Pids } from './cpu';
import type { Job, JobResult } from './job';
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
  origin: string;
  stage: Stage;
  pids: Pids;
  seconds: number;
  /** The first unused step of all cards. */
  firstStep: number;
}

function lineOf({ name, callers, perSecond, p50Ms, p99Ms, cpuMs }: Row): string {
  const figures = `p50 ${p50Ms.toFixed(1).padStart(6)} ms  p99 ${p99Ms.toFixed(1).padStart(6)} ms`;
  const cpu = Object.entries(cpuMs).map(([part, ms]) => `${part} ${ms.toFixed(3)}`);
  const shares = cpu.length > 0 ? `  CPU ms: ${cpu.join('  ')}` : '';
  const rate = `${perSecond.toFixed(0).padStart(6)}/s`;
  return `${name.padEnd(18)} ${String(callers).padStart(3)} callers ${rate}  ${figures}${shares}`;
}

/** Sends jobs to the load generator, one after the other, and keeps what came of them. */
export class Runs {
  readonly rows: Row[] = [];
  private step: number;

  constructor(private readonly options: RunOptions) {
    this.step = options.firstStep;
  }

  /** Lets the BFF compile what a redemption runs through; measured from a cold start it halves. */
  async warmUp(): Promise<void> {
    await this.measure('warm-up', 64, this.options.stage.cards);
  }

  async redeem(name: string, callers: number, cards = this.options.stage.cards): Promise<Row> {
    return this.add(await this.measure(name, callers, cards));
  }

  async noop(name: string, callers: number): Promise<Row> {
    return this.add(await this.measure(name, callers, []));
  }

  add(row: Row): Row {
    this.rows.push(row);
    console.log(lineOf(row));
    return row;
  }

  private async measure(name: string, callers: number, cards: Stage['cards']): Promise<Row> {
    const { load, origin, stage, pids, seconds } = this.options;
    const call = cards.length > 0 ? 'redemptions' : 'noop';
    const job: Job = {
      name,
      origin,
      path: `/v1/merchants/${stage.merchantId}/${call}`,
      tokens: stage.tokens,
      callers,
      seconds,
      storeId: stage.storeId,
      cards,
      firstStep: this.step,
    };
    const before = cpuTimes(pids);
    load.send(job);
    const [result] = (await once(load, 'message')) as [JobResult];
    this.step = Math.max(this.step, result.lastStep);
    const { sent, refused, perSecond, p50Ms, p99Ms } = result;
    if (Object.keys(refused).length > 0) throw new Error(`${name}: ${JSON.stringify(refused)}`);
    const cpuMs = cpuPerRequest(before, cpuTimes(pids), sent);
    return { name, callers, perSecond, p50Ms, p99Ms, cpuMs };
  }
}
