import type { Entry, LotMove } from '../../../bff/src/modules/coins/ledger/entry';
import { History } from './ledger-kit';
import { firstBreak, forged } from './verify-kit';

/** A card that earned a hundred points and exchanged sixty of them. */
function story(): readonly Entry[] {
  const history = new History();
  history.play({ do: 'recharge', amountFen: 10_000, bonusFen: 0, bonusDays: 1 });
  const policy = 'bonusFirst';
  history.play({ do: 'redeem', paidFen: 10_000, pointsBp: 10_000, policy, confirm: true });
  history.play({ do: 'exchange', points: 60, bonusFen: 300, days: 30 });
  return history.entries;
}

const entries = story();
const give = (entry: Entry): LotMove => entry.gives[0] as LotMove;

describe('the proof of an exchange', () => {
  it('finds nothing wrong with one that the rules made', async () => {
    expect(entries.map(({ type, pointsDelta }) => [type, pointsDelta])).toEqual([
      ['recharge', 0],
      ['redeem', 100],
      ['exchange', -60],
    ]);
    expect(await firstBreak(entries)).toBeNull();
  });

  it.each<[string, (entry: Entry) => void, RegExp]>([
    ['more points than there were', (e) => (e.pointsDelta = -101), /insufficientPoints/],
    ['no points', (e) => (e.pointsDelta = 0), /for no points/],
    ['points on top', (e) => (e.pointsDelta = 60), /for no points/],
    ['nothing', (e) => void e.gives.pop(), /without a lot that expires/],
    ['principal', (e) => (give(e).kind = 'principal'), /without a lot that expires/],
    ['bonus for ever', (e) => (give(e).expiresAt = null), /expired at birth/],
    ['two lots', (e) => e.gives.push({ ...give(e), lotId: 'ent_9b' }), /gives.1/],
    ['an option of no table', (e) => (e.refersTo = null), /exchange of nothing/],
    ['what is no option', (e) => (e.refersTo = 'sto_a'), /refersTo/],
  ])('names one for %s', async (_what, change, problem) => {
    const broken = await firstBreak(forged(entries, 3, change));
    expect(broken).toMatchObject({ seq: 3, problem: expect.stringMatching(problem) });
  });
});
