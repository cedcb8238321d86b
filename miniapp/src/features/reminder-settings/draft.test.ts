/// <reference types="jest" />
import { DEFAULT_REMINDERS } from '@merchant-coin/shared/reminders/rules';
import { choicesOf, draftOf, fingerprintOf, readDraft, toggled } from './draft';

const draft = draftOf(DEFAULT_REMINDERS);

test('reads back what it wrote', () => {
  expect(readDraft(draft)).toEqual({ settings: DEFAULT_REMINDERS, wrong: [] });
});

test('says of each field what is wrong', () => {
  const read = (lowBalance: string, absentDays: string) =>
    readDraft({ ...draft, lowBalance, absentDays }).wrong;
  expect(read('0', '6')).toEqual(['lowBalance', 'absentDays']);
  expect(read('10000.01', '731')).toEqual(['lowBalance', 'absentDays']);
  expect(read('', '')).toEqual(['lowBalance', 'absentDays']);
  expect(read('0.01', '7')).toEqual([]);
  expect(read('10000', '730')).toEqual([]);
  expect(read('20', '6.5')).toEqual(['absentDays']);
});

test('an own text is kept without its edges, and an empty one is none', () => {
  const read = (texts: typeof draft.texts) => readDraft({ ...draft, texts });
  expect(read({ birthday: ' 生日快乐 ', absent: '  ' }).settings?.texts).toEqual({
    birthday: '生日快乐',
  });
  expect(read({ absent: '{余额}', birthday: '{' })).toEqual({
    settings: null,
    wrong: ['text.absent'],
  });
});

test('a choice goes on and off, never above the most', () => {
  expect(toggled([30, 7], 7)).toEqual([30]);
  expect(toggled([30], 7)).toEqual([30, 7]);
  expect(toggled([30, 7], 1, 2)).toEqual([30, 7]);
  expect(toggled([30, 7], 30, 2)).toEqual([7]);
});

test('an unusual number that is set can still be seen and taken out', () => {
  expect(choicesOf([30, 7, 1], [45, 7])).toEqual([45, 30, 7, 1]);
});

test('the order in which days were picked is no change', () => {
  const other = { ...draft, cardExpiringDays: [1, 30, 7] };
  expect(fingerprintOf(other)).toBe(fingerprintOf(draft));
  expect(fingerprintOf({ ...other, cardExpiringDays: [1, 30] })).not.toBe(fingerprintOf(draft));
  expect(fingerprintOf({ ...draft, texts: { absent: ' ' } })).toBe(fingerprintOf(draft));
  const one = { ...draft, texts: { absent: '来', birthday: '乐' } };
  expect(fingerprintOf({ ...draft, texts: { birthday: '乐', absent: '来' } })).toBe(
    fingerprintOf(one),
  );
  expect(fingerprintOf(one)).not.toBe(fingerprintOf(draft));
  expect(fingerprintOf({ ...draft, dailyCap: 3 })).not.toBe(fingerprintOf(draft));
});
