import { AppError } from '../../http/app-error';
import { type Entry, entryById, holdById, type HoldRecord, takingOf } from '../coins';

/** A redemption: the entry that took its coins, or a hold that is not, or will never be, captured. */
export type Found = { taking: Entry } | { held: HoldRecord };

/**
 * What an id of a redemption stands for. One that began as a hold has the hold's id; its capture's own id
 * finds it too.
 *
 * @throws AppError `notFound`
 */
export async function redemptionById(merchantId: string, redemptionId: string): Promise<Found> {
  const entry = await entryById(merchantId, redemptionId);
  const taking = entry && (await takingOf(entry));
  if (taking) return { taking };
  return { held: await heldRedemption(merchantId, redemptionId) };
}

/** One without a term belongs to a refund: it never becomes a redemption. */
async function heldRedemption(merchantId: string, holdId: string): Promise<HoldRecord> {
  const record = await holdById(merchantId, holdId);
  if (!record?.hold.holdExpiresAt) throw new AppError('notFound');
  return record;
}

/**
 * A hold that staff capture or release.
 *
 * @throws AppError `notFound`, also for one that its member has to approve.
 */
export async function counterHold(merchantId: string, holdId: string): Promise<HoldRecord> {
  const record = await heldRedemption(merchantId, holdId);
  if (record.hold.awaitsApproval) throw new AppError('notFound');
  return record;
}

/**
 * A redemption that its member has to approve, whatever has become of it.
 *
 * @throws AppError `notFound`
 */
export async function askedRedemption(merchantId: string, holdId: string): Promise<HoldRecord> {
  const record = await heldRedemption(merchantId, holdId);
  if (!record.hold.awaitsApproval) throw new AppError('notFound');
  return record;
}
