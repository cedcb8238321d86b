/// <reference types="jest" />
import { waysFor } from './ways';

const NOW = Date.parse('2026-11-25T10:00:00Z');
const AHEAD = '2026-11-25T10:00:01Z';
const failed = { state: 'failed', problem: 'refused', askedAt: AHEAD } as const;

const ways = (refundFen: number, byWechatUntil: string | null, channel: typeof failed | null) =>
  waysFor({ refundFen, byWechatUntil, channel }, NOW).join(' ');

test('the way it was paid comes first while WeChat takes it', () => {
  expect(ways(10_000, AHEAD, null)).toBe('wechatPay cash bankTransfer');
  expect(ways(10_001, AHEAD, null)).toBe('wechatPay bankTransfer');
  expect(ways(10_000, '2026-11-25T10:00:00Z', null)).toBe('cash bankTransfer');
  expect(ways(10_001, null, null)).toBe('bankTransfer');
});

test('and last once that has failed', () => {
  expect(ways(10_000, AHEAD, failed)).toBe('cash bankTransfer wechatPay');
  expect(ways(10_001, null, failed)).toBe('bankTransfer');
});
