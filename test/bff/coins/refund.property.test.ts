import {
  REFUND_VIEWS,
  type RefundFacts,
  refundChoices,
  refundSum,
  refundSums,
  type RefundView,
  selectedView,
} from '@merchant-coin/shared';
import fc from 'fast-check';
import { decide } from '../../../bff/src/modules/coins/ledger/decide';
import type { Entry, LotMove } from '../../../bff/src/modules/coins/ledger/entry';
import {
  applyEntry,
  emptyWallet,
  sumOf,
  type Wallet,
} from '../../../bff/src/modules/coins/ledger/wallet';
import { refundFactsOf, refundRecordsOf } from '../../../bff/src/modules/recharges/refunds/facts';
import { CARD, History, MERCHANT, type Step, step } from './ledger-kit';
import { storyIn } from '../../support/recharge-story';

const histories = fc.array(step, { minLength: 4, maxLength: 60 });
const RUNS = { numRuns: 200 };
const REASONS = ['memberChange', 'merchantFault', 'counterMistake'] as const;

const rechargesIn = (history: History) => history.entries.filter(({ type }) => type === 'recharge');

const factsNow = (history: History, recharge: Entry): RefundFacts =>
  refundFactsOf(storyIn(history.wallet, history.entries, recharge, history.now));

const holdIn = (wallet: Wallet, holdId: string | null) =>
  wallet.holds.find(({ id }) => id === holdId);

const played = (steps: readonly Step[]): History => {
  const history = new History();
  for (const one of steps) history.play(one);
  return history;
};

describe('a refund in the ledger', () => {
  it('sets aside all that is left, and burns or releases exactly that', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        let wallet = emptyWallet(MERCHANT, CARD);
        for (const entry of played(steps).entries) {
          const hold = holdIn(wallet, entry.refersTo);
          if (entry.type === 'refund') {
            expect(entry.takes).toEqual(hold?.takes);
            expect(entry.refund).toEqual(hold?.refund);
          }
          if (entry.type === 'release' && entry.refund) {
            expect(sumOf(entry.gives)).toBe(sumOf(hold?.takes ?? []));
          }
          if (entry.type === 'capture') expect(hold?.refund).toBeNull();
          wallet = applyEntry(wallet, entry);
          const { refund } = entry;
          if (entry.type !== 'hold' || !refund) continue;
          const still = wallet.lots.filter((lot) => lot.grantGroup === refund.rechargeId);
          expect(still.filter((lot) => lot.kind === 'principal')).toEqual([]);
          expect(entry.takes.every((take) => take.grantGroup === refund.rechargeId)).toBe(true);
        }
      }),
      RUNS,
    );
  });

  it('never ends by itself, and is one at a time for a recharge', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const history = played(steps);
        for (const recharge of rechargesIn(history)) {
          const story = storyIn(history.wallet, history.entries, recharge, history.now);
          const records = refundRecordsOf(story);
          records.forEach(({ hold, end }, index) => {
            expect(hold.holdExpiresAt).toBeNull();
            const next = records[index + 1];
            if (next) expect(end?.seq ?? Infinity).toBeLessThan(next.hold.seq);
          });
        }
      }),
      RUNS,
    );
  });

  it('is refused where the card has moved since the sum was worked out', () => {
    const history = played([{ do: 'recharge', amountFen: 10_000, bonusFen: 2_000, bonusDays: 20 }]);
    const open = { do: 'refundHold', pick: 0, reason: 0, view: 0 } as const;
    const command = history.commandOf(open);
    if (!command) throw new Error('nothing to refund');
    const sale = { paidFen: 10, pointsBp: 0, policy: 'bonusFirst', confirm: true } as const;
    history.play({ do: 'redeem', ...sale });
    const late = decide(history.wallet, command, 'ent_late', () => 'ent_due');
    const details = { reason: 'cardMoved' };
    expect(late).toEqual({ accepted: false, refusal: { code: 'conflict', details } });
    expect(history.play(open)).toMatchObject([{ type: 'hold', refund: { refundFen: 9_990 } }]);
  });

  it('pays no more than the coins it burns, and in all no more than was paid', () => {
    let paidOut = 0;
    fc.assert(
      fc.property(histories, (steps) => {
        const history = played(steps);
        const refunds = history.entries.filter(({ type }) => type === 'refund');
        for (const { refund, takes } of refunds) {
          expect(refund?.refundFen).toBeLessThanOrEqual(sumOf(takes));
        }
        for (const recharge of rechargesIn(history)) {
          const { paidFen, refundedFen } = factsNow(history, recharge);
          expect(refundedFen).toBeLessThanOrEqual(paidFen);
          paidOut += refundedFen;
        }
      }),
      RUNS,
    );
    expect(paidOut).toBeGreaterThan(0);
  });
});

