import type { StaffRole } from '@merchant-coin/shared';
import { keyOfCursor, pageOfRows } from '../../db/cursor';
import { newId } from '../../db/ids';
import { trusted } from '../../db/mongo';
import { inTransaction } from '../../db/transaction';
import type { Post } from '../../http/actor';
import { AppError } from '../../http/app-error';
import { type StaffDocument, StaffModel } from './accounts.model';
import { endSessionsOf } from './sessions';
import { cachedStaff, cacheStaff, dropStaff } from './staff-cache';
import { usersById } from './users';

const working = { endedAt: null };

/** What the user is at the merchant now; null for who does not work there. Cached for seconds. */
export async function staffAt(userId: string, merchantId: string): Promise<StaffDocument | null> {
  const cached = cachedStaff(userId, merchantId);
  if (cached !== undefined) return cached;
  const staff = await StaffModel.findOne({ merchantId, userId, ...working }).lean<StaffDocument>();
  cacheStaff(userId, merchantId, staff);
  return staff;
}

export async function postAt(userId: string, merchantId: string): Promise<Post | null> {
  const staff = await staffAt(userId, merchantId);
  return staff && { staffId: staff._id, role: staff.role, storeIds: staff.storeIds };
}

/** Everywhere the user works, oldest first. */
export function postsOf(userId: string): Promise<StaffDocument[]> {
  return StaffModel.find({ userId, ...working })
    .sort({ _id: 1 })
    .lean<StaffDocument[]>();
}

/** Someone who works at the merchant; null for others. */
export function staffById(merchantId: string, staffId: string): Promise<StaffDocument | null> {
  return StaffModel.findOne({ _id: staffId, merchantId, ...working }).lean<StaffDocument>();
}

/** What staff are called, by staff id; also those who have left since. */
export async function staffNamesOf(
  merchantId: string,
  staffIds: readonly string[],
): Promise<Map<string, string>> {
  if (staffIds.length === 0) return new Map();
  const staff = await StaffModel.find({
    merchantId,
    _id: trusted({ $in: [...staffIds] }),
  }).lean<StaffDocument[]>();
  const users = await usersById(staff.map(({ userId }) => userId));
  return new Map(
    staff.flatMap(({ _id, userId }) => {
      const user = users.get(userId);
      const name = user?.name ?? user?.phoneMasked;
      return name ? [[_id, name] as const] : [];
    }),
  );
}

/** A merchant's staff, oldest first. */
export async function staffOfMerchant(
  merchantId: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ items: StaffDocument[]; nextCursor: string | null }> {
  const afterId = keyOfCursor(cursor);
  const after = afterId ? { _id: trusted({ $gt: afterId }) } : {};
  const rows = await StaffModel.find({ merchantId, ...working, ...after })
    .sort({ _id: 1 })
    .limit(limit + 1)
    .lean<StaffDocument[]>();
  return pageOfRows(rows, limit, (staff) => staff._id);
}

/**
 * A merchant keeps an owner. The owners' documents are written before the change, so that two changes which
 * would together remove the last one meet.
 */
async function keepingAnOwner<T>(merchantId: string, change: () => Promise<T>): Promise<T> {
  const owners = { merchantId, role: 'owner' as const, ...working };
  return inTransaction(async () => {
    const before = await StaffModel.updateMany(owners, { $inc: { revision: 1 } });
    const changed = await change();
    const left = await StaffModel.countDocuments(owners);
    if (before.matchedCount > 0 && left === 0)
      throw new AppError('conflict', { reason: 'lastOwner' });
    return changed;
  });
}

export interface Appointment {
  merchantId: string;
  userId: string;
  role: StaffRole;
  /** Not needed for an owner, who works at every store. */
  storeIds: readonly string[];
}

/**
 * Gives a user a role at a merchant, or changes it.
 *
 * @throws AppError `conflict` when it would leave the merchant without an owner.
 */
export async function appointStaff(appointment: Appointment, now: Date): Promise<StaffDocument> {
  const { merchantId, userId, role, storeIds } = appointment;
  const staff = await keepingAnOwner(merchantId, async () => {
    const before = await StaffModel.findOne({ merchantId, userId }).lean<StaffDocument>();
    const since = before && before.endedAt === null ? before.since : now;
    return StaffModel.findOneAndUpdate(
      { merchantId, userId },
      {
        $set: { role, storeIds, since, endedAt: null },
        $inc: { revision: 1 },
        $setOnInsert: { _id: newId('staff', now) },
      },
      { upsert: true, returnDocument: 'after' },
    ).lean<StaffDocument>();
  });
  await dropStaff(userId, merchantId);
  if (!staff) throw new Error('an upsert answers its document');
  return staff;
}

/**
 * Ends someone's work at a merchant and all their sessions.
 *
 * @throws AppError `notFound`; `conflict` for the last owner.
 */
export async function endStaff(merchantId: string, staffId: string, now: Date): Promise<void> {
  const staff = await keepingAnOwner(merchantId, async () => {
    return StaffModel.findOneAndUpdate(
      { _id: staffId, merchantId, ...working },
      { $set: { endedAt: now }, $inc: { revision: 1 } },
    ).lean<StaffDocument>();
  });
  if (!staff) throw new AppError('notFound');
  await dropStaff(staff.userId, merchantId);
  await endSessionsOf(staff.userId);
}
