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
  return { held: await counterHold(merchantId, redemptionId) };
}

/**
 * A hold of the counter. One without a term belongs to a refund: only that ends it.
 *
 * @throws AppError `notFound`
 */
export async function counterHold(merchantId: string, holdId: string): Promise<HoldRecord> {
  const record = await holdById(merchantId, holdId);
  if (!record?.hold.holdExpiresAt) throw new AppError('notFound');
  return record;
}
