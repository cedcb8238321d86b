import type { Reconciliation, RechargeOrderState } from '@merchant-coin/shared';
import { defineTexts } from '.';

type Kinds = Record<Reconciliation['differences'][number]['kind'], string>;

const kindsZh: Kinds = {
  unknownOrder: '账单里有，我们没有这笔订单',
  amountDiffers: '金额对不上',
  notCredited: '微信收了钱，币还没有入账',
  missing: '我们记了付款，账单里没有',
  unknownRefund: '账单里有，我们没有这笔退款',
  missingRefund: '我们记了退款，账单里没有',
  refundNotDone: '账单里已经退款，我们还没有完成',
};
const kindsEn: Kinds = {
  unknownOrder: 'On the bill, but no order of ours',
  amountDiffers: 'The sums differ',
  notCredited: 'WeChat has the money, the coins are not credited',
  missing: 'Paid by our books, not on the bill',
  unknownRefund: 'On the bill, but no refund of ours',
  missingRefund: 'Refunded by our books, not on the bill',
  refundNotDone: 'Refunded by the bill, not done with here',
};

/** `created` lasts a moment; it is among all. */
type Filters = Record<Exclude<RechargeOrderState, 'created'> | 'all', string>;

const filtersZh: Filters = {
  all: '全部',
  credited: '已入账',
  paying: '待付款',
  paid: '入账中',
  refunding: '退款中',
  refunded: '已退款',
  closed: '已关闭',
};
const filtersEn: Filters = {
  all: 'All',
  credited: 'Credited',
  paying: 'Unpaid',
  paid: 'Paid',
  refunding: 'Refunding',
  refunded: 'Refunded',
  closed: 'Closed',
};

/** What members paid in WeChat, to staff. */
export const memberRechargeTexts = defineTexts(
  {
    kinds: kindsZh,
    filters: filtersZh,
    title: '充值订单',
    filter: '按状态看',
    none: '没有充值订单',
    noneText: '会员在微信里付款的充值，每一笔都列在这里。',
    noneOfState: '没有这种状态的订单',
    card: '会员卡',
    phone: '手机号',
    state: '状态',
    reason: '原因',
    refundProblem: '退款卡在',
    orderedAt: '下单时间',
    paidAt: '付款时间',
    expiresAt: '付款截止',
    transactionId: '微信支付单号',
    orderNumber: '订单号',
    reconciliations: '每日对账',
    noBill: '还没有对过账',
    noBillText: '微信每天上午出前一天的账单，出来就自动对。',
    payments: (count: number) => `收款 ${count} 笔`,
    refunds: (count: number) => `退款 ${count} 笔`,
    matches: '全部对上了',
    differences: (count: number) => `${count} 笔对不上`,
    onlyFirst: (count: number) => `只列前 ${count} 笔`,
    sums: (bill: string, ours: string) => `账单 ${bill} · 我们 ${ours}`,
    notThere: '无',
    account: (mchid: string, time: string) => `商户号 ${mchid} · ${time} 对账`,
  },
  {
    kinds: kindsEn,
    filters: filtersEn,
    title: 'Recharge orders',
    filter: 'By state',
    none: 'No recharge orders',
    noneText: 'Every recharge that a member pays in WeChat is listed here.',
    noneOfState: 'None in this state',
    card: 'Card',
    phone: 'Phone',
    state: 'State',
    reason: 'Why',
    refundProblem: 'What it waits for',
    orderedAt: 'Ordered',
    paidAt: 'Paid at',
    expiresAt: 'To be paid until',
    transactionId: 'WeChat Pay number',
    orderNumber: 'Order number',
    reconciliations: 'Reconciliation',
    noBill: 'Nothing reconciled yet',
    noBillText: 'WeChat Pay has yesterday’s bill each morning; then it is compared by itself.',
    payments: (count) => (count === 1 ? '1 payment' : `${count} payments`),
    refunds: (count) => (count === 1 ? '1 refund' : `${count} refunds`),
    matches: 'Everything agrees',
    differences: (count) => (count === 1 ? '1 difference' : `${count} differences`),
    onlyFirst: (count) => `The first ${count} are listed`,
    sums: (bill, ours) => `Bill ${bill} · ours ${ours}`,
    notThere: 'none',
    account: (mchid, time) => `Account ${mchid} · compared at ${time}`,
  },
);
