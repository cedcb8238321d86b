/** The load generator: a process of its own, told what to do over IPC. */
import { payCodeAt } from '@merchant-coin/shared';
import { Pool } from 'undici';
import type { BenchCard, Job, JobResult } from './job';

const WARM_UP_SHARE = 0.15;
/** A card's pay codes, one step after the other. */
class CodeSource {
  private step: number;

  constructor(
    private readonly card: BenchCard,
    firstStep: number,
  ) {
    this.step = firstStep;
  }

  next(): { code: string; step: number } {
    const { serial, secret } = this.card;
    const { step } = this;
    this.step += 1;
    return { code: payCodeAt(serial, secret, step), step };
  }

  get lastStep(): number {
    return this.step;
  }
}

class Load {
  private readonly latencies: number[] = [];
  private readonly refused: Record<string, number> = {};
  private readonly codes: CodeSource[];
  private readonly pool: Pool;
  private sent = 0;
  private measuring = false;
  private stopped = false;

  constructor(private readonly job: Job) {
    this.codes = job.cards.map((card) => new CodeSource(card, job.firstStep));
    this.pool = new Pool(job.origin, { connections: job.callers, pipelining: 1 });
  }

  async run(): Promise<JobResult> {
    const { callers, seconds } = this.job;
    const running = Array.from({ length: callers }, () => this.call());
    await sleep(seconds * WARM_UP_SHARE * 1000);
    this.measuring = true;
    const startedMs = performance.now();
    await sleep(seconds * 1000);
    this.measuring = false;
    const elapsedSeconds = (performance.now() - startedMs) / 1000;
    this.stopped = true;
    await Promise.all(running);
    await this.pool.close();
    return this.result(elapsedSeconds);
  }

  private result(elapsedSeconds: number): JobResult {
    const sorted = this.latencies.sort((a, b) => a - b);
    const quantile = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0;
    return {
      name: this.job.name,
      callers: this.job.callers,
      sent: this.sent,
      refused: this.refused,
      perSecond: sorted.length / elapsedSeconds,
      p50Ms: quantile(0.5),
      p99Ms: quantile(0.99),
      lastStep: this.codes.reduce((last, source) => Math.max(last, source.lastStep), 0),
    };
  }

  private async call(): Promise<void> {
    while (!this.stopped) {
      const { token, body, clockMs } = this.nextRequest();
      const sentMs = performance.now();
      const response = await this.pool.request({
        method: 'POST',
        path: this.job.path,
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'idempotency-key': `bench-${process.pid}-${this.job.name}-${this.sent}`,
          'x-bench-now': String(clockMs),
        },
        body,
      });
      const text = await response.body.text();
      if (response.statusCode >= 300) this.count(response.statusCode, text);
      else if (this.measuring) this.latencies.push(performance.now() - sentMs);
    }
  }

  private nextRequest(): { token: string; body: string; clockMs: number } {
    const { storeId, tokens } = this.job;
    const number = this.sent;
    this.sent += 1;
    // Clerks take turns: one alone would reach the limit of calls a minute.
    const token = tokens[number % tokens.length] ?? '';
    const source = this.codes[number % Math.max(1, this.codes.length)];
    if (!source) {
      return { token, body: JSON.stringify({ storeId, listFen: 1 }), clockMs: Date.now() };
    }
    const { code, step } = source.next();
    const body = { storeId, payCode: code, listFen: 1 + (number % 90), confirmDuplicate: true };
    return { token, body: JSON.stringify(body), clockMs: step * 30_000 };
  }

  private count(status: number, text: string): void {
    const code = /"code":"(\w+)"/.exec(text)?.[1] ?? 'none';
    const key = `${status} ${code}`;
    this.refused[key] = (this.refused[key] ?? 0) + 1;
  }
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

process.on('message', (job: Job) => {
  void new Load(job).run().then((result) => process.send?.(result));
});
