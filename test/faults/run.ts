import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';

const MAIN = join(resolve(__dirname, '../..'), 'test/dist/faults/main.js');

export interface Ran {
  code: number | null;
  lines: string[];
}

const running = new Set<number>();

/** Runs `npm run test:faults` in a process group of its own, from a test. */
export async function runFaults(...args: string[]): Promise<Ran> {
  const child = spawn(process.execPath, ['--enable-source-maps', MAIN, ...args], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (child.pid) running.add(child.pid);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const [code] = (await once(child, 'close')) as [number | null];
  if (child.pid) running.delete(child.pid);
  return { code, lines: output.trimEnd().split('\n') };
}

/** Ends runs that a test did not wait for, with all that they started. */
export function endRuns(): void {
  for (const pid of running) process.kill(-pid, 'SIGTERM');
}
