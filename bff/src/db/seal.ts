import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { keys } from './keys';

const ALGORITHM = 'aes-256-gcm';
const VERSION = 'v1.';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM: `v1.` and base64url of nonce, tag and cipher text. */
export function seal(plain: string, key: Buffer = keys().seal): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce);
  const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return VERSION + Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url');
}

/** Throws when the text was not sealed with this key or has been changed. */
export function open(sealed: string, key: Buffer = keys().seal): string {
  if (!sealed.startsWith(VERSION)) throw new Error('not a sealed text of a known version');
  const bytes = Buffer.from(sealed.slice(VERSION.length), 'base64url');
  const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, NONCE_BYTES));
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  const text = bytes.subarray(NONCE_BYTES + TAG_BYTES);
  return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
}

/** Finds a sealed value without opening it. `scope` keeps equal values of two places apart. */
export function blindIndex(value: string, scope: string): string {
  return createHmac('sha256', keys().index).update(`${scope}\0${value}`).digest('base64url');
}
