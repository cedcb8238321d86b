import { ID_PREFIXES, type IdKind } from '@merchant-coin/shared';
import { randomFillSync } from 'node:crypto';
import { decodeTime, encodeTime, monotonicFactory } from 'ulid';
import { databaseClock } from './clock';

/** Characters of a ULID that are its time. */
const TIME_LENGTH = 10;

const pool = new Uint8Array(4_096);
let unused = 0;

/** A random share of 1. ULID asks for a byte at a time: from a pool it costs a thirtieth. */
function randomShare(): number {
  if (unused === 0) {
    randomFillSync(pool);
    unused = pool.length;
  }
  unused -= 1;
  return (pool[unused] ?? 0) / 256;
}

const nextUlid = monotonicFactory(randomShare);

/**
 * What all ids that were made since then are above of: an id of the same kind, that much earlier. Of what is no
 * id, itself.
 */
export function idBefore(id: string, ms: number): string {
  const [prefix = '', text = ''] = id.split('_');
  try {
    return `${prefix}_${encodeTime(Math.max(0, decodeTime(text) - ms), TIME_LENGTH)}`;
  } catch {
    return id;
  }
}

/**
 * A new id of one kind, `crd_` and a ULID. Ids that this process makes grow strictly, also within one
 * millisecond, so that sorting by id is sorting by age.
 */
export function newId(kind: IdKind, now: Date = databaseClock.now()): string {
  return `${ID_PREFIXES[kind]}_${nextUlid(now.getTime())}`;
}
