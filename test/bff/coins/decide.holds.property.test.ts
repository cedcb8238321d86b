import fc from 'fast-check';
import { afterDueReleases } from '../../../bff/src/modules/coins/ledger/decide';
import type { LotMove } from '../../../bff/src/modules/coins/ledger/entry';
import { balancesOf, isExpired } from '../../../bff/src/modules/coins/ledger/wallet';
import { History, START, step } from './ledger-kit';

const histories = fc.array(step, { minLength: 1, maxLength: 60 });
const RUNS = { numRuns: 400 };
const total = (moves: readonly LotMove[]) => moves.reduce((sum, move) => sum + move.amountFen, 0);

describe('decide, of holds,', () => {
  it('ends a hold once: what is captured comes out of it, the rest goes back to its lots', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const history = new History();
        for (const one of steps) history.play(one);
        const ends = history.entries.filter(({ type }) => type === 'capture' || type === 'release');
        expect(new Set(ends.map(({ refersTo }) => refersTo)).size).toBe(ends.length);
        for (const end of ends) {
          const hold = history.entries.find(({ _id }) => _id === end.refersTo);
          expect(hold?.type).toBe('hold');
          const heldFen = total(hold?.takes ?? []);
          expect(total(end.takes)).toBe(end.sale?.paidFen ?? 0);
          expect(total(end.takes) + total(end.gives)).toBe(heldFen);
          for (const { lotId, kind, grantGroup, amountFen } of hold?.takes ?? []) {
            const taken = end.takes.filter((move) => move.lotId === lotId);
            const given = end.gives.filter((m) => m.lotId === lotId || m.graceOf === lotId);
            const parts = [...taken, ...given];
            expect(total(parts)).toBe(amountFen);
            expect(parts.every((part) => part.kind === kind)).toBe(true);
            expect(parts.every((part) => part.grantGroup === grantGroup)).toBe(true);
          }
          expect(end.gives.some((give) => isExpired(give, end.at))).toBe(false);
        }
      }),
      RUNS,
    );
  });

  it('captures within the term, and lets no hold outlive its term by an entry', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const history = new History();
        for (const one of steps) {
          const played = history.play(one);
          if (!Array.isArray(played)) continue;
          const now = played.at(-1)?.at ?? START;
          expect(history.wallet.holds.some((hold) => isExpired(hold, now))).toBe(false);
          for (const capture of played.filter(({ type }) => type === 'capture')) {
            const hold = history.entries.find(({ _id }) => _id === capture.refersTo);
            expect(hold && isExpired({ expiresAt: hold.holdExpiresAt }, capture.at)).toBe(false);
          }
        }
      }),
      RUNS,
    );
  });

  it('keeps at most twenty holds on a card', () => {
    const holding = fc.array(step, { minLength: 30, maxLength: 60 });
    fc.assert(
      fc.property(holding, fc.integer({ min: 1, max: 40 }), (steps, paidFen) => {
        const history = new History();
        history.play({ do: 'recharge', amountFen: 90_000, bonusFen: 0, bonusDays: 1 });
        for (const one of steps) {
          history.play(one);
          history.play({ do: 'hold', paidFen, policy: 'bonusFirst', hours: null });
          expect(history.wallet.holds.length).toBeLessThanOrEqual(20);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('sees after a hold’s term what the next command will see', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const history = new History();
        for (const one of steps) {
          const seen = afterDueReleases(history.wallet, history.now, () => 'ent_seen');
          const played = history.play(one);
          // A lapse is itself the release that was seen coming.
          if (!Array.isArray(played) || one.do === 'lapse') continue;
          const before = played.at(-2);
          expect(seen.releases).toHaveLength(played.length - 1);
          if (before) expect(balancesOf(seen.wallet, before.at)).toEqual(before.after);
        }
      }),
      RUNS,
    );
  });

  it('releases by itself a hold that has run out, and no other', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const history = new History();
        for (const one of steps) {
          const before = history.wallet;
          const played = history.play(one);
          if (one.do !== 'lapse' || before.holds.length === 0) continue;
          const hold = before.holds[one.pick % before.holds.length];
          if (!hold || !isExpired(hold, history.now)) {
            expect(played).toBe('conflict');
            continue;
          }
          const last = Array.isArray(played) ? played.at(-1) : undefined;
          expect(last).toMatchObject({ type: 'release', refersTo: hold.id, takes: [] });
          expect(total(last?.gives ?? [])).toBe(total(hold.takes));
          expect(history.wallet.holds.some(({ id }) => id === hold.id)).toBe(false);
        }
      }),
      RUNS,
    );
  });
});
