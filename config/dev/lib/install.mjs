// @ts-check
import { existsSync, readFileSync } from 'node:fs';
import { fail } from './failure.mjs';
import { inRoot } from './paths.mjs';
import { howItEnded, runTool } from './processes.mjs';
import { during } from './progress.mjs';

const REASON_LINES = 6;

/** @typedef {Record<string, { version?: string, optional?: boolean, link?: boolean }>} Packages */

/**
 * @param {string} path
 * @returns {Packages}
 */
const packagesOf = (path) => JSON.parse(readFileSync(inRoot(path), 'utf8')).packages;

/** Whether what stands in node_modules is what the lockfile asks for, by npm's own record of it. */
function dependenciesStand() {
  const record = 'node_modules/.package-lock.json';
  if (!existsSync(inRoot(record))) return false;
  const installed = packagesOf(record);
  return Object.entries(packagesOf('package-lock.json')).every(([path, wanted]) => {
    if (!path.includes('node_modules/')) return true;
    const found = installed[path];
    if (!found) return wanted.optional === true;
    return found.version === wanted.version && existsSync(inRoot(path));
  });
}

/** @param {import('./session.mjs').Session} session */
export async function installDependencies(session) {
  if (dependenciesStand()) return;
  await during('Installing dependencies (a minute or two)', async () => {
    // Not `npm ci`: it refuses a lockfile that lacks a binary for another platform, and npm leaves
    // out those that the registry at hand did not have. This installs the same versions and writes
    // nothing.
    const result = await runTool(session, {
      name: 'npm install',
      ...npm(['install', '--no-save', '--include=dev', '--no-audit', '--no-fund']),
    });
    if (result.code === 0) return;
    // npm says what is wrong first, and how it is used after that.
    const reasons = result.output.split('\n').filter((line) => line.startsWith('npm error'));
    fail(
      `npm install failed (${howItEnded(result)}):\n${reasons.slice(0, REASON_LINES).join('\n')}`,
    );
  });
}

/**
 * The npm that runs this script where there is one, else the one on the PATH.
 * @param {string[]} args
 */
export function npm(args) {
  const cli = process.env['npm_execpath'];
  return cli?.endsWith('.js')
    ? { file: process.execPath, args: [cli, ...args] }
    : { file: 'npm', args };
}
