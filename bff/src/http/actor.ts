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

/** What lies behind an actor's own fields: reading one that is not known throws. */
class Unknown {}

for (const field of FIELDS) {
  Object.defineProperty(Unknown.prototype, field, {
    get(): never {
      throw new Error(`this call's access does not tell the ${field}`);
    },
  });
}

// Class fields are defined, not assigned, so they stand before the throwing ones. Two fixed shapes are made
// several times faster than an object that is put together field by field, and each request makes one.
class KnownUser extends Unknown implements UserActor {
  readonly userId: string;
  readonly deviceId: string;
  readonly sessionId: string;

  constructor(user: UserActor) {
    super();
    this.userId = user.userId;
    this.deviceId = user.deviceId;
    this.sessionId = user.sessionId;
  }
}

class KnownStaff extends KnownUser implements StaffActor {
  readonly staffId: string;
  readonly role: StaffRole;
  readonly storeIds: readonly string[];

  constructor(
    user: UserActor,
    post: Post,
    readonly merchantId: string,
  ) {
    super(user);
    this.staffId = post.staffId;
    this.role = post.role;
    this.storeIds = post.storeIds;
  }
}

/** Nobody is known on a public call. */
export const nobody = new Unknown() as Actor;

export const userActor = (user: UserActor): Actor => new KnownUser(user) as Actor;

export const staffActor = (user: UserActor, post: Post, merchantId: string): Actor =>
  new KnownStaff(user, post, merchantId);
