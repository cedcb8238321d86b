/// <reference types="jest" />
import { readLimit, switchKind } from './preferences';

test('a kind goes off and on again, the others stay', () => {
  expect(switchKind(['absent'], 'birthday', false)).toEqual(['birthday', 'absent']);
  expect(switchKind(['birthday', 'absent'], 'birthday', true)).toEqual(['absent']);
});

test('what is so already stays so', () => {
  expect(switchKind(['absent'], 'absent', false)).toEqual(['absent']);
  expect(switchKind([], 'absent', true)).toEqual([]);
});

test('an empty limit is the merchant’s; what is out of range is none', () => {
  expect(['', ' ', '20', '20.50', '10000'].map(readLimit)).toEqual([
    null,
    null,
    2_000,
    2_050,
    1_000_000,
  ]);
  expect(['0', '10000.01', 'x', '1.234'].map(readLimit)).toEqual(Array(4).fill(undefined));
});
