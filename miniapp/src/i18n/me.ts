import type { LanguageChoice, TextSize } from '@/lib/settings';
import { defineTexts } from '.';

type Role = 'clerk' | 'manager' | 'owner';

const rolesZh: Record<Role, string> = { clerk: '店员', manager: '店长', owner: '商家' };
const rolesEn: Record<Role, string> = { clerk: 'Clerk', manager: 'Manager', owner: 'Owner' };
const languagesZh: Record<LanguageChoice, string> = {
  system: '跟随系统',
  'zh-CN': '中文',
  en: 'English',
};
const sizesZh: Record<TextSize, string> = { standard: '标准', large: '大', larger: '特大' };
const sizesEn: Record<TextSize, string> = {
  standard: 'Standard',
  large: 'Large',
  larger: 'Largest',
};

export const meTexts = defineTexts(
  {
    roles: rolesZh,
    languages: languagesZh,
    sizes: sizesZh,
    noName: '填写称呼',
    editName: '修改称呼',
    name: '称呼',
    nameNote: '商家只会看到姓氏，比如“林**”。',
    nameWrong: '请填写 1 到 30 个字',
    inbox: '消息',
    inboxNote: '余额、到期、生日这些提醒',
    work: '工作身份',
    asMember: '会员',
    asMemberNote: '看自己的卡，出示付款码',
    pending: '等待平台审核',
    /** Where work leads, after the name of the merchant. */
    ways: {
      today: { title: '今日关怀', note: '生日、快到期、很久没来的会员' },
      reminderSettings: { title: '会员提醒', note: '提醒什么、提前几天、免打扰时间' },
      exchangeTable: { title: '积分兑换', note: '会员用积分能换什么' },
      principalCaps: { title: '本金上限', note: '一张卡最多能充多少' },
      approvalLimit: { title: '免确认金额', note: '超过就要会员在手机上确认' },
      payee: { title: '微信收款', note: '收款账户、充值订单和对账' },
      memberRecharges: { title: '充值订单', note: '会员在微信里付的充值' },
      storeCodes: { title: '门店小程序码', note: '贴在柜台，扫码入会' },
      reports: { title: '会员举报', note: '会员说不是自己要付的' },
      rechargeCards: { title: '充值卡', note: '生成、印刷和作废' },
    },
    settings: '设置',
    language: '语言',
    textSize: '文字大小',
    elder: '长辈模式',
    elderNote: '字和按钮更大，只留常用的',
    more: '更多',
    opening: '开通商家',
    openingNote: '发行自己的商家币，发展自己的会员',
    gallery: '界面组件',
    operator: '平台审核',
    operatorNote: '待审核的商家',
    signOut: '退出登录',
    signOutTitle: '退出登录？',
    signOutText: '币都在卡里。退出后，这台手机不再出示付款码。',
  },
  {
    roles: rolesEn,
    languages: { system: 'System', 'zh-CN': '中文', en: 'English' },
    sizes: sizesEn,
    noName: 'Add your name',
    editName: 'Change name',
    name: 'Name',
    nameNote: 'Merchants see its first character only.',
    nameWrong: 'Enter 1 to 30 characters',
    inbox: 'Messages',
    inboxNote: 'Balance, endings, birthdays',
    work: 'Role',
    asMember: 'Member',
    asMemberNote: 'See your cards and pay',
    pending: 'Waiting for approval',
    ways: {
      today: { title: 'Today', note: 'Birthdays, endings, members long not seen' },
      reminderSettings: { title: 'Reminders', note: 'What, how many days before, quiet hours' },
      exchangeTable: { title: 'Points exchange', note: 'What members get for points' },
      principalCaps: { title: 'Balance caps', note: 'The most that one card may hold' },
      approvalLimit: {
        title: 'Pay without confirming',
        note: 'Above it members confirm on their phone',
      },
      payee: { title: 'WeChat Pay', note: 'Account, recharge orders, reconciliation' },
      memberRecharges: { title: 'Recharge orders', note: 'What members paid in WeChat' },
      storeCodes: { title: 'Store codes', note: 'On the counter: scan to join' },
      reports: { title: 'Reports by members', note: 'Payments that they did not ask for' },
      rechargeCards: { title: 'Recharge cards', note: 'Make, print and void' },
    },
    settings: 'Settings',
    language: 'Language',
    textSize: 'Text size',
    elder: 'Easy mode',
    elderNote: 'Larger text and buttons, only what is used most',
    more: 'More',
    opening: 'Open a merchant',
    openingNote: 'Issue coins of your own to members of your own',
    gallery: 'Components',
    operator: 'Approvals',
    operatorNote: 'Merchants that wait to open',
    signOut: 'Sign out',
    signOutTitle: 'Sign out?',
    signOutText: 'Your coins stay on your cards. This phone will no longer show pay codes.',
  },
);
