import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

const GRACE_MS = 8_000;
const KEPT_OUTPUT = 100_000;

/** A program of ours, run by this Node. It dies with the tests: it is in their process group. */
export class Program {
  private readonly child: ChildProcess;
  private readonly exited: Promise<unknown>;
  private output = '';
  private hasEnded = false;

  constructor(
    private readonly file: string,
    env: Record<string, string>,
  ) {
    this.child = spawn(process.execPath, ['--enable-source-maps', file], { env });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.output = (this.output + text).slice(-KEPT_OUTPUT);
      });
    }
    this.exited = once(this.child, 'close').then(() => (this.hasEnded = true));
  }

  private failure(what: string): Error {
    return new Error(`${this.file} ${what}:\n${this.output.slice(-2_000)}`);
  }

  /** The pattern's first group, as soon as the program has printed it. */
  async said(pattern: RegExp): Promise<string> {
    for (;;) {
      const found = pattern.exec(this.output)?.[1];
      if (found !== undefined) return found;
      if (this.hasEnded) throw this.failure('stopped early');
      await Promise.race([once(this.child.stdout ?? this.child, 'data'), this.exited]);
    }
  }

  /** Waits until it has done its work. */
  async ended(): Promise<void> {
    await this.exited;
    if (this.child.exitCode !== 0) throw this.failure('failed');
  }

  async stop(): Promise<void> {
    if (this.hasEnded) return;
    this.child.kill('SIGTERM');
    const late = setTimeout(() => this.child.kill('SIGKILL'), GRACE_MS);
    await this.exited;
    clearTimeout(late);
  }
}
