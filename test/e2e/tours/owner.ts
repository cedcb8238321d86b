import { BACK, both, CLOSE, type Stop, stop, TEXT_SIZE } from './stops';

/** An owner's screens, from their own page. */
export const ownerStops: readonly Stop[] = [
  stop('caps', [both(/本金上限/, /Balance caps/)], both('每张卡最多', 'Most on one card')),
  {
    name: 'caps-change',
    go: async (phone) => {
      await phone.tap(both('修改上限', 'Change caps'));
      await phone.fill(both('其他会员', 'All other members'), '700');
      await phone.tap(both('下一步', 'Continue'));
      await phone.sees(both('确认修改？', 'Change the caps?'));
    },
  },
  stop(
    'exchange-table',
    [CLOSE, BACK, both(/积分兑换/, /Points exchange/)],
    both('新增兑换项', 'Add an option'),
  ),
  stop(
    'exchange-option',
    [both('新增兑换项', 'Add an option')],
    both('需要积分', 'Points it takes'),
  ),
  stop(
    'approval-limit',
    [CLOSE, BACK, both(/免确认金额/, /Pay without confirming/)],
    both('现在的金额', 'In force'),
  ),
  stop(
    'recharge-cards',
    [BACK, both(/充值卡/, /Recharge cards/)],
    both('生成一批', 'Make a batch'),
  ),
  stop('make', [both('生成一批', 'Make a batch')], both('张数', 'How many')),
  stop(
    'payee',
    [CLOSE, BACK, both(/微信收款/, /WeChat Pay/)],
    both('可以收款', 'Ready to take payments'),
  ),
  stop(
    'payee-change',
    [both('修改', 'Change')],
    both('密钥加密保存，不再显示。', 'Keys are kept encrypted and never shown again.'),
  ),
  stop(
    'member-recharges',
    [both('取消', 'Cancel'), both(/^充值订单/, /^Recharge orders/)],
    both('退款中', 'Refunding'),
  ),
  stop(
    'reconciliations',
    [BACK, both(/^每日对账/, /^Reconciliation/)],
    both(/^(还没有对过账|全部对上了)$/, /^(Nothing reconciled yet|Everything agrees)$/),
  ),
  stop(
    'reports',
    [BACK, BACK, both(/会员举报/, /Reports by members/)],
    both('没有举报', 'No reports'),
  ),
  stop(
    'store-codes',
    [BACK, both(/门店小程序码/, /Store codes/)],
    both(/^贴在柜台上/, /^For the counter/),
  ),
  stop('store-code', [/东街店/], both(/^同一家门店的码/, /^A store’s code never changes/)),
  stop(
    'reminder-settings',
    [CLOSE, BACK, both(/会员提醒/, / · Reminders/)],
    both(/^到时候自动提醒会员/, /^Members are reminded/),
  ),
  stop('reminder-log', [both(/^发送记录/, /^Log/)], both(/^全部$/, /^All$/)),
  stop(
    'opening',
    [BACK, BACK, both(/^开通商家/, /^Open a merchant/)],
    both('提交审核', 'Send for approval'),
  ),
  stop('posts', [BACK], TEXT_SIZE),
];
