/// <reference types="jest" />
import { amountOf, amountTextOf, pressAmountKey, typedAmount, type AmountKey } from './amount';

const press = (keys: string) =>
  [...keys].reduce(
    (text, key) => pressAmountKey(text, (key === '<' ? 'back' : key) as AmountKey),
    '',
  );

test.each([
  ['36', '36'],
  ['0036', '36'],
  ['.5', '0.5'],
  ['12.345', '12.34'],
  ['1..5', '1.5'],
  ['123456789', '1234567'],
  ['36<5', '35'],
  ['.<', ''],
  ['<', ''],
])('keys %s leave %s', (keys, text) => {
  expect(press(keys)).toBe(text);
});

test.each([
  ['', 0],
  ['0.', 0],
  ['19.8', 1_980],
  ['0.01', 1],
  ['10000000', 1_000_000_000],
])('“%s” is %d fen', (text, fen) => {
  expect(amountOf(text)).toBe(fen);
});

test('a field takes no sum above the largest that a call may name', () => {
  expect(typedAmount('10000000')).toBe('10000000');
  expect(typedAmount('10000000.01')).toBeNull();
  expect(typedAmount('12a')).toBeNull();
});

test.each([
  [2_000, '20'],
  [2_050, '20.50'],
  [1, '0.01'],
  [1_000_000_000, '10000000'],
])('%d fen is typed as “%s”', (fen, text) => {
  expect(amountTextOf(fen)).toBe(text);
  expect(amountOf(text)).toBe(fen);
});
