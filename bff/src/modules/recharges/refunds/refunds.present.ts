import {
  REFUND_REASONS,
  type Refund,
  type RefundFacts,
  refundChoices,
  refundReason,
  type RefundReason,
  refundSum,
  refundSums,
  refundTender,
  refundView,
  type RefundViews,
} from '@merchant-coin/shared';
import type { RechargeStory } from '../../coins';
import { storeNamesOf } from '../../merchants';
import { NO_WECHAT_WAY, type WechatWay, type WechatWays, wechatWaysOf } from '../pay-refunds/ways';
import { refundFactsOf, type RefundRecord, refundRecordsOf, sumOfKind } from './facts';

function statusOf({ end }: RefundRecord): Refund['status'] {
  if (!end) return 'waiting';
  return end.type === 'refund' ? 'paid' : 'cancelled';
}

/** A refund from the entry that opened it and the one that ended it, and its way through WeChat. */
export function presentRefund(record: RefundRecord, way: WechatWay = NO_WECHAT_WAY): Refund {
  const { hold, end } = record;
  const { rechargeId, reason, view, refundFen } = hold.refund;
  return {
    id: hold._id,
    rechargeId,
    cardId: hold.cardId,
    status: statusOf(record),
    reason: refundReason.parse(reason),
    view: refundView.parse(view),
    refundFen,
    principalFen: sumOfKind(hold.takes, 'principal'),
    bonusFen: sumOfKind(hold.takes, 'bonus'),
    tender: end?.type === 'refund' ? refundTender.parse(end.tender) : null,
    ...way,
    openedAt: hold.at.toISOString(),
    endedAt: end?.at.toISOString() ?? null,
  };
}

/** The latest refund of a recharge; null where none was ever opened. */
export function presentLatestRefund(story: RechargeStory, ways: WechatWays): Refund | null {
  const latest = refundRecordsOf(story).at(-1);
  return latest ? presentRefund(latest, ways.get(latest.hold._id)) : null;
}

function linesOf(facts: RefundFacts, storeNames: ReadonlyMap<string, string>) {
  const paidShares = refundSum(facts, 'paidShare').usedFen;
  return facts.uses.map((use, index) => ({
    entryId: use.entryId,
    at: use.at.toISOString(),
    storeName: storeNames.get(use.storeId ?? '') ?? null,
    listPriceFen: use.listFen,
    priceChargedFen: use.takenFen,
    paidShareFen: paidShares[index] ?? 0,
  }));
}

/** Every view of a refund, line by line. */
export async function presentRefundViews(story: RechargeStory, now: Date): Promise<RefundViews> {
  const [storeNames, ways] = await Promise.all([
    storeNamesOf(story.recharge.merchantId),
    wechatWaysOf(refundRecordsOf(story).map(({ hold }) => hold)),
  ]);
  const facts = refundFactsOf(story);
  const { paidAt, uses: _uses, ...figures } = facts;
  const reasons = Object.keys(REFUND_REASONS) as RefundReason[];
  return {
    ...figures,
    rechargeId: story.recharge._id,
    cardId: story.recharge.cardId,
    paidAt: paidAt.toISOString(),
    lines: linesOf(facts, storeNames),
    sums: refundSums(facts).map(({ usedFen, ...sum }) => ({
      ...sum,
      usedFen: usedFen.reduce((all, fen) => all + fen, 0),
    })),
    choices: reasons.map((reason) => ({ reason, views: refundChoices(facts, reason, now) })),
    refund: presentLatestRefund(story, ways),
  };
}
