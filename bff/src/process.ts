import { EnvError, readEnv, type Env } from './env';
import { log } from './http/log';

/** A failure that is explained to whoever starts the program, in one sentence. */
function explain(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') {
    const { port } = error as { port?: number };
    return `Port ${port} is taken. Set PORT or METRICS_PORT, or stop the program that uses it.`;
  }
  return message;
}

/**
 * Runs a long-lived program: reads the environment, starts, and on SIGTERM or SIGINT stops in order. What
 * goes wrong at the start is one clear message and exit 1.
 */
export function runProgram(start: (env: Env) => Promise<() => Promise<void>>): void {
  const main = async () => {
    const env = readEnv();
    log.level = env.LOG_LEVEL;
    const stop = await start(env);
    let stopping = false;
    const shutDown = (signal: NodeJS.Signals) => {
      if (stopping) return;
      stopping = true;
      log.info({ signal }, 'stopping');
      stop().then(
        () => process.exit(0),
        (error: unknown) => {
          log.error({ err: error }, 'not stopped in order');
          process.exit(1);
        },
      );
    };
    process.on('SIGTERM', shutDown);
    process.on('SIGINT', shutDown);
  };
  main().catch((error: unknown) => {
    process.stderr.write(`${explain(error)}\n`);
    if (!(error instanceof EnvError)) log.debug({ err: error }, 'start');
    process.exit(1);
  });
}
