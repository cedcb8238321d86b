import fc from 'fast-check';
import { hashOf } from '../../../bff/src/modules/coins/ledger/append';
import { pointsEarned } from '../../../bff/src/modules/coins/ledger/deciders/redeem';
import type { Entry, LotMove } from '../../../bff/src/modules/coins/ledger/entry';
import {
  applyEntry,
  balancesOf,
  cappedPrincipalFen,
  emptyWallet,
  isExpired,
  type Wallet,
} from '../../../bff/src/modules/coins/ledger/wallet';
import { CAP_FEN, CARD, History, MERCHANT, step } from './ledger-kit';

const histories = fc.array(step, { minLength: 1, maxLength: 60 });
const RUNS = { numRuns: 400 };

const total = (moves: readonly LotMove[]) => moves.reduce((sum, move) => sum + move.amountFen, 0);
const inLots = (wallet: Wallet) => wallet.lots.reduce((sum, lot) => sum + lot.remainingFen, 0);
const inHolds = (wallet: Wallet) => wallet.holds.reduce((sum, hold) => sum + total(hold.takes), 0);

/** Coins that an entry brings into the card (positive) or out of it, held ones included. */
function flowOf(entry: Entry): number {
  const flows: Partial<Record<Entry['type'], number>> = {
    recharge: total(entry.gives),
    grant: total(entry.gives),
    reverse: total(entry.gives),
    redeem: -total(entry.takes),
    expire: -total(entry.takes),
    capture: -total(entry.takes),
    exchange: total(entry.gives),
    correct: total(entry.gives) - total(entry.takes),
    refund: -total(entry.takes),
  };
  return flows[entry.type] ?? 0;
}

