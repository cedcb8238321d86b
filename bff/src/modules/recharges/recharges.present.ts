import {
  type Recharge,
  type RechargeRow,
  rechargeTender,
  refundSum,
  selectedView,
} from '@merchant-coin/shared';
import type { Entry, RechargeStory } from '../coins';
import type { WechatWays } from './pay-refunds/ways';
import { refundFactsOf } from './refunds/facts';
import { presentLatestRefund } from './refunds/refunds.present';

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

/** A recharge to staff: what is left of it, and what it would give back for the member's own reason. */
export function presentRechargeRow(story: RechargeStory, ways: WechatWays, now: Date): RechargeRow {
  const facts = refundFactsOf(story);
  return {
    ...presentRecharge(story.recharge),
    leftFen: facts.leftPrincipalFen + facts.leftBonusFen,
    refundableFen: refundSum(facts, selectedView(facts, 'memberChange', now)).refundFen,
    refundedFen: facts.refundedFen,
    refund: presentLatestRefund(story, ways),
  };
}
