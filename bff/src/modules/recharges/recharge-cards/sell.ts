import { isDuplicateOf } from '../../../db/transaction';
import { AppError } from '../../../http/app-error';
import type { StaffActor } from '../../../http/mount';
import { storeServedBy } from '../../merchants';
import { assertSells } from '../terms';
import { type NamedCard, namedRechargeCard } from './find';
import {
  type RechargeCardDocument,
  RechargeCardModel,
  type RechargeCardSaleFacts,
} from './recharge-cards.model';

export interface SaleRequest extends NamedCard {
  actor: StaffActor;
  storeId: string;
  tender: string;
  requestKey: string;
  fingerprint: string;
  now: Date;
}

export type SoldRechargeCard = RechargeCardDocument & { sale: RechargeCardSaleFacts };

/**
 * Sells one card at the counter. Only from now on can it be loaded: printed cards that were stolen are
 * paper. Of several who sell the same card one does.
 *
 * @throws AppError by the codes of the contract; `conflict` says what the card is.
 */
export async function sellRechargeCard(request: SaleRequest): Promise<SoldRechargeCard> {
  const { actor, storeId } = request;
  const store = await storeServedBy(actor, storeId);
  const before = await soldBy(request);
  if (before) return before;
  await assertSells(store);
  const card = await namedRechargeCard(actor.merchantId, request);
  const sold = await markSold(card, request);
  if (sold) return sold;
  // Somebody was faster: this same request, or another sale.
  const meanwhile = await soldBy(request);
  if (meanwhile) return meanwhile;
  const { status } = await namedRechargeCard(actor.merchantId, request);
  throw new AppError('conflict', { reason: status === 'voided' ? 'voided' : 'alreadySold' });
}

/** The card that this request sold before; null where it sold none. */
async function soldBy({
  actor,
  requestKey,
  fingerprint,
}: SaleRequest): Promise<SoldRechargeCard | null> {
  const { merchantId } = actor;
  const card = await RechargeCardModel.findOne({
    merchantId,
    'sale.requestKey': requestKey,
  }).lean<SoldRechargeCard>();
  if (card && card.sale.fingerprint !== fingerprint) throw new AppError('idempotencyMismatch');
  return card;
}

/** Null where the card is not to be sold any more, or the key has sold another one. */
async function markSold(
  { merchantId, _id }: RechargeCardDocument,
  request: SaleRequest,
): Promise<SoldRechargeCard | null> {
  const { actor, storeId, tender, requestKey, fingerprint, now: at } = request;
  const { staffId, userId } = actor;
  const sale: RechargeCardSaleFacts = {
    ...{ storeId, staffId, userId, tender, at, requestKey, fingerprint },
  };
  try {
    return await RechargeCardModel.findOneAndUpdate(
      { merchantId, _id, status: 'unsold' },
      { $set: { status: 'sold', sale } },
      { returnDocument: 'after' },
    ).lean<SoldRechargeCard>();
  } catch (error) {
    if (isDuplicateOf(error, 'sale.requestKey')) return null;
    throw error;
  }
}
