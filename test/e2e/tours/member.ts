import { BACK, both, CLOSE, ME, type Stop, stop, TEXT_SIZE } from './stops';

/** The demo seed's member, with three cards and months of entries. */
export const MEMBER = '13800000001';

const SUM = both('应付金额（元）', 'To pay (yuan)');

/** A member's screens, from any of the tab pages. */
export const memberStops: readonly Stop[] = [
  stop('cards', [both('卡包', 'Cards')], both('3 张会员卡', '3 cards')),
  stop('card', [/青禾咖啡/], both('最近流水', 'Latest entries')),
  stop('points', [both(/^积分/, /^Points/)], both('积分明细', 'How they came and went')),
  stop('exchange', [/^¥5.00/], both('剩余积分', 'Points left')),
  stop(
    'poster',
    [CLOSE, BACK, both(/^邀请朋友/, /^Invite friends/)],
    both(/^发给朋友/, /^Send it on/),
  ),
  stop('entry', [BACK, both(/^消费/, /^Purchase/)], both('流水序号', 'Entry no.')),
  stop('entries', [CLOSE, both('全部流水', 'All entries')], both('加载更多', 'Load more')),
  stop('pay-code', [BACK, both('付款码', 'Pay')], both('换一个新码', 'Show a new code')),
  stop('amount-code', [both(/^金额码/, /^Code for one sum/)], SUM),
  {
    name: 'amount-code-shown',
    go: async (phone) => {
      await phone.fill(SUM, '8');
      await phone.tap(both('出示 ¥8.00 的码', 'Show a code for ¥8.00'));
      await phone.sees(both('只付 ¥8.00', 'Pays ¥8.00 only'));
    },
  },
  stop(
    'switch-card',
    [both('换回付款码', 'Usual code'), both('换一张卡', 'Other card')],
    both('用哪张卡付款', 'Pay with which card'),
  ),
  stop('pin', [CLOSE, CLOSE, both(/^支付密码/, /^PIN/)], both('设置支付密码', 'Set a PIN')),
  stop('pin-form', [both('设置支付密码', 'Set a PIN')], both('再输一次', 'Once more')),
  stop('freeze', [CLOSE, both(/^冻结这张卡/, /^Freeze this card/)], both('立即冻结', 'Freeze now')),
  stop(
    'replace',
    [CLOSE, both(/^换新付款码/, /^New pay code/)],
    both(/^卡号、余额/, /^Card number, balance/),
  ),
  stop('limit', [CLOSE, both(/^免确认金额/, /^Pay without/)], both('金额（元）', 'Sum (yuan)')),
  stop(
    'load',
    [CLOSE, both(/^用充值卡充值/, /^Load a recharge card/)],
    both(/^刮开卡面/, /^Scratch/),
  ),
  stop(
    'recharge',
    [CLOSE, both('充值', 'Recharge'), both(/^¥500 ?送 ¥80/, /^¥500 ?\+¥80 bonus/)],
    both(/^付 ¥500.00/, /^You pay/),
  ),
  stop('agreement', [both(/^会员协议 ?第/, /^Agreement ?Version/)], both('下载全文', 'Download')),
  stop(
    'recharge-orders',
    [CLOSE, both(/^充值订单/, /^Recharge orders/)],
    both('还没有充值订单', 'No orders yet'),
  ),
  stop('find', [BACK, BACK, BACK, both('发现', 'Find')], /^餐饮/),
  stop('join', [both('加入一木烘焙', 'Join 一木烘焙')], both(/^会员服务约定/, /^Member agreement/)),
  stop('inbox', [CLOSE, ME, both(/^消息/, /^Messages/)], both('提醒设置', 'Reminders')),
  stop(
    'reminders-which',
    [both('提醒设置', 'Reminders')],
    both('设置哪张卡的提醒？', 'Reminders of which card?'),
  ),
  stop('reminders', [/青禾咖啡/], both('接收提醒', 'Remind me')),
  stop('reminder-limit', [both(/^余额提醒线/, /^Low balance limit/)], both('提醒线', 'Limit')),
  stop(
    'reminder-birthday',
    [CLOSE, both(/^填写生日|公历/, /^Add my birthday|Solar/)],
    both('出生日期（公历）', 'Date of birth'),
  ),
  stop('reminder-day', [CLOSE, both(/^添加纪念日/, /^Add a day/)], both('名称', 'Name')),
  stop('me', [CLOSE, BACK, BACK], TEXT_SIZE),
  stop('name', [both(/修改称呼$/, /Change name$/)], both(/^商家只会看到/, /^Merchants see/)),
  stop('sign-out', [CLOSE, both('退出登录', 'Sign out')], both('退出登录？', 'Sign out?')),
  stop('me-again', [CLOSE], TEXT_SIZE),
];
