// @ts-check
import { fail } from './failure.mjs';

const LEAST = /** @type {const} */ ([20, 19]);

/** @param {string} [version] */
export function requireNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > LEAST[0] || (major === LEAST[0] && minor >= LEAST[1])) return;
  fail(`Node ${LEAST.join('.')} or newer is needed; this is ${version}.`);
}
