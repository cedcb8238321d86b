import type { Entry } from '../../../bff/src/modules/coins/ledger/entry';
import { History, PIN_LIMIT_FEN, type Step } from './ledger-kit';
import { firstBreak, forged } from './verify-kit';

const byPin = (paidFen: number): Step => ({
  do: 'redeem',
  paidFen,
  pointsBp: 0,
  policy: 'bonusFirst',
  confirm: true,
  pinDaysBehind: 0,
});

/** A card that paid by PIN up to the day's limit, then by code. */
function story(): readonly Entry[] {
  const history = new History();
  history.play({ do: 'recharge', amountFen: 60_000, bonusFen: 0, bonusDays: 1 });
  history.play(byPin(PIN_LIMIT_FEN - 500));
  history.play(byPin(500));
  history.play({ ...byPin(700), pinDaysBehind: null } as Step);
  return history.entries;
}

const entries = story();
const pin = (entry: Entry) => entry.pin as NonNullable<Entry['pin']>;

describe('the proof of a payment by PIN', () => {
  it('finds nothing wrong with those that the rules made', async () => {
    expect(entries.map((entry) => entry.pin?.limitFen)).toEqual([
      undefined,
      PIN_LIMIT_FEN,
      PIN_LIMIT_FEN,
      undefined,
    ]);
    expect(await firstBreak(entries)).toBeNull();
  });

  it.each<[string, number, (entry: Entry) => void, RegExp]>([
    ['above the limit', 3, (e) => (pin(e).limitFen -= 1), /pinLimitExceeded/],
    ['by a code as one by PIN', 4, (e) => (e.pin = { ...pin(entries[1] as Entry) }), /pinLimit/],
    ['of a day long past', 2, (e) => (pin(e).day = '2025-12-29'), /paid by PIN on 2025-12-29/],
    ['of a day to come', 2, (e) => (pin(e).day = '2026-01-04'), /paid by PIN on 2026-01-04/],
    ['of a day before the last', 3, (e) => (pin(e).day = '2025-12-31'), /pin.day/],
    ['of no day', 2, (e) => (pin(e).day = '2026-02-30'), /pin.day: not a calendar date/],
    ['without a limit', 2, (e) => (pin(e).limitFen = 0), /pin.limitFen/],
    ['that is a recharge', 1, (e) => (e.pin = { ...pin(entries[1] as Entry) }), /the rules give/],
  ])('names one %s', async (_what, seq, change, problem) => {
    const broken = await firstBreak(forged(entries, seq, change));
    expect(broken).toMatchObject({ seq, problem: expect.stringMatching(problem) });
  });
});
