// @ts-check
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Failure, fail } from './failure.mjs';
import { root, shown } from './paths.mjs';

/** @typedef {import('./session.mjs').Session} Session */
/** @typedef {{ code: number | null, signal: NodeJS.Signals | null, error?: Error }} Exit */
/**
 * @typedef {object} Command
 * @property {string} name as people call it
 * @property {string} file
 * @property {string[]} args
 * @property {NodeJS.ProcessEnv} [env]
 * @property {string} [cwd]
 * @property {AbortSignal} [abort] ends it
 */

const TAIL_LINES = 15;
const TAIL_COLUMNS = 200;

/** @param {string} text */
export function tail(text) {
  const lines = text.trimEnd().split('\n').slice(-TAIL_LINES);
  return lines.map((line) => `  ${line.slice(0, TAIL_COLUMNS)}`).join('\n');
}

/** @param {Exit} exit */
export function howItEnded({ code, signal, error }) {
  return error?.message ?? (signal ? `ended by ${signal}` : `exit code ${code}`);
}

/**
 * Spawns in a process group of its own: Ctrl-C in a terminal reaches only the command, which then
 * stops its processes in order.
 * @param {Session} session
 * @param {Command} command
 * @param {{ stdio: import('node:child_process').StdioOptions, graceMs: number }} options
 */
function launch(session, { file, args, env, cwd = root, abort }, { stdio, graceMs }) {
  const child = spawn(file, args, { cwd, env: env ?? process.env, stdio, detached: true });
  /** @type {Promise<Exit>} */
  const exited = new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: null, signal: null, error }));
    child.on('close', (code, signal) => resolve({ code, signal }));
  });
  /** @param {NodeJS.Signals} signal */
  const kill = (signal) => {
    try {
      if (child.pid) process.kill(-child.pid, signal);
    } catch {
      // It ended in the meantime.
    }
  };
  abort?.addEventListener('abort', () => kill('SIGTERM'));
  const forget = session.add({
    ...(child.pid ? { pid: child.pid } : {}),
    stop: async () => {
      kill('SIGTERM');
      const late = setTimeout(() => kill('SIGKILL'), graceMs);
      await exited;
      clearTimeout(late);
    },
  });
  void exited.then(forget);
  return { child, exited };
}

/**
 * Starts something that keeps running until the session stops it; when it ends by itself, the
 * session breaks with the end of its log.
 * @param {Session} session
 * @param {Command & { log: string, graceMs: number }} command
 */
export function startService(session, command) {
  mkdirSync(dirname(command.log), { recursive: true });
  const log = openSync(command.log, 'w');
  const { exited } = launch(session, command, {
    stdio: ['ignore', log, log],
    graceMs: command.graceMs,
  });
  closeSync(log);
  void exited.then((exit) => {
    if (session.stopping) return;
    const written = tail(readFileSync(command.log, 'utf8'));
    session.reportBroken(
      new Failure(
        `${command.name} stopped by itself (${howItEnded(exit)}); see ${shown(command.log)}` +
          (written.trim() ? `, which ends with:\n${written}` : '.'),
      ),
    );
  });
}

/**
 * Runs something to its end and collects what it prints.
 * @param {Session} session
 * @param {Command} command
 * @returns {Promise<Exit & { output: string }>}
 */
export async function runTool(session, command) {
  const { child, exited } = launch(session, command, {
    stdio: ['ignore', 'pipe', 'pipe'],
    graceMs: 3000,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk) => (output += chunk));
  }
  return { ...(await exited), output };
}

/**
 * As `runTool`, and fails with the end of its output where it did not succeed.
 * @param {Session} session
 * @param {Command} command
 */
export async function mustRun(session, command) {
  const result = await runTool(session, command);
  if (result.code === 0) return result.output;
  return fail(`${command.name} failed (${howItEnded(result)}):\n${tail(result.output)}`);
}

/**
 * Runs something to its end that talks to the terminal itself.
 * @param {Session} session
 * @param {Command} command
 * @returns {Promise<Exit>}
 */
export async function runShown(session, command) {
  const { exited } = launch(session, command, {
    stdio: ['ignore', 'inherit', 'inherit'],
    graceMs: 5000,
  });
  return exited;
}
