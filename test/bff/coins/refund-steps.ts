import { REFUND_REASONS, type RefundReason, refundChoices, refundSum } from '@merchant-coin/shared';
import { instantAfter } from '../../../bff/src/modules/coins/ledger/append';
import {
  refundClaim,
  type RefundHoldCommand,
  releaseClaim,
  type RefundCommand,
} from '../../../bff/src/modules/coins/ledger/commands';
import { afterDueReleases } from '../../../bff/src/modules/coins/ledger/decide';
import { leftOf } from '../../../bff/src/modules/coins/ledger/deciders/refund';
import type { Entry } from '../../../bff/src/modules/coins/ledger/entry';
import type { Wallet } from '../../../bff/src/modules/coins/ledger/wallet';
import type { RechargeStory } from '../../../bff/src/modules/coins';
import { refundFactsOf, refundRecordsOf } from '../../../bff/src/modules/recharges/refunds/facts';

type Base = Omit<RefundHoldCommand, 'type' | 'refund' | 'seenSeq'>;

/** What the service looks up of a recharge, out of a history in memory. */
export function storyIn(
  wallet: Wallet,
  entries: readonly Entry[],
  recharge: Entry,
  now: Date,
): RechargeStory {
  const at = instantAfter(wallet, now);
  const { wallet: released } = afterDueReleases(wallet, at, () => 'due');
  const moved = ({ takes, gives }: Entry) =>
    [...takes, ...gives].some(({ grantGroup }) => grantGroup === recharge._id);
  return {
    recharge,
    entries: entries.filter((entry) => entry.seq > recharge.seq && moved(entry)),
    left: leftOf(released, recharge._id, at),
    seq: wallet.version,
  };
}

/** The command that opens a refund, as the service would build it; null where nothing would be paid. */
export function refundHoldOf(
  base: Base,
  story: RechargeStory,
  pick: { reason: number; view: number },
): RefundHoldCommand | null {
  const reasons = Object.keys(REFUND_REASONS) as RefundReason[];
  const reason = reasons[pick.reason % reasons.length] ?? 'memberChange';
  const facts = refundFactsOf(story);
  const views = refundChoices(facts, reason, base.now);
  const view = views[pick.view % views.length] ?? 'listPrice';
  const { refundFen } = refundSum(facts, view);
  if (refundFen === 0) return null;
  const { _id: rechargeId } = story.recharge;
  const n = refundRecordsOf(story).length + 1;
  return {
    ...base,
    claims: [...base.claims, refundClaim(rechargeId, n)],
    type: 'refundHold',
    refund: { rechargeId, reason, view, refundFen },
    seenSeq: story.seq,
  };
}

export function refundOf(base: Base, wallet: Wallet, pick: number): RefundCommand | null {
  const open = wallet.holds.filter((hold) => hold.refund);
  const hold = open[pick % Math.max(1, open.length)];
  if (!hold) return null;
  const { id: holdId } = hold;
  const claims: RefundCommand['claims'] = [...base.claims, releaseClaim(holdId)];
  return { ...base, claims, type: 'refund', holdId, tender: 'cash' };
}
