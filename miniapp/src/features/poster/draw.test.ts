import { linesOf } from './draw';

/** Each character as wide as one. */
const measure = (text: string) => Array.from(text).length;
const lines = (text: string, width: number, most: number) =>
  linesOf(text, { width, most, measure });

test('a short text is one line', () => {
  expect(lines('青禾咖啡', 10, 2)).toEqual(['青禾咖啡']);
  expect(lines('', 10, 2)).toEqual(['']);
});

test('a long one goes on in the next line', () => {
  expect(lines('年卡九折充五百送八十', 6, 2)).toEqual(['年卡九折充五', '百送八十']);
});

test('one that is too long ends with an ellipsis, and no line is wider than it may be', () => {
  const cut = lines('年卡九折，充五百送八十🎁🎁🎁', 5, 2);
  expect(cut).toEqual(['年卡九折，', '充五百送…']);
  const emoji = lines('🎁'.repeat(20), 5, 2);
  expect(emoji).toEqual(['🎁'.repeat(5), `${'🎁'.repeat(4)}…`]);
});
