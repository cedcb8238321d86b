import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export const root = join(__dirname, '../..');

export interface Outcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** An empty machine as far as a script can tell: its PATH, cache and data are folders of this test. */
export class Machine {
  readonly dir = mkdtempSync(join(tmpdir(), 'merchant-coin-test-'));
  readonly #closings: (() => void)[] = [];

  readonly env: NodeJS.ProcessEnv = {
    PATH: join(this.dir, 'bin'),
    CACHE_DIR: join(this.dir, 'cache'),
    DATA_DIR: join(this.dir, 'data'),
    // Nobody listens on port 1: MongoDB's own download is out of reach at once.
    MONGOMS_DOWNLOAD_MIRROR: 'https://127.0.0.1:1',
  };

  /** Puts a shell script at a path of this machine. */
  program(path: string, script: string): string {
    const file = join(this.dir, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `#!/bin/sh\n${script}\n`);
    chmodSync(file, 0o755);
    return file;
  }

  file(path: string, content: unknown): void {
    const file = join(this.dir, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(content));
  }

  /** A server that takes connections and says nothing. */
  async silentServer(): Promise<number> {
    const server = createServer();
    const port = await listen(server);
    this.#closings.push(() => server.close());
    return port;
  }

  /** Runs a piece of a module script: `$` is the folder of the scripts under test. */
  run(script: string, env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
    const source = script.replaceAll('$', join(root, 'config/dev/lib'));
    return outcomeOf(
      spawn(process.execPath, ['--input-type=module', '--eval', source], {
        env: { ...this.env, ...env },
      }),
    );
  }

  remove(): void {
    for (const close of this.#closings) close();
    rmSync(this.dir, { recursive: true, force: true });
  }
}

export function outcomeOf(child: ChildProcess): Promise<Outcome> {
  const outcome: Outcome = { code: null, stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (outcome.stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (outcome.stderr += text));
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ ...outcome, code }));
  });
}

export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
