// @ts-check
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail } from './failure.mjs';
import { dataDir, shown } from './paths.mjs';

/** @typedef {{ pid: number, services?: import('./services.mjs').Services }} Running */

const FILE = join(dataDir, 'running.json');

/** @param {number} pid */
function isStart(pid) {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // After a crash the number may belong to something else by now.
  const commandLine = `/proc/${pid}/cmdline`;
  return !existsSync(commandLine) || readFileSync(commandLine, 'utf8').includes('start.mjs');
}

/** @returns {Running | null} the `npm start` that uses this data folder now */
export function runningStart() {
  if (!existsSync(FILE)) return null;
  /** @type {Running} */
  const running = JSON.parse(readFileSync(FILE, 'utf8'));
  return isStart(running.pid) ? running : null;
}

/** @param {import('./session.mjs').Session} session */
export function claimDataDir(session) {
  const running = runningStart();
  if (running) {
    fail(
      `npm start is already running on ${shown(dataDir)} (process ${running.pid}): ` +
        'stop it first, or set DATA_DIR to another folder.',
    );
  }
  record({ pid: process.pid });
  session.add({ stop: () => rmSync(FILE, { force: true }) });
}

/** @param {Running} running */
export function record(running) {
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(FILE, JSON.stringify(running), { mode: 0o600 });
}
