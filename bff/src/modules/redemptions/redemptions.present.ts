import type { Redemption, Reversal } from '@merchant-coin/shared';
import { type Entry, presentBalanceAfter } from '../coins';

const givenBack = (entry: Entry): number =>
  entry.gives.reduce((sum, give) => sum + give.amountFen, 0);

/** A redemption from its entry; `reversals` are those known so far. */
export function presentRedemption(entry: Entry, reversals: readonly Entry[] = []): Redemption {
  return {
    id: entry._id,
    status: 'done',
    cardId: entry.cardId,
    storeId: entry.storeId ?? '',
    listFen: entry.sale?.listFen ?? 0,
    discountBp: entry.sale?.discountBp ?? 0,
    paidFen: entry.sale?.paidFen ?? 0,
    heldFen: 0,
    reversedFen: reversals.reduce((sum, reversal) => sum + givenBack(reversal), 0),
    pointsEarned: entry.pointsDelta,
    entrySeq: entry.seq,
    at: entry.at.toISOString(),
    balance: presentBalanceAfter(entry),
  };
}

export function presentReversal(entry: Entry): Reversal {
  return {
    id: entry._id,
    redemptionId: entry.refersTo ?? '',
    amountFen: givenBack(entry),
    pointsTaken: -entry.pointsDelta,
    entrySeq: entry.seq,
    at: entry.at.toISOString(),
  };
}
