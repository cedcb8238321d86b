/// <reference types="jest" />
import { isAccepted, planOf } from './plan';

const offer = (payFen: number, bonusFen: number) => ({
  campaignId: 'cmp_1',
  ...{ payFen, bonusFen, bonusValidDays: 180 },
});
const terms = {
  offers: [offer(20_000, 2_000), offer(50_000, 8_000)],
  roomFen: 60_000,
  contract: { version: 3, text: '', acceptedVersion: null },
};

test.each([
  ['500', { amountFen: 50_000, bonusFen: 8_000, isOver: false }],
  ['199.99', { amountFen: 19_999, bonusFen: 0, isOver: false }],
  ['0.1', { amountFen: 10, bonusFen: 0, isOver: false }],
  ['600.01', { amountFen: 60_001, bonusFen: 8_000, isOver: true }],
])('%s yuan', (text, expected) => {
  expect(planOf(text, terms)).toMatchObject(expected);
});

test('asks for what was shown, and for nothing where it cannot', () => {
  expect(planOf('500', terms).wish).toEqual({
    ...{ amountFen: 50_000, bonusFen: 8_000, contractVersion: 3 },
  });
  for (const text of ['', '0', '0.', '600.01']) expect(planOf(text, terms).wish).toBeNull();
});

test('a contract counts as accepted in this version alone', () => {
  const contract = (acceptedVersion: number | null) => ({ ...terms.contract, acceptedVersion });
  expect(isAccepted(contract(3), null)).toBe(true);
  expect(isAccepted(contract(2), null)).toBe(false);
  expect(isAccepted(contract(2), 3)).toBe(true);
  expect(isAccepted(contract(null), 2)).toBe(false);
});
