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
    work: '工作身份',
    asMember: '会员',
    asMemberNote: '看自己的卡，出示付款码',
    pending: '等待平台审核',
    exchangeTable: (merchant: string) => `${merchant} · 积分兑换`,
    exchangeTableNote: '会员用积分能换什么',
    principalCaps: (merchant: string) => `${merchant} · 本金上限`,
    principalCapsNote: '一张卡最多能充多少',
    approvalLimit: (merchant: string) => `${merchant} · 免确认金额`,
    approvalLimitNote: '超过就要会员在手机上确认',
    rechargeCards: '充值卡',
    rechargeCardsNote: '生成、印刷和作废',
    settings: '设置',
    language: '语言',
    textSize: '文字大小',
    more: '更多',
    opening: '开通商家',
    openingNote: '发行自己的商家币，发展自己的会员',
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
    work: 'Role',
    asMember: 'Member',
    asMemberNote: 'See your cards and pay',
    pending: 'Waiting for approval',
    exchangeTable: (merchant) => `${merchant} · Points exchange`,
    exchangeTableNote: 'What members get for points',
    principalCaps: (merchant) => `${merchant} · Balance caps`,
    principalCapsNote: 'The most that one card may hold',
    approvalLimit: (merchant) => `${merchant} · Pay without confirming`,
    approvalLimitNote: 'Above it members confirm on their phone',
    rechargeCards: 'Recharge cards',
    rechargeCardsNote: 'Make, print and void',
    settings: 'Settings',
    language: 'Language',
    textSize: 'Text size',
    more: 'More',
    opening: 'Open a merchant',
    openingNote: 'Issue coins of your own to members of your own',
    operator: 'Approvals',
    operatorNote: 'Merchants that wait to open',
    signOut: 'Sign out',
    signOutTitle: 'Sign out?',
    signOutText: 'Your coins stay on your cards. This phone will no longer show pay codes.',
  },
);
