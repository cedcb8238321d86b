/**
 * `npm run bench`: how fast a redemption is through the whole HTTP path, beside a route that does nothing
 * and beside one bare-driver transaction a redemption, in one run on an empty store. Machines differ: the
 * ratios count.
 */
import { databaseClock } from '@merchant-coin/bff/db/clock';
import { log } from '@merchant-coin/bff/http/log';
import { readEnv } from '@merchant-coin/bff/env';
import { closeServices, openServices } from '@merchant-coin/bff/services';
import { payCodeStep } from '@merchant-coin/shared';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Job, JobResult } from './job';
import { rawTransactions } from './raw-transactions';
import { setStage, type Stage } from './stage';

const CARDS = 500;
const CLERKS = 128;
const RESULTS = resolve(__dirname, '../../../.cache/bench.json');

/** Seconds that each job is measured; `--quick` is for a first look. */
const SECONDS = process.argv.includes('--quick') ? 4 : 10;

interface Row {
  name: string;
  callers: number;
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  cpuMsPerRequest: number | null;
}

function startProcess(file: string, env: NodeJS.ProcessEnv = {}): ChildProcess {
  return fork(join(__dirname, file), { env: { ...process.env, ...env }, stdio: 'inherit' });
}

/** User and system time of a process so far, from Linux's /proc; null elsewhere. */
function cpuMsOf(pid: number | undefined): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return null;
  }
}

class Bench {
  readonly rows: Row[] = [];
  private step = payCodeStep(databaseClock.now().getTime());

  constructor(
    private readonly bff: ChildProcess,
    private readonly load: ChildProcess,
    private readonly origin: string,
    private readonly stage: Stage,
  ) {}

  /** Lets the BFF compile what a redemption runs through; measured from a cold start it halves. */
  async warmUp(): Promise<void> {
    await this.run('warm-up', 64, this.stage.cards);
    this.rows.pop();
  }

  async run(name: string, callers: number, cards: Stage['cards'] | null): Promise<Row> {
    const { merchantId, storeId, tokens } = this.stage;
    const path = `/v1/merchants/${merchantId}/${cards ? 'redemptions' : 'noop'}`;
    const job: Job = {
      name,
      origin: this.origin,
      path,
      tokens,
      callers,
      seconds: SECONDS,
      storeId,
      cards: cards ?? [],
      firstStep: this.step,
    };
    const cpuBefore = cpuMsOf(this.bff.pid);
    this.load.send(job);
    const [result] = (await once(this.load, 'message')) as [JobResult];
    this.step = Math.max(this.step, result.lastStep);
    const refusals = Object.entries(result.refused);
    if (refusals.length > 0) throw new Error(`${name}: refused ${JSON.stringify(result.refused)}`);
    const cpu = cpuMsOf(this.bff.pid);
    const cpuMs = cpu === null || cpuBefore === null ? null : cpu - cpuBefore;
    const { perSecond, p50Ms, p99Ms, requests } = result;
    const cpuMsPerRequest = cpuMs === null ? null : cpuMs / (requests * 1.15);
    return this.add({ name, callers, perSecond, p50Ms, p99Ms, cpuMsPerRequest });
  }

  add(row: Row): Row {
    this.rows.push(row);
    const { name, callers, perSecond, p50Ms, p99Ms, cpuMsPerRequest } = row;
    console.log(
      `${name.padEnd(24)} ${String(callers).padStart(4)} callers ${perSecond.toFixed(0).padStart(7)}/s` +
        `  p50 ${p50Ms.toFixed(1)} ms  p99 ${p99Ms.toFixed(1)} ms` +
        (cpuMsPerRequest === null ? '' : `  BFF CPU ${cpuMsPerRequest.toFixed(2)} ms`),
    );
    return row;
  }
}

/** Where the BFF listens; throws when it ends before it does. */
async function portOf(bff: ChildProcess): Promise<number> {
  const ended = once(bff, 'exit').then(() => Promise.reject(new Error('the BFF did not start')));
  const [message] = (await Promise.race([once(bff, 'message'), ended])) as [{ port: number }];
  return message.port;
}

async function bench(): Promise<void> {
  const { MONGODB_URI } = readEnv();
  const stage = await setStage({ cards: CARDS, clerks: CLERKS }, databaseClock.now());
  const bff = startProcess('bff.js', { PORT: '0', LOG_LEVEL: 'warn' });
  const load = startProcess('load.js');
  try {
    const port = await portOf(bff);
    const runs = new Bench(bff, load, `http://127.0.0.1:${port}`, stage);
    await runs.warmUp();
    const noop = await runs.run('signed-in no-op', 64, null);
    const raw = await rawTransactions(MONGODB_URI, { callers: 64, seconds: SECONDS, cards: CARDS });
    runs.add({ name: 'raw transaction', callers: 64, cpuMsPerRequest: null, ...raw });
    await runs.run('redeem8', 8, stage.cards);
    const redeem64 = await runs.run('redeem64', 64, stage.cards);
    await runs.run('redeem256', 256, stage.cards);
    const hot = await runs.run('one hot card', 64, stage.cards.slice(0, 1));
    mkdirSync(resolve(RESULTS, '..'), { recursive: true });
    writeFileSync(RESULTS, JSON.stringify({ seconds: SECONDS, rows: runs.rows }, null, 2));
    const ratio = (a: number, b: number) => (a / b).toFixed(2);
    console.log(
      `ratios: redeem64/rawTx=${ratio(redeem64.perSecond, raw.perSecond)}` +
        ` redeem64/noop=${ratio(redeem64.perSecond, noop.perSecond)}` +
        ` hotCard/redeem64=${ratio(hot.perSecond, redeem64.perSecond)}` +
        ` p99/p50=${ratio(redeem64.p99Ms, redeem64.p50Ms)}`,
    );
  } finally {
    load.kill();
    bff.kill();
    for (const child of [bff, load]) if (child.exitCode === null) await once(child, 'exit');
  }
}

async function main(): Promise<void> {
  log.level = 'warn';
  await openServices(readEnv());
  try {
    await bench();
  } finally {
    await closeServices();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
