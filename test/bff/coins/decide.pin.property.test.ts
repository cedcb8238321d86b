import fc from 'fast-check';
import { History, PIN_LIMIT_FEN, step, type Step } from './ledger-kit';

const RUNS = { numRuns: 400 };

const load = (amountFen: number): Step => ({
  do: 'recharge',
  amountFen,
  bonusFen: 0,
  bonusDays: 1,
});

const byPin = (paidFen: number, pinDaysBehind = 0): Step => ({
  do: 'redeem',
  paidFen,
  pointsBp: 0,
  policy: 'bonusFirst',
  confirm: true,
  pinDaysBehind,
});

describe('paying by PIN', () => {
  it('takes at most the limit on any day, and on no day before one that it has paid on', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 60 }), (steps) => {
        const history = new History();
        // Enough to reach the limit.
        history.play(load(60_000));
        const paidFen = new Map<string, number>();
        let last = '';
        for (const one of steps) {
          const played = history.play(one);
          const entry = Array.isArray(played) ? played.at(-1) : undefined;
          const isByPin = one.do === 'redeem' && one.pinDaysBehind != null;
          expect(entry?.pin !== undefined).toBe(entry !== undefined && isByPin);
          if (!entry?.pin) continue;
          const { day } = entry.pin;
          expect(day >= last).toBe(true);
          last = day;
          paidFen.set(day, (paidFen.get(day) ?? 0) + (entry.sale?.paidFen ?? 0));
          expect(paidFen.get(day)).toBeLessThanOrEqual(PIN_LIMIT_FEN);
        }
      }),
      RUNS,
    );
  });

  it('takes the limit itself and not a fen more, until the next day', () => {
    const history = new History();
    history.play(load(60_000));
    expect(history.play(byPin(PIN_LIMIT_FEN - 1))).toHaveLength(1);
    expect(history.play(byPin(2))).toBe('pinLimitExceeded');
    expect(history.play(byPin(1))).toHaveLength(1);
    expect(history.play(byPin(1))).toBe('pinLimitExceeded');
    // Another way of paying has no such limit.
    expect(history.play({ ...byPin(1), pinDaysBehind: null } as Step)).toHaveLength(1);
    history.play({ do: 'wait', hours: 24 });
    expect(history.play(byPin(PIN_LIMIT_FEN))).toHaveLength(1);
  });

  it('counts to the day that has begun, where another clock is behind', () => {
    const history = new History();
    history.play(load(60_000));
    history.play(byPin(15_000));
    expect(history.play(byPin(6_000, 1))).toBe('pinLimitExceeded');
    history.play(byPin(5_000, 1));
    const today = history.now.toISOString().slice(0, 10);
    expect(history.entries.at(-1)?.pin?.day).toBe(today);
    expect(history.wallet.pinToday).toEqual({ day: today, paidFen: PIN_LIMIT_FEN });
  });

  it('keeps counting what was given back', () => {
    const history = new History();
    history.play(load(60_000));
    history.play(byPin(PIN_LIMIT_FEN));
    history.play({ do: 'reverse', pick: 0, amountFen: null });
    expect(history.play(byPin(1))).toBe('pinLimitExceeded');
  });
});
