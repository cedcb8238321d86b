import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';

/** Where results and profiles go. */
export const CACHE = resolve(__dirname, '../../../.cache');

interface BffOptions {
  profile?: boolean;
  /** Its database; the environment's otherwise. */
  mongodbUri?: string;
}

/** The BFF as production runs it; it logs as in production, to nowhere. */
export function startBff({ profile = false, mongodbUri }: BffOptions = {}): ChildProcess {
  const profiling = profile ? ['--cpu-prof', `--cpu-prof-dir=${join(CACHE, 'profiles')}`] : [];
  return fork(join(__dirname, 'bff.js'), {
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

export const startLoad = (): ChildProcess => fork(join(__dirname, 'load.js'));

/** Where the BFF listens; throws when it ends before it does. */
export async function portOf(bff: ChildProcess): Promise<number> {
  const ended = once(bff, 'exit').then(() => Promise.reject(new Error('the BFF did not start')));
  const [message] = (await Promise.race([once(bff, 'message'), ended])) as [{ port: number }];
  return message.port;
}

export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill();
  await ended;
}
