import { CARD, History, type Step } from './ledger-kit';
import { firstBreak } from './verify-kit';

const SMALL: [string, Step][] = [
  ['recharges', { do: 'recharge', amountFen: 1, bonusFen: 1, bonusDays: 9 }],
  ['exchanges', { do: 'exchange', points: 1, bonusFen: 1, days: 9 }],
  ['corrections', { do: 'correct', kind: 'bonus', delta: 1, days: 9 }],
  ['grants', { do: 'grant', amountFen: 1, days: 9 }],
];

const spend = { do: 'redeem', policy: 'bonusFirst', pointsBp: 0, confirm: true } as const;
const hold = { do: 'hold', policy: 'bonusFirst', hours: null } as const;

const lotsOf = ({ wallet }: History) => wallet.lots.length;
const spendableOf = ({ wallet }: History) =>
  wallet.lots.reduce((sum, lot) => sum + lot.remainingFen, 0);

/** Plays a step until it is refused; answers the refusal. */
function shatter(history: History, step: Step): string | null {
  for (let n = 0; n < 4_500; n += 1) {
    const played = history.play(step);
    if (typeof played === 'string') return played;
  }
  return null;
}

describe.each(SMALL)('a card that gets coins by %s of a fen', (_what, step) => {
  it('takes no more lots than one entry can spend and a snapshot can hold', async () => {
    const history = new History();
    history.play({ do: 'correct', kind: 'points', delta: 10_000, days: 1 });
    expect(shatter(history, step)).toBe('conflict');
    expect(lotsOf(history)).toBeGreaterThanOrEqual(499);
    expect(JSON.stringify(history.wallet).length).toBeLessThan(200_000);
    const sale = { ...spend, paidFen: spendableOf(history) };
    expect(history.play(sale)).toMatchObject([{ type: 'redeem', cardId: CARD }]);
    expect(history.play(step)).toHaveLength(1);
    expect(await firstBreak(history.entries)).toBeNull();
  });
});

describe('the lots of a card', () => {
  const bonus = { do: 'grant', amountFen: 1, days: 1 } as const;

  it('count while they are held', () => {
    const history = new History();
    expect(shatter(history, bonus)).toBe('conflict');
    expect(history.play({ ...hold, paidFen: 500 })).toHaveLength(1);
    expect(lotsOf(history)).toBe(0);
    expect(history.play(bonus)).toBe('conflict');
  });

  it('come back in place of expired ones while there is room, then all that are due at once', async () => {
    const history = new History();
    history.play({ do: 'grant', amountFen: 4_000, days: 1 });
    history.play({ ...spend, paidFen: 4_000 });
    history.play({ do: 'wait', hours: 48 });
    expect(shatter(history, { do: 'reverse', pick: 0, amountFen: 1 })).toBe('conflict');
    expect(lotsOf(history)).toBe(500);
    history.play({ ...spend, paidFen: 1 });
    expect(history.play({ do: 'reverse', pick: 0, amountFen: null })).toHaveLength(1);
    expect(spendableOf(history)).toBe(3_999);
    expect(await firstBreak(history.entries)).toBeNull();
  });
});