describe('decide', () => {
  it('keeps a wallet equal to the fold of its entries, numbered 1, 2, 3 … and chained by hash', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const history = new History();
        for (const one of steps) history.play(one);
        let folded = emptyWallet(MERCHANT, CARD);
        for (const [index, entry] of history.entries.entries()) {
          expect(entry.seq).toBe(index + 1);
          expect(entry.prev).toBe(folded.head);
          const { hash, ...unhashed } = entry;
          expect(hashOf(unhashed)).toBe(hash);
          folded = applyEntry(folded, entry);
          expect(entry.after).toEqual(balancesOf(folded, entry.at));
        }
        expect(folded).toEqual(history.wallet);
      }),
      RUNS,
    );
  });

  it('conserves coins: what came in less what went out lies in lots and holds', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const history = new History();
        let flowFen = 0;
        for (const one of steps) {
          const played = history.play(one);
          if (Array.isArray(played)) flowFen += played.reduce((sum, e) => sum + flowOf(e), 0);
          expect(inLots(history.wallet) + inHolds(history.wallet)).toBe(flowFen);
        }
      }),
      RUNS,
    );
  });

  it('never makes a lot negative, spends no expired bonus, and takes exactly the price', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const history = new History();
        for (const one of steps) {
          const played = history.play(one);
          for (const lot of history.wallet.lots) expect(lot.remainingFen).toBeGreaterThan(0);
          if (!Array.isArray(played)) continue;
          for (const entry of played) {
            if (entry.type !== 'redeem' && entry.type !== 'hold') continue;
            if (!entry.refund) expect(total(entry.takes)).toBe(entry.sale?.paidFen);
            expect(entry.takes.some((take) => isExpired(take, entry.at))).toBe(false);
          }
        }
      }),
      RUNS,
    );
  });

  it('lets only reversals and corrections take points below zero, and then says by how much', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const history = new History();
        let points = 0;
        for (const one of steps) {
          const played = history.play(one);
          if (!Array.isArray(played)) continue;
          for (const entry of played) {
            const before = points;
            points += entry.pointsDelta;
            const shortfall = Math.max(0, -points) - Math.max(0, -before);
            if (entry.type === 'reverse' || entry.type === 'correct')
              expect(entry.shortfallPoints).toBe(Math.max(0, shortfall));
            else expect(points).toBeGreaterThanOrEqual(Math.min(0, before));
          }
        }
      }),
      RUNS,
    );
  });

  it('corrects by what was asked, of that kind only, down to nothing, and says what was missing', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const history = new History();
        for (const one of steps) {
          const played = history.play(one);
          const entry = Array.isArray(played) ? played.at(-1) : undefined;
          expect(entry?.shortfallFen ?? 0).toBeGreaterThanOrEqual(0);
          if (entry?.type !== 'correct' || one.do !== 'correct') {
            expect(entry?.shortfallFen ?? 0).toBe(0);
            continue;
          }
          const { shortfallFen = 0 } = entry;
          const changeFen = total(entry.gives) - total(entry.takes) - shortfallFen;
          const moved = one.kind === 'points' ? entry.pointsDelta : changeFen;
          expect(moved).toBe(one.delta);
          expect(one.kind === 'points' ? changeFen : entry.pointsDelta).toBe(0);
          const kinds = [...entry.gives, ...entry.takes].map((move) => move.kind);
          expect(kinds.every((kind) => kind === one.kind)).toBe(true);
          if (shortfallFen === 0) continue;
          const { principalFen, bonusFen } = entry.after;
          expect(one.kind === 'principal' ? principalFen : bonusFen).toBe(0);
        }
      }),
      RUNS,
    );
  });

  it('never lets what brings principal in lift it over the cap, what is held included', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const history = new History();
        for (const one of steps) {
          const played = history.play(one);
          const entry = Array.isArray(played) ? played.at(-1) : undefined;
          const brought = entry?.gives.some((give) => give.kind === 'principal');
          if (!brought || (entry?.type !== 'correct' && entry?.type !== 'recharge')) continue;
          expect(cappedPrincipalFen(history.wallet)).toBeLessThanOrEqual(CAP_FEN);
        }
      }),
      RUNS,
    );
  });

  it('is frozen from a freeze until its end, each ended once, and sells and spends nothing then', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const history = new History();
        let frozen = false;
        for (const one of steps) {
          const played = history.play(one);
          if (!Array.isArray(played)) continue;
          for (const entry of played) {
            if (frozen) expect(['redeem', 'hold', 'recharge']).not.toContain(entry.type);
            if (entry.type === 'freeze') frozen = true;
            if (entry.type === 'unfreeze') frozen = false;
          }
          expect(history.wallet.frozen).toBe(frozen);
        }
        const ends = history.entries.flatMap(({ claims }) => claims.slice(1));
        expect(new Set(ends).size).toBe(ends.length);
      }),
      RUNS,
    );
  });

  it('gives back at most what was taken, into the lots it came from, points pro rata', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const history = new History();
        for (const one of steps) history.play(one);
        const sales = history.entries.filter(({ type }) => type === 'redeem' || type === 'capture');
        for (const sale of sales) {
          const back = history.reversalsOf(sale);
          const backFen = back.reduce((sum, entry) => sum + total(entry.gives), 0);
          const paidFen = sale.sale?.paidFen ?? 0;
          expect(backFen).toBeLessThanOrEqual(paidFen);
          const pointsBack = back.reduce((sum, entry) => sum - entry.pointsDelta, 0);
          if (paidFen > 0) {
            expect(pointsBack).toBe(Math.floor((sale.pointsDelta * backFen) / paidFen));
          }
          for (const take of sale.takes) {
            const toLot = back
              .flatMap((entry) => entry.gives)
              .filter((give) => give.lotId === take.lotId || give.graceOf === take.lotId);
            expect(total(toLot)).toBeLessThanOrEqual(take.amountFen);
            expect(toLot.every((give) => give.kind === take.kind)).toBe(true);
            expect(toLot.every((give) => give.grantGroup === take.grantGroup)).toBe(true);
          }
        }
      }),
      RUNS,
    );
  });

  it('takes bonus before principal, soonest expiry first, under bonusFirst', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const history = new History();
        for (const one of steps) {
          const before = history.wallet;
          const played = history.play(one);
          const entry = Array.isArray(played) ? played.at(-1) : undefined;
          if (entry?.type !== 'redeem' || entry.sale?.policy !== 'bonusFirst') continue;
          if (Array.isArray(played) && played.length > 1) continue;
          const untouched = before.lots.filter(
            (lot) =>
              !isExpired(lot, entry.at) && !entry.takes.some((take) => take.lotId === lot.id),
          );
          const tookPrincipal = entry.takes.some((take) => take.kind === 'principal');
          if (tookPrincipal) expect(untouched.some((lot) => lot.kind === 'bonus')).toBe(false);
          const latest = Math.max(
            ...entry.takes
              .filter((t) => t.kind === 'bonus')
              .map((t) => t.expiresAt?.getTime() ?? 0),
          );
          for (const lot of untouched.filter(({ kind }) => kind === 'bonus')) {
            expect(lot.expiresAt?.getTime() ?? Infinity).toBeGreaterThanOrEqual(latest);
          }
        }
      }),
      RUNS,
    );
  });

  it('gives the same entries for the same wallet, command and ids', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const [first, second] = [new History(), new History()];
        for (const one of steps) expect(first.play(one)).toEqual(second.play(one));
      }),
      { numRuns: 100 },
    );
  });
});

describe('pointsEarned', () => {
  it.each([
    [10_000, 10_000, 100],
    [9_999, 10_000, 99],
    [2_640, 15_000, 39],
    [1, 10_000, 0],
    [1_000_000_000, 30_000, 30_000_000],
  ])('of %i fen at %i bp is %i', (paidFen, pointsBp, points) => {
    expect(pointsEarned(paidFen, pointsBp)).toBe(points);
  });
});
