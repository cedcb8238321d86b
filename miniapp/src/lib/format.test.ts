/// <reference types="jest" />
import {
  formatDate,
  formatDay,
  formatDiscount,
  formatInstant,
  formatMonth,
  formatPointsChange,
  inFours,
} from './format';
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
  // 00:30 on 15 March at the merchant's, still 14 March in UTC.
  jest.useFakeTimers({ now: new Date('2027-03-14T16:30:00Z') });
  changeSettings({ language: 'zh-CN' });
});
afterEach(() => jest.useRealTimers());

test('instants are told by the merchant’s wall clock', () => {
  expect(formatInstant('2027-03-14T16:05:00Z')).toBe('00:05');
  expect(formatInstant('2027-03-14T15:55:00Z')).toBe('昨天 23:55');
  expect(formatInstant('2026-12-31T15:59:00Z')).toBe('2026年12月31日 23:59');
});

test('dates name the year where it is another one', () => {
  expect(formatDate('2027-08-09')).toBe('8月9日');
  expect(formatDate('2028-08-09')).toBe('2028年8月9日');
  changeSettings({ language: 'en' });
  expect(formatDate('2027-08-09', { year: true })).toBe('9 Aug 2027');
  expect(formatMonth('2027-08-09')).toBe('Aug 2027');
});

test('a discount is said as people say it', () => {
  expect([8_800, 9_000, 9_950, 10_000].map(formatDiscount)).toEqual([
    ...['8.8折', '9折', '9.95折', '原价'],
  ]);
  changeSettings({ language: 'en' });
  expect([8_800, 9_950, 10_000].map(formatDiscount)).toEqual(['12% off', '0.5% off', 'Full price']);
});

test('digits are read out in fours', () => {
  expect(inFours('6212345678901234567890')).toBe('6212 3456 7890 1234 5678 90');
});

test('points that come and go have a sign, and those in thousands a comma', () => {
  expect([12_345, 7, 0, -2_500].map(formatPointsChange)).toEqual(['+12,345', '+7', '0', '−2,500']);
});

test('days are named by the merchant’s date', () => {
  expect(['2027-03-15', '2027-03-14', '2027-03-13', '2026-12-31'].map(formatDay)).toEqual([
    '今天',
    '昨天',
    '3月13日',
    '2026年12月31日',
  ]);
});
