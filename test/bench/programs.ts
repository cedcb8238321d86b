import { type ChildProcess, fork, type ForkOptions } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';

/** Where results and profiles go. */
export const CACHE = resolve(__dirname, '../../../.cache');

const running = new Set<ChildProcess>();

function start(file: string, options: ForkOptions = {}): ChildProcess {
  const child = fork(join(__dirname, file), options);
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

interface BffOptions {
  profile?: boolean;
  /** Its database; the environment's otherwise. */
  mongodbUri?: string;
}

/** The BFF as production runs it; it logs as in production, to nowhere. */
export function startBff({ profile = false, mongodbUri }: BffOptions = {}): ChildProcess {
  const profiling = profile ? ['--cpu-prof', `--cpu-prof-dir=${join(CACHE, 'profiles')}`] : [];
  return start('bff.js', {
    env: {
      ...process.env,
      ...(mongodbUri && { MONGODB_URI: mongodbUri }),
      PORT: '0',
      LOG_LEVEL: 'info',
    },
    execArgv: ['--enable-source-maps', '--max-semi-space-size=64', ...profiling],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}

export const startLoad = (): ChildProcess => start('load.js');

/** The next message of a program; throws when it ends instead. */
export async function answerOf(child: ChildProcess, name: string): Promise<unknown[]> {
  const waiting = new AbortController();
  const { signal } = waiting;
  const ended = once(child, 'exit', { signal }).then(() => {
    throw new Error(`${name} has ended`);
  });
  try {
    return (await Promise.race([once(child, 'message', { signal }), ended])) as unknown[];
  } finally {
    waiting.abort();
    // Nobody waits for it any more.
    ended.catch(() => undefined);
  }
}

/** Where the BFF listens; throws when it ends before it does. */
export async function portOf(bff: ChildProcess): Promise<number> {
  const [message] = (await answerOf(bff, 'the BFF')) as [{ port: number }];
  return message.port;
}

async function end(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill();
  await ended;
}

/** Ends all that was started here and still runs. */
export async function endPrograms(): Promise<void> {
  await Promise.all([...running].map(end));
}
