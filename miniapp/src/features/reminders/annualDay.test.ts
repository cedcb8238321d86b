/// <reference types="jest" />
import { annualDayProblem } from '@merchant-coin/shared/reminders/rules';
import { changeDay, dayOf, mayLeap } from './annualDay';

const solar = dayOf('2026-10-31');

test('the wheels start at a date by the sun', () => {
  expect(solar).toEqual({ calendar: 'solar', month: 10, day: 31, leap: false });
});

test('the day gives way to the month, not the other way round', () => {
  expect(changeDay(solar, { month: 2 }).day).toBe(29);
  expect(changeDay(solar, { calendar: 'lunar' }).day).toBe(30);
  expect(changeDay(solar, { month: 12 }).day).toBe(31);
});

test('a leap month is kept only where there can be one', () => {
  const leap = changeDay(solar, { calendar: 'lunar', month: 6, leap: true });
  expect(leap.leap).toBe(true);
  expect(changeDay(leap, { month: 1 }).leap).toBe(false);
  expect(changeDay(leap, { calendar: 'solar' }).leap).toBe(false);
  expect([1, 2, 11, 12].map((month) => mayLeap({ ...leap, month }))).toEqual([
    false,
    true,
    true,
    false,
  ]);
});

test('whatever is picked, some year has such a day', () => {
  for (const calendar of ['solar', 'lunar'] as const) {
    for (let month = 1; month <= 12; month += 1) {
      for (const leap of [true, false]) {
        expect(annualDayProblem(changeDay(solar, { calendar, month, leap }))).toBeNull();
      }
    }
  }
});
