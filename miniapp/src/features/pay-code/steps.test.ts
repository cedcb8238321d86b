/// <reference types="jest" />
import { payCodeAt } from '@merchant-coin/shared/cards/rules';
import { stepOfCode, stepToShow } from './steps';

const STEP = 100;
const startOf = (step: number) => step * 30_000;
/** Ten seconds into the step. */
const NOW = startOf(STEP) + 10_000;

test('the present step is shown until it ends', () => {
  expect(stepToShow(0, STEP)).toEqual({
    step: STEP,
    exhausted: false,
    changesAtMs: startOf(STEP + 1),
  });
});

test('a step ahead is shown until its own end', () => {
  expect(stepToShow(STEP + 2, STEP)).toEqual({
    step: STEP + 2,
    exhausted: false,
    changesAtMs: startOf(STEP + 3),
  });
});

test('with every code used one waits until the server takes the next', () => {
  expect(stepToShow(STEP + 3, STEP)).toEqual({
    step: STEP + 3,
    exhausted: true,
    changesAtMs: startOf(STEP + 1),
  });
});

test('a code of the server’s is found among the steps that it takes', () => {
  const key = { serial: '1234567890', secret: 'JBSWY3DPEHPK3PXP', firstStep: 0 };
  const codeAt = (step: number) => payCodeAt(key.serial, key.secret, step);
  expect(stepOfCode(key, codeAt(STEP - 1), NOW)).toBe(STEP - 1);
  expect(stepOfCode(key, codeAt(STEP + 2), NOW)).toBe(STEP + 2);
  expect(stepOfCode(key, codeAt(STEP + 3), NOW)).toBeNull();
});
