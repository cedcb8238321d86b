import type { MemberCard } from '@merchant-coin/shared';
import { endOfBonus, outlookOf, type Wanted } from './correction';

const balance = { principalFen: 10_000, bonusFen: 500, heldFen: 0, spendableFen: 10_500 };
const card = { balance, points: 30, principalRoomFen: 90_000 } as MemberCard;
const look = (kind: Wanted['kind'], direction: Wanted['direction'], amount: number) =>
  outlookOf(card, { kind, direction, amount });

describe('outlookOf', () => {
  it('adds and takes off', () => {
    expect(look('principal', 'up', 90_000)).toMatchObject({ after: 100_000, isOverRoom: false });
    expect(look('principal', 'down', 2_500)).toMatchObject({ before: 10_000, after: 7_500 });
    expect(look('bonus', 'up', 5_000_000)).toMatchObject({ after: 5_000_500, isOverRoom: false });
  });

  it('stops coins at nothing and says what is missing, but not points', () => {
    expect(look('bonus', 'down', 800)).toMatchObject({ before: 500, after: 0, shortFen: 300 });
    expect(look('points', 'down', 50)).toMatchObject({ before: 30, after: -20, shortFen: 0 });
  });

  it('knows the room for principal', () => {
    expect(look('principal', 'up', 90_001).isOverRoom).toBe(true);
    expect(look('principal', 'down', 90_001).isOverRoom).toBe(false);
  });
});

it('endOfBonus is the midnight after the last day, in the merchant’s zone', () => {
  expect(endOfBonus('2026-11-25', 30)).toBe('2026-12-25T16:00:00.000Z');
  expect(endOfBonus('2028-02-28', 1)).toBe('2028-02-29T16:00:00.000Z');
});
