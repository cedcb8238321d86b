import {
  counterTender,
  type NewRechargeCardBatch,
  type RechargeCard,
  type RechargeCardBatch,
  type RechargeCardSale,
} from '@merchant-coin/shared';
import type { BatchCounts } from './find';
import type { RechargeCardBatchDocument, RechargeCardDocument } from './recharge-cards.model';
import type { SoldRechargeCard } from './sell';

/** A recharge card as staff see it: never its code. */
export function presentRechargeCard(
  card: RechargeCardDocument,
  storeNames: ReadonlyMap<string, string>,
): RechargeCard {
  const { sale } = card;
  return {
    id: card._id,
    batchId: card.batchId,
    number: card.number,
    amountFen: card.amountFen,
    status: card.status,
    soldAt: sale?.at.toISOString() ?? null,
    storeName: (sale && storeNames.get(sale.storeId)) ?? null,
    tender: sale ? counterTender.parse(sale.tender) : null,
  };
}

/** A batch as it was made: the same whatever has become of its cards. */
export function presentNewBatch(batch: RechargeCardBatchDocument): NewRechargeCardBatch {
  return {
    id: batch._id,
    serial: batch.serial,
    amountFen: batch.amountFen,
    count: batch.count,
    madeAt: batch.madeAt.toISOString(),
  };
}

export function presentBatch(
  batch: RechargeCardBatchDocument,
  counts: ReadonlyMap<string, BatchCounts>,
): RechargeCardBatch {
  const none = { unsold: 0, sold: 0, loaded: 0, voided: 0 };
  return { ...presentNewBatch(batch), counts: counts.get(batch._id) ?? none };
}

export function presentSale({ _id, number, amountFen, sale }: SoldRechargeCard): RechargeCardSale {
  return {
    rechargeCardId: _id,
    number,
    amountFen,
    storeId: sale.storeId,
    tender: counterTender.parse(sale.tender),
    soldAt: sale.at.toISOString(),
  };
}
