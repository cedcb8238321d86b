import type { Refund, RefundTender } from '@merchant-coin/shared';
import { REFUND_RULES } from '@merchant-coin/shared/refunds/rules';

type Facts = Pick<Refund, 'refundFen' | 'byWechatUntil' | 'channel'>;

/**
 * The ways in which a waiting refund can be given, the best first: the way it was paid while WeChat takes it,
 * but last once that has failed; cash up to its limit.
 */
export function waysFor(
  { refundFen, byWechatUntil, channel }: Facts,
  nowMs: number,
): RefundTender[] {
  const isByWechat = byWechatUntil !== null && Date.parse(byWechatUntil) > nowMs;
  const byWechat: RefundTender[] = isByWechat ? ['wechatPay'] : [];
  const handed: RefundTender[] =
    refundFen <= REFUND_RULES.cashLimitFen ? ['cash', 'bankTransfer'] : ['bankTransfer'];
  return channel?.state === 'failed' ? [...handed, ...byWechat] : [...byWechat, ...handed];
}
