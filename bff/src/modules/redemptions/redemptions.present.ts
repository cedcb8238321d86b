import type { HoldStatus, Redemption, Reversal } from '@merchant-coin/shared';
import { type Entry, type HoldRecord, presentBalanceAfter, reversalsOf } from '../coins';
import type { Found } from './find';
import { holdStatus } from './holds.present';

const givenBack = (entry: Entry): number =>
  entry.gives.reduce((sum, give) => sum + give.amountFen, 0);

/** One that began as a hold keeps the hold's id: people asked by it before the coins were taken. */
const redemptionIdOf = (taking: Entry): string =>
  taking.type === 'capture' ? (taking.refersTo ?? '') : taking._id;

/** A redemption from the entry that took its coins; `reversals` are those known so far. */
export function presentRedemption(entry: Entry, reversals: readonly Entry[] = []): Redemption {
  return {
    id: redemptionIdOf(entry),
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

const STATUS_BEFORE_TAKING = {
  held: 'waiting',
  captured: 'done',
  released: 'cancelled',
  expired: 'expired',
} as const;

/** The member gave it back, not staff. */
const isRefused = ({ hold, end }: HoldRecord, status: HoldStatus): boolean =>
  status === 'released' && hold.awaitsApproval === true && end?.staffId === null;

/** A redemption that is a hold so far, or never became more. */
export function presentHeldRedemption(record: HoldRecord, now: Date): Redemption {
  const status = holdStatus(record, now);
  return {
    ...presentRedemption(record.hold),
    status: isRefused(record, status) ? 'refused' : STATUS_BEFORE_TAKING[status],
    pointsEarned: 0,
    paidFen: 0,
    heldFen: status === 'held' ? (record.hold.sale?.paidFen ?? 0) : 0,
  };
}

/** A redemption as it stands, whatever it has become. */
export async function presentFound(found: Found, now: Date): Promise<Redemption> {
  if ('held' in found) return presentHeldRedemption(found.held, now);
  return presentRedemption(found.taking, await reversalsOf(found.taking));
}

/** `taking`: the entry whose coins were given back. */
export function presentReversal(entry: Entry, taking: Entry): Reversal {
  return {
    id: entry._id,
    redemptionId: redemptionIdOf(taking),
    amountFen: givenBack(entry),
    pointsTaken: -entry.pointsDelta,
    entrySeq: entry.seq,
    at: entry.at.toISOString(),
  };
}
