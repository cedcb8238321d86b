import { trusted } from '../../../db/mongo';
import { AppError } from '../../../http/app-error';
import type { StaffActor } from '../../../http/mount';
import { batchById, rechargeCardById } from './find';
import {
  type RechargeCardBatchDocument,
  type RechargeCardDocument,
  RechargeCardModel,
} from './recharge-cards.model';

export interface VoidRequest {
  actor: StaffActor;
  reason: string;
  now: Date;
}

/** A load that was begun is in the ledger by then, or never: a posting waits for five seconds at most. */
const LOAD_SECONDS = 60;

const voidedBy = ({ actor, reason, now }: VoidRequest) => ({
  status: 'voided' as const,
  voided: { staffId: actor.staffId, at: now, reason },
});

/**
 * Voids a card that nobody has loaded, sold or not. A card whose load is under way is left alone, so that
 * what was said to be void is never loaded afterwards. Voiding again changes nothing.
 *
 * @throws AppError `notFound`; `conflict` where it is loaded, or may be at this moment.
 */
export async function voidRechargeCard(
  cardId: string,
  request: VoidRequest,
): Promise<RechargeCardDocument> {
  const { merchantId } = request.actor;
  const since = new Date(request.now.getTime() - LOAD_SECONDS * 1000);
  await RechargeCardModel.updateOne(
    {
      merchantId,
      _id: cardId,
      status: trusted({ $in: ['unsold', 'sold'] }),
      $or: [{ loadingAt: null }, { loadingAt: trusted({ $lt: since }) }],
    },
    { $set: voidedBy(request) },
  );
  // Looks at the ledger last: from here on no load can begin.
  const card = await rechargeCardById(merchantId, cardId);
  if (card.status === 'voided') return card;
  if (card.status === 'loaded') throw new AppError('conflict', { reason: 'alreadyLoaded' });
  throw new AppError('conflict', { reason: 'loadingNow', retryAfterSeconds: LOAD_SECONDS });
}

/** Voids what of a batch is not sold; sold cards stay good. Again changes nothing. */
export async function voidUnsold(
  batchId: string,
  request: VoidRequest,
): Promise<RechargeCardBatchDocument> {
  const { merchantId } = request.actor;
  const batch = await batchById(merchantId, batchId);
  await RechargeCardModel.updateMany(
    { merchantId, batchId, status: 'unsold' },
    { $set: voidedBy(request) },
  );
  return batch;
}
