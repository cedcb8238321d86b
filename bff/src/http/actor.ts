import type { StaffRole } from '@merchant-coin/shared';

/** Whoever is signed in. */
export interface UserActor {
  userId: string;
  /** The installation that the session belongs to. */
  deviceId: string;
  sessionId: string;
}

/** What a user is at one merchant. */
export interface Post {
  staffId: string;
  role: StaffRole;
  /** An owner works at every store, listed here or not. */
  storeIds: readonly string[];
}

/** A user who calls as staff of the path's merchant. */
export interface StaffActor extends UserActor, Post {
  merchantId: string;
}

/**
 * What a handler gets. Which fields there are follows from the contract's `access`: all of them on staff
 * calls, those of `UserActor` on calls of users and the operator, none on public calls. Reading another one
 * throws, so that a handler cannot act on `undefined`.
 */
export type Actor = StaffActor;

const FIELDS = ['userId', 'deviceId', 'sessionId', 'staffId', 'role', 'storeIds', 'merchantId'];

const unknownFields = Object.create(
  null,
  Object.fromEntries(
    FIELDS.map((field) => [
      field,
      {
        get(): never {
          throw new Error(`this call's access does not tell the ${field}`);
        },
      },
    ]),
  ),
) as object;

/** An actor of which only the given fields are known. */
export function actorOf(known: Partial<StaffActor>): Actor {
  const fields = Object.entries(known).map(([name, value]) => [name, { value, enumerable: true }]);
  return Object.create(unknownFields, Object.fromEntries(fields) as PropertyDescriptorMap) as Actor;
}
