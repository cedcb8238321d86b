/**
 * Loaded by the programs behind the pictures before their own code: time stands still, and what is random and
 * seen (card numbers, pay codes) comes out the same each time. What is random and secret stays so.
 */
import { databaseClock } from '@merchant-coin/bff/db/clock';
import crypto from 'node:crypto';
import { basename, dirname } from 'node:path';
import { seededRandom } from '#config/seed/random';
import { MOMENT_MS } from './moment';

const PAY_SECRET_BYTES = 20;
/** Each program draws numbers of its own: the seed's cards have taken theirs. */
const folder = basename(dirname(process.argv[1] ?? ''));
const random = seededRandom(Buffer.from(folder).readUInt32BE());
const { randomBytes } = crypto;

databaseClock.now = () => new Date(MOMENT_MS);
// The WeChat stand-in has no database to ask.
Date.now = () => MOMENT_MS;

/** Card numbers, and codes by SMS. */
const randomInt = (from: number, to?: number): number => {
  const [low, high] = to === undefined ? [0, from] : [from, to];
  return low + Math.floor(random() * (high - low));
};

Object.assign(crypto, {
  randomInt,
  randomBytes: (size: number) =>
    size === PAY_SECRET_BYTES ? Buffer.alloc(size, 7) : randomBytes(size),
});
