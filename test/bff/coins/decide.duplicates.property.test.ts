import fc from 'fast-check';
import type { Entry } from '../../../bff/src/modules/coins/ledger/entry';
import { History, type Step } from './ledger-kit';

const WINDOW_MS = 180_000;
const paidFen = fc.constantFrom(100, 200);
const policy = fc.constant('bonusFirst' as const);
const pick = fc.nat(3);

/** Few sums, so that the same one comes again, and few enough entries for a card to remember them all. */
const few: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('redeem' as const),
    paidFen,
    pointsBp: fc.constant(0),
    policy,
    confirm: fc.boolean(),
  }),
  fc.record({
    do: fc.constant('hold' as const),
    paidFen,
    policy,
    hours: fc.constantFrom(1, null),
    asks: fc.boolean(),
  }),
  fc.record({ do: fc.constant('capture' as const), pick, share: fc.constantFrom(50, 100) }),
  fc.record({ do: fc.constant('release' as const), pick }),
  fc.record({ do: fc.constant('reverse' as const), pick, amountFen: fc.constant(null) }),
  fc.record({ do: fc.constant('wait' as const), hours: fc.constantFrom(0.01, 0.02, 0.06, 2) }),
);

/** What stands of a sum of three minutes: sold and not given back, or held and neither sold nor given back. */
function standing(entries: readonly Entry[], now: Date): Entry[] {
  const ended = new Set(entries.map(({ refersTo }) => refersTo));
  return entries.filter(
    ({ _id, type, at }) =>
      ['redeem', 'hold', 'capture'].includes(type) &&
      !ended.has(_id) &&
      now.getTime() - at.getTime() < WINDOW_MS,
  );
}

describe('the same sum twice', () => {
  it('is asked about where it was taken or set aside in three minutes, and nowhere else', () => {
    fc.assert(
      fc.property(fc.array(few, { minLength: 2, maxLength: 14 }), (steps) => {
        const history = new History();
        history.play({ do: 'recharge', amountFen: 60_000, bonusFen: 0, bonusDays: 1 });
        for (const one of steps) {
          const before = standing(history.entries, history.now);
          const played = history.play(one);
          if (one.do !== 'redeem' || one.confirm) continue;
          const isThere = before.some(({ sale }) => sale?.paidFen === one.paidFen);
          expect(played === 'possibleDuplicate').toBe(isThere);
        }
      }),
      { numRuns: 500 },
    );
  });
});
