import type { RechargeOrder, RechargeOrderState } from '@merchant-coin/shared';
import { defineTexts } from '.';

type States = Record<RechargeOrderState, string>;
type Reasons = Record<NonNullable<RechargeOrder['refundReason']>, string>;

const statesZh: States = {
  created: '等待付款',
  paying: '等待付款',
  paid: '已付款，入账中',
  credited: '已入账',
  closed: '没有付款，已关闭',
  refunding: '退款中',
  refunded: '已退款',
};
const statesEn: States = {
  created: 'To be paid',
  paying: 'To be paid',
  paid: 'Paid, being credited',
  credited: 'Credited',
  closed: 'Not paid, closed',
  refunding: 'Being refunded',
  refunded: 'Refunded',
};
const reasonsZh: Reasons = {
  cardFrozen: '付款时会员卡已冻结',
  principalCapExceeded: '入账会超过本金上限',
  cardUnavailable: '这张卡不能入账',
};
const reasonsEn: Reasons = {
  cardFrozen: 'The card was frozen',
  principalCapExceeded: 'The card would hold more than it may',
  cardUnavailable: 'The card cannot take it',
};

/** Recharges that members pay in WeChat, as orders. */
export const rechargeOrderTexts = defineTexts(
  {
    states: statesZh,
    reasons: reasonsZh,
    mine: '充值订单',
    mineNote: '在微信里付的每一笔',
    sum: (amount: string, bonus: string) => `充 ${amount} 送 ${bonus}`,
    sumPlain: (amount: string) => `充 ${amount}`,
    none: '还没有充值订单',
    noneText: '在微信里付款的充值，每一笔都列在这里。',
  },
  {
    states: statesEn,
    reasons: reasonsEn,
    mine: 'Recharge orders',
    mineNote: 'Everything paid in WeChat',
    sum: (amount, bonus) => `${amount} + ${bonus} bonus`,
    sumPlain: (amount) => amount,
    none: 'No orders yet',
    noneText: 'Every recharge that you pay in WeChat will be listed here.',
  },
);
