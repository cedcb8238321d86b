/// <reference types="jest" />
import type { RechargeOrderState } from '@merchant-coin/shared';
import { hintOf, isOver, mayChangeSoon, pauseMs, standingOf } from './standing';

const standing = (state: RechargeOrderState | null, hint: string | undefined, waited = false) =>
  standingOf(state && { state }, hintOf(hint), waited);

test.each<RechargeOrderState>(['credited', 'closed', 'refunding', 'refunded'])(
  '%s is what it is, whatever the pay page said',
  (state) => {
    for (const hint of ['ok', 'cancel', 'fail', undefined]) {
      expect(standing(state, hint)).toBe(state);
      expect(standing(state, hint, true)).toBe(state);
    }
  },
);

test('an order that is not paid by its own word is only confirmed where the page said it was', () => {
  for (const state of ['created', 'paying'] as const) {
    expect(standing(state, 'ok')).toBe('confirming');
    expect(standing(state, 'ok', true)).toBe('slow');
    for (const hint of ['cancel', 'fail', undefined, 'nonsense']) {
      expect(standing(state, hint)).toBe('notPaid');
    }
  }
});

test('a cancelled sheet does not hide that it was paid', () => {
  expect(standing('paid', 'cancel')).toBe('crediting');
  expect(standing('paid', undefined, true)).toBe('slow');
});

test('without an answer nothing is said to be unpaid', () => {
  expect(standing(null, 'cancel')).toBe('confirming');
  expect(standing(null, 'ok', true)).toBe('slow');
});

test('it asks by itself with growing pauses for about a minute', () => {
  const pauses: number[] = [];
  for (let looks = 0; ; looks += 1) {
    const pause = pauseMs(looks);
    if (pause === null) break;
    pauses.push(pause);
  }
  expect(pauses.slice(0, 4)).toEqual([0, 1_000, 2_000, 3_000]);
  const totalMs = pauses.reduce((sum, pause) => sum + pause, 0);
  expect(totalMs).toBeGreaterThan(45_000);
  expect(totalMs).toBeLessThan(75_000);
});

test('it goes on only while something is on its way', () => {
  const states = ['confirming', 'crediting', 'refunding'] as const;
  expect(states.every(mayChangeSoon)).toBe(true);
  const still = ['slow', 'credited', 'notPaid', 'closed', 'refunded'] as const;
  expect(still.some(mayChangeSoon)).toBe(false);
  expect((['credited', 'closed', 'refunded'] as const).every(isOver)).toBe(true);
  expect((['created', 'paying', 'paid', 'refunding'] as const).some(isOver)).toBe(false);
});
