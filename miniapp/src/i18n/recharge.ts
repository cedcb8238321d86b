import type { NoRechargeReason } from '@merchant-coin/shared';
import type { AnyErrorCode } from '@/lib/errors';
import { defineTexts } from '.';

interface Said {
  title: string;
  text: string;
}

interface BonusParts {
  pay: string;
  get: string;
  bonus: string;
  until: string;
}

type WhyNot = Record<NoRechargeReason, Said>;
type Refusals = Partial<Record<AnyErrorCode, Said>>;

const say = (title: string, text: string): Said => ({ title, text });

const whyNotZh: WhyNot = {
  merchantNotOpen: say('商家还没有开业', '通过平台审核以后才能充值。'),
  notIssuing: say('商家暂停了充值', '卡里的币照常可以用。'),
  filingPending: say('商家正在办理预付卡备案', '备案完成以后才能充值。'),
  payeeMissing: say('商家还没有开通微信收款', '可以到店里充值。'),
  cardFrozen: say('会员卡已冻结', '解冻以后再充。卡里的币都在。'),
  phoneUnconfirmed: say('还没有同意商家的会员协议', '在“发现”里点这个商家加入一次，再来充值。'),
  capReached: say('已经充到上限', '用掉一些，就能再充。'),
};
const whyNotEn: WhyNot = {
  merchantNotOpen: say('This merchant is not open yet', 'It takes recharges once it is approved.'),
  notIssuing: say('No recharges at the moment', 'The coins on your card can be spent as before.'),
  filingPending: say('The filing is not complete', 'Until then the merchant may not sell coins.'),
  payeeMissing: say('WeChat Pay is not set up here yet', 'You can recharge at the counter.'),
  cardFrozen: say('Your card is frozen', 'Unfreeze it first. Your coins are safe.'),
  phoneUnconfirmed: say(
    'You have not accepted the agreement yet',
    'Join this merchant once under “Find”, then come back.',
  ),
  capReached: say('Your card holds all that it may', 'Spend some, and you can recharge again.'),
};

const again = '再点一次支付，还是同一笔订单，不会重复付款。';
const againEn = 'Tap pay again: it is the same order, and nothing is paid twice.';

const refusalsZh: Refusals = {
  cardFrozen: say('会员卡已冻结', '没有付款。解冻以后再充。'),
  principalCapExceeded: say('超过单张卡的本金上限', '没有付款。请改小金额。'),
  rechargeUnavailable: say('商家暂时不能充值', '没有付款。晚点再来，或到店里充值。'),
  phoneUnconfirmed: whyNotZh.phoneUnconfirmed,
  wechatCodeInvalid: say('微信没有认出是谁', `没有付款。${again}`),
  conflict: say('刚刚有变动', '没有付款。核对一遍再支付。'),
  idempotencyMismatch: say('这笔订单变了', '没有付款。再点一次支付，是一笔新的订单。'),
  networkFailed: say('没有连上网络', `还没有付款。${again}`),
  timeout: say('网络太慢', `还没有付款。${again}`),
  unavailable: say('暂时连不上服务', `还没有付款。${again}`),
  internal: say('我们这边出了点问题', `还没有付款。${again}`),
};
const refusalsEn: Refusals = {
  cardFrozen: say('Your card is frozen', 'Nothing was paid. Unfreeze it first.'),
  principalCapExceeded: say(
    'More than the card may hold',
    'Nothing was paid. Choose a smaller sum.',
  ),
  rechargeUnavailable: say(
    'No recharges at the moment',
    'Nothing was paid. Try later, or at the counter.',
  ),
  phoneUnconfirmed: whyNotEn.phoneUnconfirmed,
  wechatCodeInvalid: say('WeChat did not say who you are', `Nothing was paid. ${againEn}`),
  conflict: say('Something has just changed', 'Nothing was paid. Check it, then pay.'),
  idempotencyMismatch: say(
    'This order has changed',
    'Nothing was paid. Tap pay again for a new order.',
  ),
  networkFailed: say('No network', `Nothing was paid. ${againEn}`),
  timeout: say('The network is too slow', `Nothing was paid. ${againEn}`),
  unavailable: say('The service is out of reach', `Nothing was paid. ${againEn}`),
  internal: say('Something went wrong on our side', `Nothing was paid. ${againEn}`),
};

