import fc from 'fast-check';
import {
  applyEntry,
  balancesOf,
  emptyWallet,
  isExpired,
} from '../../../bff/src/modules/coins/ledger/wallet';
import { CARD, History, MERCHANT, step } from './ledger-kit';

const histories = fc.array(step, { minLength: 1, maxLength: 60 });
const RUNS = { numRuns: 400 };

describe('decide, of bonus lots,', () => {
  it('exchanges exactly the points asked for into one bonus lot, and only points that are there', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const history = new History();
        for (const one of steps) {
          const played = history.play(one);
          if (one.do !== 'exchange') continue;
          const { points, bonusFen, days } = one;
          if (played === 'insufficientPoints') {
            expect(history.wallet.points).toBeLessThan(points);
            continue;
          }
          if (!Array.isArray(played)) {
            expect(played).toBe('cardFrozen');
            continue;
          }
          const entry = played.at(-1);
          expect(entry).toMatchObject({ type: 'exchange', pointsDelta: -points, takes: [] });
          expect(entry?.gives).toMatchObject([
            { kind: 'bonus', amountFen: bonusFen, graceOf: null },
          ]);
          expect(entry?.gives[0]?.expiresAt).toEqual(
            new Date(history.now.getTime() + days * 86_400_000),
          );
          expect(entry?.after.points).toBeGreaterThanOrEqual(0);
        }
      }),
      RUNS,
    );
  });

  it('writes off the whole rest of a lot that has expired, once, and leaves what is held', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const history = new History();
        for (const one of steps) history.play(one);
        const expired = history.entries.filter(({ type }) => type === 'expire');
        let wallet = emptyWallet(MERCHANT, CARD);
        for (const entry of history.entries) {
          const before = wallet;
          wallet = applyEntry(wallet, entry);
          if (entry.type !== 'expire') continue;
          const [take, ...others] = entry.takes;
          expect(others).toEqual([]);
          expect(take && isExpired(take, entry.at)).toBe(true);
          const lot = before.lots.find(({ id }) => id === take?.lotId);
          expect(take?.amountFen).toBe(lot?.remainingFen);
          expect(wallet.holds).toEqual(before.holds);
          expect(entry.after.spendableFen).toBe(balancesOf(before, entry.at).spendableFen);
        }
        const lotIds = expired.flatMap(({ takes }) => takes.map(({ lotId }) => lotId));
        expect(new Set(lotIds).size).toBe(lotIds.length);
      }),
      RUNS,
    );
  });
});
