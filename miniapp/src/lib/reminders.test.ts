/// <reference types="jest" />
import { REMINDER_KINDS } from '@merchant-coin/shared/reminders/rules';
import { sentenceForMember, sentenceForStaff } from './reminders';
import { changeSettings } from './settings';

jest.mock('@tarojs/taro', () => ({
  __esModule: true,
  default: {
    getStorageSync: () => '',
    setStorageSync: () => undefined,
    getAppBaseInfo: () => ({ language: 'zh_CN' }),
  },
}));

beforeEach(() => {
  jest.useFakeTimers({ now: new Date('2027-03-15T02:00:00Z') });
  changeSettings({ language: 'zh-CN' });
});
afterEach(() => jest.useRealTimers());

const FACTS = {
  balanceFen: 1_250,
  limitFen: 2_000,
  amountFen: 800,
  date: '2027-03-20',
  days: 5,
  name: '结婚纪念日',
};

test('sums and dates are written as the reader writes them', () => {
  const bonus = () => sentenceForMember('bonusExpiring', FACTS);
  expect(bonus()).toBe('¥8.00 赠送币 3月20日 到期，记得用');
  expect(sentenceForStaff('lowBalance', FACTS)).toBe('付款后余额 ¥12.50，低于 ¥20.00');
  changeSettings({ language: 'en' });
  expect(bonus()).toBe('¥8.00 of bonus ends 20 Mar. Use it before');
});

test('each kind has its sentence, in both languages and for both readers', () => {
  for (const language of ['zh-CN', 'en'] as const) {
    changeSettings({ language });
    const said = REMINDER_KINDS.map((kind) => sentenceForMember(kind, FACTS));
    expect(new Set(said).size).toBe(REMINDER_KINDS.length);
    for (const kind of REMINDER_KINDS) {
      expect(sentenceForStaff(kind, FACTS)).not.toMatch(/undefined|NaN/);
    }
  }
});
