/// <reference types="jest" />
import type { Lot } from '@merchant-coin/shared';
import { benefitsEndIn, nextEnding } from './endings';

jest.mock('@tarojs/taro', () => ({
  __esModule: true,
  default: { getStorageSync: () => '', getAppBaseInfo: () => ({ language: 'zh_CN' }) },
}));

const lot = (remainingFen: number, expiresAt: string | null): Lot => ({
  id: 'lot_1',
  kind: expiresAt ? 'bonus' : 'principal',
  originStoreName: '东街店',
  remainingFen,
  expiresAt,
});

test('what never ends, or is spent, does not end next', () => {
  expect(nextEnding([])).toBeNull();
  expect(nextEnding([lot(500, null), lot(0, '2027-03-14T16:00:00Z')])).toBeNull();
});

test('the next day on which something ends, with all that ends on it', () => {
  const lots = [
    lot(300, '2027-06-30T16:00:00Z'),
    lot(200, '2027-03-14T16:00:00Z'),
    lot(50, '2027-03-14T15:00:00Z'),
    lot(900, null),
  ];
  // Midnight at the merchant's is 16:00 UTC: the last good day is the one before.
  expect(nextEnding(lots)).toEqual({ lastDay: '2027-03-14', sumFen: 250 });
});

test('benefits that end soon are counted in days; later ones, and those that are paused, are not', () => {
  jest.useFakeTimers({ now: new Date('2027-03-14T02:00:00Z') });
  const ends = (validThrough: string, benefitsActive = true) =>
    benefitsEndIn({ validThrough, benefitsActive });
  expect(ends('2027-03-14')).toBe(0);
  expect(ends('2027-04-13')).toBe(30);
  expect(ends('2027-04-14')).toBeNull();
  expect(ends('2027-03-20', false)).toBeNull();
  jest.useRealTimers();
});
