import { type Recharge, rechargeTender } from '@merchant-coin/shared';
import type { Entry } from '../coins';

/** A recharge from its entry. */
export function presentRecharge(entry: Entry): Recharge {
  const principal = entry.gives.find((give) => give.kind === 'principal');
  const bonus = entry.gives.find((give) => give.kind === 'bonus');
  return {
    id: entry._id,
    cardId: entry.cardId,
    amountFen: principal?.amountFen ?? 0,
    bonusFen: bonus?.amountFen ?? 0,
    bonusExpiresAt: bonus?.expiresAt?.toISOString() ?? null,
    tender: rechargeTender.parse(entry.tender),
    storeId: entry.storeId ?? '',
    entrySeq: entry.seq,
    at: entry.at.toISOString(),
  };
}
