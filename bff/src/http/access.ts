import { type Access, id, roleIncludes, type StaffRole } from '@merchant-coin/shared';
import type { Context } from 'koa';
import { type Actor, nobody, staffActor, type UserActor, userActor } from './actor';
import { AppError } from './app-error';

const merchantIdSchema = id('merchant');

const BEARER = /^Bearer ([\w-]{1,200})$/;

/**
 * The session's user.
 *
 * @throws AppError `unauthenticated` without a token or with one that is not (or no longer) a session's.
 */
export async function authenticate(ctx: Context): Promise<UserActor> {
  const token = BEARER.exec(ctx.get('authorization'))?.[1];
  const user = token && (await ctx.doors.sessionOf(token));
  if (!user) throw new AppError('unauthenticated');
  ctx.state.userId = user.userId;
  return user;
}

/** Whose session a public call comes with; null for a stranger, also for one whose session is over. */
export async function recognize(ctx: Context): Promise<UserActor | null> {
  return authenticate(ctx).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'unauthenticated') return null;
    throw error;
  });
}

async function asOperator(ctx: Context, user: UserActor): Promise<Actor> {
  if (!(await ctx.doors.isOperator(user.userId))) throw new AppError('forbidden');
  return userActor(user);
}

/** A stranger learns that a merchant exists, since the directory lists it, but not what is in it. */
async function asStaff(
  ctx: Context,
  { user, merchantId, needed }: { user: UserActor; merchantId: unknown; needed: StaffRole },
): Promise<Actor> {
  const named = merchantIdSchema.safeParse(merchantId);
  if (!named.success) throw new AppError('notFound');
  ctx.state.merchantId = named.data;
  const post = await ctx.doors.postAt(user.userId, named.data);
  if (!post) {
    const exists = await ctx.doors.merchantExists(named.data);
    throw new AppError(exists ? 'forbidden' : 'notFound');
  }
  if (!roleIncludes(post.role, needed)) throw new AppError('forbidden');
  return staffActor(user, post, named.data);
}

/**
 * The actor of a call, once the contract's `access` lets the user in.
 *
 * @throws AppError `forbidden`, or `notFound` where the path names no merchant.
 */
export async function authorizeAccess(
  ctx: Context,
  { access, user, merchantId }: { access: Access; user: UserActor | null; merchantId: unknown },
): Promise<Actor> {
  if (access === 'public' || !user) return nobody;
  if (access === 'user') return userActor(user);
  if (access === 'operator') return asOperator(ctx, user);
  return asStaff(ctx, { user, merchantId, needed: access });
}
