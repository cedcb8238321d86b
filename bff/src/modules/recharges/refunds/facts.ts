import { type RefundFacts, type RefundUse, shareOf } from '@merchant-coin/shared';
import type { Entry, LotMove, RechargeStory, RefundTerms } from '../../coins';

/** The entry that opened a refund. */
export type RefundHold = Entry & { refund: RefundTerms };

/** A refund as the ledger tells it: what opened it, and what ended it. */
export interface RefundRecord {
  hold: RefundHold;
  end: Entry | null;
}

/** Coins of one kind among moves. */
export const sumOfKind = (moves: readonly LotMove[], kind: LotMove['kind']): number =>
  moves.reduce((sum, move) => sum + (move.kind === kind ? move.amountFen : 0), 0);

const isSale = ({ type }: Entry): boolean => type === 'redeem' || type === 'capture';

export const isRefundHold = (entry: Entry): entry is RefundHold =>
  entry.type === 'hold' && entry.refund !== null;

/** The refunds of a recharge, oldest first. */
export function refundRecordsOf({ entries }: RechargeStory): RefundRecord[] {
  return entries.filter(isRefundHold).map((hold) => ({
    hold,
    end: entries.find(({ refersTo }) => refersTo === hold._id) ?? null,
  }));
}

function useOf(sale: Entry, { recharge, entries }: RechargeStory): RefundUse {
  const ofGroup = (moves: readonly LotMove[]): number =>
    moves.reduce((sum, move) => sum + (move.grantGroup === recharge._id ? move.amountFen : 0), 0);
  const backFen = entries
    .filter(({ type, refersTo }) => type === 'reverse' && refersTo === sale._id)
    .reduce((sum, reversal) => sum + ofGroup(reversal.gives), 0);
  const takenFen = ofGroup(sale.takes) - backFen;
  const { listFen = 0, paidFen = 0 } = sale.sale ?? {};
  return {
    entryId: sale._id,
    at: sale.at,
    storeId: sale.storeId,
    takenFen,
    listFen: shareOf(listFen, takenFen, paidFen),
  };
}

/** What the refund's sums are worked out from. Sales that came back whole are no uses. */
export function refundFactsOf(story: RechargeStory): RefundFacts {
  const { recharge, entries, left } = story;
  const refundedFen = refundRecordsOf(story)
    .filter(({ end }) => end?.type === 'refund')
    .reduce((sum, { hold }) => sum + hold.refund.refundFen, 0);
  return {
    paidFen: sumOfKind(recharge.gives, 'principal'),
    bonusFen: sumOfKind(recharge.gives, 'bonus'),
    paidAt: recharge.at,
    uses: entries
      .filter(isSale)
      .map((sale) => useOf(sale, story))
      .filter(({ takenFen }) => takenFen > 0),
    leftPrincipalFen: sumOfKind(left, 'principal'),
    leftBonusFen: sumOfKind(left, 'bonus'),
    refundedFen,
  };
}
