import { defineTexts } from '.';

interface Said {
  title: string;
  text?: string;
}

const say = (title: string, text?: string): Said => (text ? { title, text } : { title });

const standingsZh = {
  confirming: say('微信正在确认', '通常几秒钟。请不要再付一次。'),
  crediting: say('已付款，正在入账', '通常几秒钟。'),
  slow: say('还没有等到结果', '付过的钱不会丢，微信一确认，币就到卡里。请不要再付一次。'),
  credited: say('充值成功'),
  notPaid: say('还没有付款'),
  closed: say('订单已关闭', '没有付款，也不会再扣款。'),
  refunding: say('正在退款', '币没有入账，钱从原路退回微信。'),
  refunded: say('已退款', '币没有入账，钱已从原路退回微信。'),
};
const standingsEn: typeof standingsZh = {
  confirming: say('WeChat is confirming', 'It takes a few seconds. Do not pay again.'),
  crediting: say('Paid; the coins are on their way', 'It takes a few seconds.'),
  slow: say(
    'No answer yet',
    'What you paid is safe: the coins come as soon as WeChat confirms. Do not pay again.',
  ),
  credited: say('Recharged'),
  notPaid: say('Not paid yet'),
  closed: say('The order is closed', 'Nothing was paid, and nothing will be.'),
  refunding: say('Being refunded', 'No coins were loaded. The money goes back to WeChat.'),
  refunded: say('Refunded', 'No coins were loaded. The money is back in WeChat.'),
};

/** How a recharge that was paid in WeChat ended. */
export const rechargeResultTexts = defineTexts(
  {
    standings: standingsZh,
    title: '充值结果',
    payUntil: (time: string) => `${time} 前可以付。`,
    offline: '没有连上网络，连上以后再看。',
    paid: '付款',
    bonus: '赠送',
    bonusDays: (days: number) => `${days} 天内有效`,
    balanceNow: '余额',
    reason: '原因',
    orderedAt: '下单时间',
    paidAt: '付款时间',
    orderNumber: '订单号',
    done: '完成',
    lookAgain: '再看一次',
    payOn: '继续付款',
    again: '重新充值',
    back: '返回',
  },
  {
    standings: standingsEn,
    title: 'Recharge',
    payUntil: (time) => `It can be paid until ${time}.`,
    offline: 'No network. Look again once connected.',
    paid: 'Paid',
    bonus: 'Bonus',
    bonusDays: (days) => `Good for ${days} days`,
    balanceNow: 'Balance now',
    reason: 'Why',
    orderedAt: 'Ordered',
    paidAt: 'Paid at',
    orderNumber: 'Order number',
    done: 'Done',
    lookAgain: 'Look again',
    payOn: 'Pay now',
    again: 'Recharge again',
    back: 'Back',
  },
);