/** A member recharges by paying in WeChat. */
export const rechargeTexts = defineTexts(
  {
    whyNot: whyNotZh,
    refusals: refusalsZh,
    title: '充值',
    balance: (amount: string) => `余额 ${amount}`,
    packages: '充值优惠',
    gives: (bonus: string) => `送 ${bonus}`,
    amount: '充值金额',
    otherAmount: '其他金额',
    room: (room: string, cap: string) => `还能充 ${room}，单卡本金上限 ${cap}`,
    over: (room: string) => `最多还能充 ${room}`,
    sentence: (pay: string) => `付 ${pay}，到账 ${pay}，不过期。`,
    sentenceBonus: ({ pay, get, bonus, until }: BonusParts) =>
      `付 ${pay}，到账 ${get}。其中赠送 ${bonus}，${until}到期；付的部分不过期。`,
    told: '付款前请看',
    refund: '退款',
    refundText: (days: number) =>
      `付款后 ${days} 天内没用过，全额退。以后按协议退没用完的部分。钱从原路退回微信。`,
    filing: '预付卡备案',
    notRequired: '不需要备案',
    payee: '收款方',
    payeeNote: '钱直接付给商家，平台不经手',
    contract: '会员协议',
    contractVersion: (version: number) => `第 ${version} 版`,
    contractAccepted: (version: number) => `第 ${version} 版，已同意`,
    agree: '我看过并同意',
    agreeLink: (version: number) => `《会员协议》第 ${version} 版`,
    agreeNow: '同意',
    agreeFirst: '先看会员协议，同意后再支付',
    download: '下载全文',
    copy: '复制全文',
    saved: { download: '已下载', copy: '已复制' },
    notSaved: '没有保存下来',
    fileName: (merchant: string, version: number) => `${merchant}-会员协议-第${version}版.txt`,
    pay: (amount: string) => `支付 ${amount}`,
    payEmpty: '选择或填写金额',
    inWechat: '请在微信里充值。打开“商家币”小程序里的这张卡，就能付款。',
    unpaid: {
      cancel: say('没有付款', '金额还在，想好了再付。'),
      fail: say('微信没有付成', '再点一次支付，还是同一笔订单，不会重复付款。'),
    },
    offerChanged: say('充值优惠刚刚变了', '下面是现在的优惠。核对一遍再支付。'),
    contractChanged: say('会员协议刚刚更新了', '请再看一遍，同意后支付。'),
    waiting: (amount: string) => `有一笔 ${amount} 还没付款`,
    waitingUntil: (time: string) => `${time} 前可以付`,
    confirming: (amount: string) => `有一笔 ${amount} 正在确认`,
    confirmingNote: '付过的钱不会丢',
    payOn: '继续付款',
    look: '查看',
  },
  {
    whyNot: whyNotEn,
    refusals: refusalsEn,
    title: 'Recharge',
    balance: (amount) => `Balance ${amount}`,
    packages: 'Offers',
    gives: (bonus) => `+${bonus} bonus`,
    amount: 'Sum',
    otherAmount: 'Any other sum',
    room: (room, cap) => `You can add up to ${room}; a card holds at most ${cap}`,
    over: (room) => `You can add up to ${room}`,
    sentence: (pay) => `You pay ${pay} and get ${pay} that never ends.`,
    sentenceBonus: ({ pay, get, bonus, until }) =>
      `You pay ${pay} and get ${get}. Of that ${bonus} is bonus until ${until}; what you pay for never ends.`,
    told: 'Before you pay',
    refund: 'Refunds',
    refundText: (days) =>
      `All of it within ${days} days while unused. Later what is unused, as the agreement says. It goes back the way it was paid.`,
    filing: 'Prepaid card filing',
    notRequired: 'Not required',
    payee: 'Paid to',
    payeeNote: 'Straight to the merchant, not through the platform',
    contract: 'Agreement',
    contractVersion: (version) => `Version ${version}`,
    contractAccepted: (version) => `Version ${version}, accepted`,
    agree: 'I accept the',
    agreeLink: (version) => `agreement, version ${version}`,
    agreeNow: 'I accept',
    agreeFirst: 'Read and accept the agreement first',
    download: 'Download',
    copy: 'Copy the text',
    saved: { download: 'Downloaded', copy: 'Copied' },
    notSaved: 'It could not be saved',
    fileName: (merchant, version) => `${merchant}-agreement-${version}.txt`,
    pay: (amount) => `Pay ${amount}`,
    payEmpty: 'Choose or enter a sum',
    inWechat: 'Recharge in WeChat: open this card in the Merchant Coin mini-program to pay.',
    unpaid: {
      cancel: say('Not paid', 'Your sum is still here.'),
      fail: say('The payment did not go through', againEn),
    },
    offerChanged: say(
      'The offer has just changed',
      'Below is what you get now. Check it, then pay.',
    ),
    contractChanged: say('The agreement is a new one', 'Read and accept it, then pay.'),
    waiting: (amount) => `${amount} waits to be paid`,
    waitingUntil: (time) => `Can be paid until ${time}`,
    confirming: (amount) => `${amount} is being confirmed`,
    confirmingNote: 'What you paid is safe',
    payOn: 'Pay now',
    look: 'Look',
  },
);
