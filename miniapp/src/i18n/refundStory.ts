import type { ChannelRefund, MyRefund, RefundStep, RefundTender } from '@merchant-coin/shared';
import type { RefundView } from '@merchant-coin/shared/refunds/rules';
import { defineTexts } from '.';

type Views = Record<RefundView, string>;
type Steps = Record<RefundStep['is'], string>;
type ByStatus = Record<MyRefund['status'], string>;
type Tenders = Record<RefundTender, string>;

const viewsZh: Views = {
  full: '没有用过，全退',
  listPrice: '用掉的按原价算',
  priceCharged: '用掉的按实扣算',
  paidShare: '用掉的按实付比例算',
};
const viewsEn: Views = {
  full: 'Unused: all of it',
  listPrice: 'Used part at list price',
  priceCharged: 'Used part at the price charged',
  paidShare: 'Used part at the share paid for',
};
const stepsZh: Steps = {
  opened: '登记退款，币先留出',
  paid: '钱已付给会员',
  cancelled: '取消退款，币已还回',
};
const stepsEn: Steps = {
  opened: 'Refund opened, coins set aside',
  paid: 'Money paid to the member',
  cancelled: 'Refund cancelled, coins given back',
};
const statusesZh: ByStatus = { waiting: '待付款', paid: '已退款', cancelled: '已取消' };
const statusesEn: ByStatus = { waiting: 'To be paid', paid: 'Refunded', cancelled: 'Cancelled' };
const moneyZh: ByStatus = { waiting: '要退的金额', paid: '退款金额', cancelled: '原定退款' };
const moneyEn: ByStatus = {
  waiting: 'To be refunded',
  paid: 'Refund',
  cancelled: 'Was to be refunded',
};
const coinsZh: ByStatus = { waiting: '留出的币', paid: '收回的币', cancelled: '还回的币' };
const coinsEn: ByStatus = {
  waiting: 'Coins set aside',
  paid: 'Coins taken back',
  cancelled: 'Coins given back',
};
const tendersZh: Tenders = { cash: '现金', bankTransfer: '银行转账', wechatPay: '微信支付' };
const channelsZh: Record<ChannelRefund['state'], string> = {
  asked: '微信正在退款',
  done: '微信已退回',
  failed: '微信没有退成',
};
const channelsEn: typeof channelsZh = {
  asked: 'WeChat is giving it back',
  done: 'WeChat gave it back',
  failed: 'WeChat could not give it back',
};

/** A refund of a recharge, as it went: for its member and for staff. */
export const refundStoryTexts = defineTexts(
  {
    views: viewsZh,
    steps: stepsZh,
    statuses: statusesZh,
    coins: coinsZh,
    tenders: tendersZh,
    channels: channelsZh,
    channel: '原路退回',
    title: '充值退款',
    money: moneyZh,
    paidBy: '付款方式',
    kinds: (principal: string, bonus: string) => `本金 ${principal} · 赠送 ${bonus}`,
    progress: '退款进度',
    toCome: '等待付款',
    by: (who: string) => `经手 ${who}`,
  },
  {
    views: viewsEn,
    steps: stepsEn,
    statuses: statusesEn,
    coins: coinsEn,
    tenders: { cash: 'Cash', bankTransfer: 'Bank transfer', wechatPay: 'WeChat Pay' },
    channels: channelsEn,
    channel: 'The way it was paid',
    title: 'Recharge refund',
    money: moneyEn,
    paidBy: 'Paid out by',
    kinds: (principal, bonus) => `paid in ${principal} · bonus ${bonus}`,
    progress: 'How it went',
    toCome: 'To be paid out',
    by: (who) => `by ${who}`,
  },
);
