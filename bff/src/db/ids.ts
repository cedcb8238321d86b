import { ID_PREFIXES, type IdKind } from '@merchant-coin/shared';
import { monotonicFactory } from 'ulid';
import { databaseClock } from './clock';

const nextUlid = monotonicFactory();

/**
 * A new id of one kind, `crd_` and a ULID. Ids that this process makes grow strictly, also within one
 * millisecond, so that sorting by id is sorting by age.
 */
export function newId(kind: IdKind, now: Date = databaseClock.now()): string {
  return `${ID_PREFIXES[kind]}_${nextUlid(now.getTime())}`;
}