describe('the sum of a refund', () => {
  it('tells the coins of two overdue holds apart, though both come back with days of grace', () => {
    const terms = { bonusDays: 1, byCard: false };
    const hold = { do: 'hold', policy: 'bonusFirst', hours: 1, asks: false } as const;
    const history = played([
      { do: 'recharge', amountFen: 100, bonusFen: 700, ...terms },
      { ...hold, paidFen: 700 },
      { do: 'recharge', amountFen: 100, bonusFen: 50, ...terms },
      { ...hold, paidFen: 50 },
      { do: 'wait', hours: 24 },
    ]);
    const left = rechargesIn(history).map((one) => factsNow(history, one).leftBonusFen);
    expect(left).toEqual([700, 50]);
  });

  const spending = fc.record({
    steps: histories,
    paidFen: fc.integer({ min: 1, max: 30_000 }),
    policy: fc.constantFrom(
      'bonusFirst' as const,
      'principalFirst' as const,
      'proportional' as const,
    ),
  });

  it.each(REFUND_VIEWS.filter((view) => view !== 'full'))(
    'is never raised by a later purchase: %s',
    (view: RefundView) => {
      fc.assert(
        fc.property(spending, ({ steps, paidFen, policy }) => {
          const history = played(steps);
          const before = rechargesIn(history).map((one) => refundSum(factsNow(history, one), view));
          history.play({ do: 'redeem', paidFen, pointsBp: 0, policy, confirm: true });
          rechargesIn(history).forEach((one, index) => {
            const { refundFen } = refundSum(factsNow(history, one), view);
            expect(refundFen).toBeLessThanOrEqual(before[index]?.refundFen ?? 0);
          });
        }),
        RUNS,
      );
    },
  );

  it('adds up: paid = used + refunded before + refund + uncovered, or the used part ate it all', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const history = played(steps);
        for (const recharge of rechargesIn(history)) {
          const facts = factsNow(history, recharge);
          for (const sum of refundSums(facts)) {
            const usedFen = sum.usedFen.reduce((all, fen) => all + fen, 0);
            const openFen = facts.paidFen - usedFen - facts.refundedFen;
            expect(sum.refundFen).toBeGreaterThanOrEqual(0);
            expect(sum.uncoveredFen).toBeGreaterThanOrEqual(0);
            expect(sum.refundFen + sum.uncoveredFen).toBe(Math.max(0, openFen));
            expect(sum.refundFen + facts.refundedFen).toBeLessThanOrEqual(facts.paidFen);
            expect(sum.lapsingPrincipalFen).toBeGreaterThanOrEqual(0);
            expect(sum.lapsingBonusFen).toBeGreaterThanOrEqual(0);
            expect(sum.refundFen + sum.lapsingPrincipalFen + sum.lapsingBonusFen).toBe(
              facts.leftPrincipalFen + facts.leftBonusFen,
            );
          }
        }
      }),
      RUNS,
    );
  });

  it('counts as used exactly the coins that sales kept', () => {
    const ofGroup = (moves: readonly LotMove[], id: string) =>
      sumOf(moves.filter(({ grantGroup }) => grantGroup === id));
    fc.assert(
      fc.property(histories, (steps) => {
        const history = played(steps);
        for (const { _id } of rechargesIn(history)) {
          const recharge = history.entries.find((entry) => entry._id === _id) as Entry;
          const facts = factsNow(history, recharge);
          const takenFen = facts.uses.reduce((sum, use) => sum + use.takenFen, 0);
          const flowFen = history.entries.reduce((sum, { type, takes, gives }) => {
            if (type === 'redeem' || type === 'capture') return sum + ofGroup(takes, _id);
            return type === 'reverse' ? sum - ofGroup(gives, _id) : sum;
          }, 0);
          expect(takenFen).toBe(flowFen);
        }
      }),
      RUNS,
    );
  });

  it('is the whole sum within seven days of an untouched recharge, to the millisecond', () => {
    const paid = { do: 'recharge', amountFen: 10_000, bonusFen: 2_000, bonusDays: 20 } as const;
    const history = played([paid, { do: 'wait', hours: 24 * 7 }]);
    const [recharge] = rechargesIn(history);
    if (!recharge) throw new Error('nothing was recharged');
    expect(selectedView(factsNow(history, recharge), 'memberChange', history.now)).toBe('full');
    history.now = new Date(history.now.getTime() + 1);
    expect(selectedView(factsNow(history, recharge), 'memberChange', history.now)).toBe(
      'listPrice',
    );
  });

  it('lets staff choose the selected view and only better ones', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const history = played(steps);
        for (const recharge of rechargesIn(history)) {
          const facts = factsNow(history, recharge);
          for (const reason of REASONS) {
            const [selected, ...better] = refundChoices(facts, reason, history.now);
            expect(selected).toBe(selectedView(facts, reason, history.now));
            const least = refundSum(facts, selected as RefundView).refundFen;
            for (const view of better) {
              expect(refundSum(facts, view).refundFen).toBeGreaterThan(least);
            }
          }
          // Coming early, or for the merchant's reason, is never worse.
          const sums = ['listPrice', 'priceCharged', 'paidShare'] as const;
          const [list = 0, charged = 0, share = 0] = sums.map(
            (view) => refundSum(facts, view).refundFen,
          );
          expect(list).toBeLessThanOrEqual(charged);
          expect(charged).toBeLessThanOrEqual(share);
        }
      }),
      RUNS,
    );
  });
});
