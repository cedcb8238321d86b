import type { Refund } from '@merchant-coin/shared';
import { trusted } from '../../../db/mongo';
import { entriesByIds } from '../../coins';
import type { RefundHold } from '../refunds/facts';
import { byWechatUntil } from './ask';
import { type PayRefundDocument, PayRefundModel } from './pay-refunds.model';

/** What WeChat has to do with a refund. */
export type WechatWay = Pick<Refund, 'channel' | 'byWechatUntil'>;

/** By the hold's id; a refund of what was not paid in WeChat has none. */
export type WechatWays = ReadonlyMap<string, WechatWay>;

export const NO_WECHAT_WAY: WechatWay = { channel: null, byWechatUntil: null };

/** How WeChat stands with these refunds of one merchant. */
export async function wechatWaysOf(holds: readonly RefundHold[]): Promise<WechatWays> {
  const [first] = holds;
  if (!first) return new Map();
  const { merchantId } = first;
  const [recharges, latest] = await Promise.all([
    entriesByIds(merchantId, [...new Set(holds.map(({ refund }) => refund.rechargeId))]),
    latestRefunds(
      merchantId,
      holds.map(({ _id }) => _id),
    ),
  ]);
  const untilOf = new Map(recharges.map((entry) => [entry._id, byWechatUntil(entry)]));
  return new Map(
    holds.flatMap(({ _id, refund }) => {
      const until = untilOf.get(refund.rechargeId);
      if (!until) return [];
      const asked = latest.get(_id);
      const channel = asked ? presentAsked(asked) : null;
      return [[_id, { channel, byWechatUntil: until.toISOString() }] as const];
    }),
  );
}

/** Of several tries the last one counts. */
async function latestRefunds(
  merchantId: string,
  holdIds: readonly string[],
): Promise<Map<string, PayRefundDocument>> {
  const refunds = await PayRefundModel.find({
    merchantId,
    'counter.holdId': trusted({ $in: [...holdIds] }),
  })
    .sort({ _id: 1 })
    .lean<PayRefundDocument[]>();
  return new Map(refunds.map((refund) => [refund.counter?.holdId ?? '', refund]));
}

const presentAsked = ({ state, problem, askedAt }: PayRefundDocument) => ({
  state,
  problem,
  askedAt: askedAt.toISOString(),
});
