import type { Entry, RefundTerms } from '../../../bff/src/modules/coins/ledger/entry';
import { History } from './ledger-kit';
import { firstBreak, forged } from './verify-kit';

const paid = { do: 'recharge', amountFen: 10_000, bonusFen: 2_000, bonusDays: 20 } as const;
const open = { do: 'refundHold', pick: 0, reason: 0, view: 0 } as const;

/** A refund that was cancelled, then one that was paid out, then a recharge that nobody gives back. */
function story(): readonly Entry[] {
  const history = new History();
  history.play(paid); // 1
  history.play({
    do: 'redeem',
    paidFen: 500,
    pointsBp: 0,
    policy: 'principalFirst',
    confirm: true,
  });
  history.play(open); // 3
  history.play({ do: 'release', pick: 0 }); // 4
  history.play(open); // 5
  history.play({ do: 'refund', pick: 0 }); // 6
  history.play({ ...paid, bonusFen: 0 }); // 7
  return history.entries;
}

const entries = story();
const terms = (entry: Entry): RefundTerms => entry.refund as RefundTerms;
const claim = (entry: Entry, n: number, to: string) => (entry.claims[n] = to);

type Forgery = [what: string, seq: number, change: (entry: Entry) => void, problem: RegExp];

const FORGERIES: Forgery[] = [
  ['more money than coins', 3, (e) => (terms(e).refundFen = 11_501), /gives back 11501 of 10000/],
  ['no money', 3, (e) => (terms(e).refundFen = 0), /refund.refundFen: Too small/],
  ['a reason in words', 3, (e) => (terms(e).reason = '搬家'), /refund.reason: is no word/],
  ['another recharge', 3, (e) => (terms(e).rechargeId = 'ent_other'), /no recharge ent_other/],
  ['a lot left in the card', 3, (e) => void e.takes.pop(), /takes.1/],
  ['an end by itself', 3, (e) => (e.holdExpiresAt = e.at), /holdExpiresAt/],
  ['no terms', 3, (e) => (e.refund = null), /a hold without a sale/],
  ['the claim of another try', 5, (e) => claim(e, 1, claimOf(3)), /claims refund:.*:1, not .*:2/],
  ['no claim of its own', 5, (e) => void e.claims.pop(), /a hold that claims nothing/],
  ['another sum when cancelled', 4, (e) => (terms(e).refundFen = 1), /refund.refundFen is 1/],
  ['a cancellation without terms', 4, (e) => (e.refund = null), /refund is null/],
  ['another sum when paid out', 6, (e) => (terms(e).refundFen = 10_000), /refundFen is 10000/],
  ['another view when paid out', 6, (e) => (terms(e).view = 'paidShare'), /refund.view/],
  ['fewer coins burnt', 6, (e) => void e.takes.pop(), /takes.1/],
  ['coins given back as well', 6, (e) => e.gives.push(...e.takes), /gives/],
  ['a payment by nothing', 6, (e) => (e.tender = null), /without a tender/],
  ['a hold that ended before', 6, (e) => (e.refersTo = heldBy(3)), /claims release:|holdEnded/],
  ['a refund made a sale', 6, (e) => (e.type = 'capture'), /a capture without a sale/],
];

const claimOf = (seq: number) => entries[seq - 1]?.claims[1] ?? '';
const heldBy = (seq: number) => entries[seq - 1]?._id ?? '';

describe('the proof of refunds', () => {
  it('accepts one that was cancelled and one that was paid out', async () => {
    expect(entries.map(({ type }) => type)).toEqual([
      ...['recharge', 'redeem', 'hold', 'release', 'hold', 'refund', 'recharge'],
    ]);
    expect(await firstBreak(entries)).toBeNull();
  });

  it('names a second refund that gives back more than is left of what was paid', async () => {
    const history = new History();
    history.play(paid); // 1
    history.play({
      do: 'redeem',
      paidFen: 2_000,
      pointsBp: 0,
      policy: 'bonusFirst',
      confirm: true,
    });
    const byTheMerchant = { ...open, reason: 1 };
    history.play(byTheMerchant); // 3: 8,334 fen, for all of the principal
    history.play({ do: 'refund', pick: 0 }); // 4
    history.play({ do: 'reverse', pick: 0, amountFen: null }); // 5 brings 2,000 fen of bonus back
    history.play(byTheMerchant); // 6: the other 1,666 fen
    expect(history.entries.map(({ refund }) => refund?.refundFen ?? 0)).toEqual([
      ...[0, 0, 8_334, 8_334, 0, 1_666],
    ]);
    expect(await firstBreak(history.entries)).toBeNull();
    const more = forged(history.entries, 6, (e) => (terms(e).refundFen = 1_667));
    const problem = 'it gives back 1667 of 10000 fen, 8334 of them before';
    expect(await firstBreak(more)).toMatchObject({ seq: 6, problem });
  });

  it.each(FORGERIES)('names %s', async (_what, seq, change, problem) => {
    const broken = await firstBreak(forged(entries, seq, change));
    expect(broken).toMatchObject({ seq, problem: expect.stringMatching(problem) as string });
  });
});
