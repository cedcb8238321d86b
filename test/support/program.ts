import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { ROOT } from './root';

/** A busy machine with two cores takes its time to start a program. */
const PATIENCE_MS = 60_000;
const GRACE_MS = 8_000;
const MOST_OUTPUT = 2_000_000;

/** A compiled program of ours, run as production runs it. It dies with the tests: it is in their group. */
export class Program {
  /** What it has printed; of very much the end. */
  output = '';
  private readonly child: ChildProcess;
  private readonly exited: Promise<void>;
  private hasEnded = false;

  constructor(
    private readonly file: string,
    env: NodeJS.ProcessEnv,
    args: readonly string[] = [],
  ) {
    const run = ['--enable-source-maps', resolve(ROOT, file), ...args];
    this.child = spawn(process.execPath, run, { env: { PATH: process.env['PATH'], ...env } });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.output = (this.output + text).slice(-MOST_OUTPUT);
      });
    }
    this.exited = once(this.child, 'close').then(() => {
      this.hasEnded = true;
    });
  }

  private failure(what: string): Error {
    return new Error(`${this.file} ${what}:\n${this.output.slice(-2_000)}`);
  }

  /** The pattern's first group, or all of it, as soon as the program has printed it. */
  async said(pattern: RegExp | string): Promise<string> {
    const late = AbortSignal.timeout(PATIENCE_MS);
    for (;;) {
      const found = this.output.match(pattern);
      if (found) return found[1] ?? found[0];
      if (this.hasEnded) throw this.failure('stopped early');
      const printed = once(this.child.stdout ?? this.child, 'data', { signal: late });
      await Promise.race([printed, this.exited]).catch(() => {
        throw this.failure(`has not said ${pattern}`);
      });
    }
  }

  /** Its exit code, once it has ended; -1 where a signal ended it. */
  async exits(): Promise<number> {
    await this.exited;
    return this.child.exitCode ?? -1;
  }

  /** Waits until it has done its work. */
  async ended(): Promise<void> {
    if ((await this.exits()) !== 0) throw this.failure('failed');
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  async stop(): Promise<void> {
    if (this.hasEnded) return;
    this.signal('SIGTERM');
    const late = setTimeout(() => this.signal('SIGKILL'), GRACE_MS);
    await this.exited;
    clearTimeout(late);
  }
}
