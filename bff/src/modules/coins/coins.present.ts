import type { Balance, CardEntry, CardHold, Lot as LotView } from '@merchant-coin/shared';
import type { Entry, LotMove } from './ledger/entry';
import { type Lot, sumOf, takesFromHold } from './ledger/wallet';

const sumOfKind = (moves: readonly LotMove[], kind: LotMove['kind']): number =>
  moves.reduce((sum, move) => sum + (move.kind === kind ? move.amountFen : 0), 0);

/** How an entry changed what lies in lots: what takes from a hold takes nothing from them. */
function changeOf(entry: Entry, kind: LotMove['kind']): number {
  const taken = takesFromHold(entry) ? 0 : sumOfKind(entry.takes, kind);
  return sumOfKind(entry.gives, kind) - taken;
}

/** A refund is named by the hold that opened it. */
const refundIdOf = ({ _id, type, refund, refersTo }: Entry): string | null =>
  refund && (type === 'hold' ? _id : refersTo);

/** An entry as its member sees it. */
export function presentEntry(entry: Entry, storeName: string | null): CardEntry {
  const principalChangeFen = changeOf(entry, 'principal');
  const bonusChangeFen = changeOf(entry, 'bonus');
  return {
    id: entry._id,
    seq: entry.seq,
    type: entry.type,
    at: entry.at.toISOString(),
    changeFen: principalChangeFen + bonusChangeFen,
    principalChangeFen,
    bonusChangeFen,
    pointsChange: entry.pointsDelta,
    spendableAfterFen: entry.after.spendableFen,
    listFen: entry.sale?.listFen ?? null,
    discountBp: entry.sale?.discountBp ?? null,
    paidFen: entry.sale?.paidFen ?? null,
    awaitsApproval: entry.awaitsApproval ?? false,
    byPin: entry.pin !== undefined,
    refundFen: entry.refund?.refundFen ?? null,
    refundId: refundIdOf(entry),
    storeName,
  };
}

/** The balance right after an entry. */
export function presentBalanceAfter(entry: Entry): Balance {
  const { points: _points, ...balance } = entry.after;
  return balance;
}

export function presentLot(lot: Lot, originStoreName: string): LotView {
  return {
    id: lot.id,
    kind: lot.kind,
    remainingFen: lot.remainingFen,
    expiresAt: lot.expiresAt?.toISOString() ?? null,
    originStoreName,
  };
}

/** A hold that is still open, to the card's member. */
export function presentCardHold(hold: Entry, storeName: string | null): CardHold {
  return {
    id: hold._id,
    heldFen: sumOf(hold.takes),
    storeName,
    at: hold.at.toISOString(),
    expiresAt: hold.holdExpiresAt?.toISOString() ?? null,
    refundFen: hold.refund?.refundFen ?? null,
  };
}
