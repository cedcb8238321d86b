import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '../..');

/** A compiled program of the BFF, run as production runs it. */
export class Program {
  output = '';
  exitCode: number | null = null;
  private readonly child: ChildProcess;

  constructor(
    name: 'main' | 'worker' | 'verify' | 'reminders',
    env: Record<string, string>,
    args: readonly string[] = [],
  ) {
    this.child = spawn(process.execPath, [join(root, `bff/dist/${name}.js`), ...args], { env });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on('data', (data: Buffer) => {
        this.output += data.toString('utf8');
      });
    }
    this.child.on('exit', (code) => {
      this.exitCode = code ?? -1;
    });
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Waits for a text in what it prints. */
  async prints(text: string): Promise<void> {
    await this.until(() => this.output.includes(text));
  }

  async exits(): Promise<number> {
    await this.until(() => this.exitCode !== null);
    return this.exitCode ?? -1;
  }

  private async until(condition: () => boolean): Promise<void> {
    const deadline = performance.now() + 20_000;
    while (!condition()) {
      if (performance.now() > deadline) throw new Error(`printed only:\n${this.output}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
