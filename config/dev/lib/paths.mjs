// @ts-check
import { isAbsolute, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's top folder. */
export const root = fileURLToPath(new URL('../../..', import.meta.url));

/** @param {string} path relative to the repository */
export const inRoot = (path) => join(root, path);

/** What `npm start` keeps between runs: data, ports, development keys, logs. */
export const dataDir = resolve(root, process.env['DATA_DIR'] ?? '.data');

/** What can be fetched or built again: binaries, stamps of builds. */
export const cacheDir = resolve(root, process.env['CACHE_DIR'] ?? '.cache');

/**
 * A path as people like to read it: short inside the repository, whole outside.
 * @param {string} path
 */
export function shown(path) {
  const short = relative(root, path);
  return short.startsWith('..') || isAbsolute(short) ? path : short;
}
