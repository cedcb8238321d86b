// @ts-check
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Failure } from './failure.mjs';

const PARENT_CHECK_MS = 300;

/** @typedef {{ pid?: number, stop: () => Promise<void> | void }} Ending */

/**
 * What a command has started and must end: stopped last started first, on success, failure or
 * signal. A guard process ends what is left where the command itself is killed.
 */
export class Session {
  /** @type {Set<Ending>} */
  #endings = new Set();
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #guard;
  /** @type {(why: Failure) => void} */
  #reject = () => {};
  stopping = false;
  /**
   * Rejects when something that should keep running ends by itself; never resolves.
   * @type {Promise<never>}
   */
  broken = new Promise((_, reject) => (this.#reject = reject));

  constructor() {
    this.broken.catch(() => {});
  }

  /** @param {Failure} why */
  reportBroken(why) {
    this.#reject(why);
  }

  /**
   * @param {Ending} ending
   * @returns {() => void} forgets it again, once it ended by itself
   */
  add(ending) {
    this.#endings.add(ending);
    if (ending.pid) this.#tellGuard();
    return () => {
      this.#endings.delete(ending);
      if (ending.pid) this.#tellGuard();
    };
  }

  async stop() {
    this.stopping = true;
    for (const ending of [...this.#endings].reverse()) {
      await ending.stop();
      this.#endings.delete(ending);
    }
    this.#guard?.stdin?.end('\n');
  }

  #tellGuard() {
    if (!this.#guard) {
      this.#guard = spawn('sh', [fileURLToPath(new URL('guard.sh', import.meta.url))], {
        detached: true,
        stdio: ['pipe', 'ignore', 'ignore'],
      });
      this.#guard.unref();
      // Without a shell there is no guard; everything else still works.
      this.#guard.on('error', () => {});
      this.#guard.stdin?.on('error', () => {});
    }
    const pids = [...this.#endings].flatMap(({ pid }) => pid ?? []);
    this.#guard.stdin?.write(`${pids.join(' ')}\n`);
  }
}

/** @param {unknown} error */
export function report(error) {
  console.error(error instanceof Failure ? error.message : error);
}

/**
 * Runs a command to its exit code and stops all that it started, whichever way it ends. A second
 * signal changes nothing: Ctrl-C usually arrives twice, from the terminal and from npm.
 * @param {(session: Session) => Promise<number | void>} main
 * @param {{ signalExitCode?: number }} [options]
 */
export function runCommand(main, { signalExitCode = 130 } = {}) {
  const session = new Session();
  let ending = false;
  /** @param {number} code */
  const end = async (code) => {
    if (ending) return;
    ending = true;
    await session.stop();
    process.exit(code);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => void end(signalExitCode));
  }
  endWithParent(() => void end(signalExitCode));
  Promise.race([main(session), session.broken]).then(
    (code) => end(code ?? 0),
    (error) => {
      // What a stopped command complains about afterwards is no news.
      if (!ending) report(error);
      return end(1);
    },
  );
}

/**
 * npm hands a signal to the shell that it started this command with; where that shell does not pass
 * it on but dies, the command would be left behind.
 * @param {() => void} end
 */
function endWithParent(end) {
  if (!process.env['npm_lifecycle_event']) return;
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && end(), PARENT_CHECK_MS).unref();
}
