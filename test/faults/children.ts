import { type ChildProcess, execFile, type StdioOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

export const ROOT = resolve(__dirname, __dirname.includes('/dist/') ? '../../..' : '../..');

export interface Binaries {
  mongod: string;
  valkey: string;
}

/** The servers to start and kill: found as `npm start` finds its own. */
export async function findBinaries(): Promise<Binaries> {
  const script = join(ROOT, 'config/dev/lib/print-binaries.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [script]);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Binaries;
}

export interface Command {
  file: string;
  args: readonly string[];
  env?: NodeJS.ProcessEnv;
  /** Where its output goes. */
  log: string;
  /** Opens a channel for messages. */
  ipc?: boolean;
}

const alive = new Set<Child>();

/** A process of ours that can be killed at any moment, and started again. */
export class Child {
  private process: ChildProcess | null = null;

  constructor(
    readonly name: string,
    private readonly command: Command,
  ) {}

  start(): ChildProcess {
    const { file, args, env = {}, log, ipc } = this.command;
    const out = openSync(log, 'a');
    const stdio: StdioOptions = ['ignore', out, out, ...(ipc ? (['ipc'] as const) : [])];
    const child = spawn(file, [...args], { env: { PATH: process.env['PATH'], ...env }, stdio });
    this.process = child;
    alive.add(this);
    return child;
  }

  get isAlive(): boolean {
    return this.process?.exitCode === null && this.process.signalCode === null;
  }

  /** Answers whether it was there to be told. */
  send(message: Record<string, unknown>): boolean {
    if (!this.process?.connected) return false;
    this.process.send(message);
    return true;
  }

  /** Ends it and waits until it is gone. */
  async end(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const child = this.process;
    if (child && this.isAlive) {
      child.kill(signal);
      await once(child, 'exit');
    }
    alive.delete(this);
  }

  killNow(): void {
    if (this.isAlive) this.process?.kill('SIGKILL');
  }
}

/** Kills what is left; at the end, however it comes. */
export function killChildren(): void {
  for (const child of alive) child.killNow();
}

process.on('exit', killChildren);
