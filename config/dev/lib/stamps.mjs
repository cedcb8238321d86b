// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheDir, inRoot } from './paths.mjs';

const SKIPPED = new Set(['node_modules', 'dist', 'coverage']);

/**
 * @param {string} path relative to the repository; a missing one is empty
 * @returns {string[]} its files, in a stable order
 */
function filesOf(path) {
  const whole = inRoot(path);
  if (!existsSync(whole)) return [];
  if (statSync(whole).isFile()) return [path];
  return readdirSync(whole)
    .sort()
    .filter((name) => !SKIPPED.has(name) && !name.startsWith('.') && !name.endsWith('.tsbuildinfo'))
    .flatMap((name) => filesOf(`${path}/${name}`));
}

/**
 * A hash of content: files by path and bytes, and values.
 * @param {{ paths: string[], values?: (string | undefined)[] }} inputs
 */
function hashOf({ paths, values = [] }) {
  const hash = createHash('sha256').update(JSON.stringify([process.versions.modules, values]));
  for (const file of paths.flatMap(filesOf)) {
    const bytes = readFileSync(inRoot(file));
    hash.update(`\n${file} ${bytes.length}\n`).update(bytes);
  }
  return hash.digest('hex');
}

/**
 * @typedef {object} Target something that is made from inputs
 * @property {string[]} paths files and folders it is made from
 * @property {(string | undefined)[]} [values] further inputs, such as environment variables
 * @property {string[]} outputs
 */

/**
 * Whether a target was last made from the inputs that stand now; `write` says that it has just
 * been.
 * @param {string} name
 * @param {Target} target
 */
export function stampOf(name, target) {
  const file = join(cacheDir, 'stamps', name);
  const stamp = hashOf(target);
  const isWhole = target.outputs.every((output) => existsSync(inRoot(output)));
  return {
    isWhole,
    isFresh: isWhole && existsSync(file) && readFileSync(file, 'utf8') === stamp,
    write() {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, stamp);
    },
  };
}
