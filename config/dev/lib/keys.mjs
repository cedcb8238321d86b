// @ts-check
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const NAMES = /** @type {const} */ ([
  'SEAL_KEY',
  'INDEX_KEY',
  'FINGERPRINT_KEY',
  'WECHAT_SECRET',
  'SMS_GATEWAY_KEY',
]);

/** @typedef {Record<(typeof NAMES)[number], string>} Keys */

/**
 * Development keys: made once for a data folder and kept, or what is sealed there could not be read
 * again.
 * @param {string} dir
 * @returns {Keys}
 */
export function keysIn(dir) {
  const file = join(dir, 'keys.json');
  const kept = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const keys = Object.fromEntries(
    NAMES.map((name) => [name, kept[name] ?? randomBytes(32).toString('base64')]),
  );
  mkdirSync(dir, { recursive: true });
  writeFileSync(file, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 });
  return /** @type {Keys} */ (keys);
}
