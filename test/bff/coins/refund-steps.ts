import { REFUND_REASONS, type RefundReason, refundChoices, refundSum } from '@merchant-coin/shared';
import {
  refundClaim,
  type RefundHoldCommand,
  releaseClaim,
  type RefundCommand,
} from '../../../bff/src/modules/coins/ledger/commands';
import type { Wallet } from '../../../bff/src/modules/coins/ledger/wallet';
import type { RechargeStory } from '../../../bff/src/modules/coins';
import { refundFactsOf, refundRecordsOf } from '../../../bff/src/modules/recharges/refunds/facts';

type Base = Omit<RefundHoldCommand, 'type' | 'refund' | 'seenSeq'>;

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
  return { ...base, claims, type: 'refund', holdId, tender: pick % 2 === 0 ? 'cash' : 'wechatPay' };
}
