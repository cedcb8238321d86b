import type { FinalState } from './checker';
import type { Acknowledged, Answer, AskOf } from './history';
import type { Paper } from './papers';
import { CARD, recharge, redeem, refused, Shop } from './shop';

const freeze = { do: 'freeze', cardId: CARD, by: 'staff' } as const;
const unfreeze = { do: 'unfreeze', cardId: CARD, by: 'staff' } as const;
const correct = (delta: number): AskOf<'correct'> => ({
  ...{ do: 'correct', cardId: CARD, of: 'principal', delta, expiresAtMs: null },
});
const refundOf = (rechargeId: string, refundFen: number): AskOf<'openRefund'> => ({
  ...{ do: 'openRefund', cardId: CARD, rechargeId, refundFen },
  ...{ reason: 'memberChange', view: 'full' },
});
const endOf = (end: 'payOut' | 'cancel', holdId: string) => ({ do: end, cardId: CARD, holdId });
const exchange = { do: 'exchange', cardId: CARD, times: 1 } as const;

const NUMBER = '1';
const load: AskOf<'load'> = {
  ...{ do: 'load', cardId: CARD, number: NUMBER, code: 'ABC', faceFen: 500 },
};
const sell = { do: 'sell', number: NUMBER } as const;
const paper = (sold: string | null, loaded: string | null = null): Paper => ({
  ...{ _id: 'rcd_1', merchantId: 'mer_a', batchId: 'rcb_1', number: NUMBER, amountFen: 500 },
  status: loaded ? 'loaded' : sold ? 'sold' : 'unsold',
  sale: sold === null ? null : { staffId: 'stf_a', requestKey: sold, tender: 'cash' },
  loaded: loaded === null ? null : { entryId: loaded },
});
const onPaper = (id: string): Acknowledged => ({
  ...{ kind: 'acknowledged', id, entryId: null, seq: null },
  ...{ balance: null, points: null, printed: null },
});
const idOf = (answer: Answer) => (answer as Acknowledged).id;

let shop: Shop;
beforeEach(() => {
  shop = new Shop();
  shop.sale('load', recharge(1_000));
});

/** A recharge whose refund is open. */
function openedRefund(): string {
  return idOf(shop.sale('open', refundOf('ent_load', 1_000), ['refund:ent_load:1']));
}

/** As an answer under a hold's id. */
const endedAs = (answer: Answer, holdId: string): Answer => ({
  ...(answer as Acknowledged),
  ...{ id: holdId, entryId: null, seq: null, points: null },
});

function end(key: string, how: 'payOut' | 'cancel', holdId: string): void {
  const ask = endOf(how, holdId);
  shop.sees(key, ask, endedAs(shop.does(key, ask, [`release:${holdId}`]), holdId));
}

describe('check finds nothing', () => {
  it('where a card was frozen, refused, and unfrozen', () => {
    shop.sale('f', freeze);
    shop.sees('a', redeem(1), refused('cardFrozen'));
    shop.sees('again', freeze, refused('conflict', { reason: 'alreadyFrozen' }));
    shop.sale('u', unfreeze, ['freezeEnd:ent_f']);
    shop.sees('over', unfreeze, refused('conflict', { reason: 'notFrozen' }));
    shop.sale('b', redeem(1));
    expect(shop.verdict().found).toEqual([]);
  });

  it('where a card was put right, short of coins too', () => {
    shop.sale('more', correct(200));
    shop.sale('less', correct(-5_000));
    expect(shop.entries.at(-1)).toMatchObject({ shortfallFen: 3_800 });
    expect(shop.verdict().found).toEqual([]);
  });

  it('where a recharge was refunded, and asked for with another sum before', () => {
    shop.sees('low', refundOf('ent_load', 999), refused('conflict', sumChanged(1_000)));
    const holdId = openedRefund();
    const again = refused('conflict', { reason: 'refundOpen' });
    shop.sees('again', refundOf('ent_load', 1_000), again);
    end('out', 'payOut', holdId);
    shop.sees('late', endOf('cancel', holdId), refused('conflict', { reason: 'holdEnded' }));
    expect(shop.verdict().found).toEqual([]);
  });

  it('where a recharge card was tried, sold, loaded and tried again', () => {
    shop.sees('early', load, refused('rechargeCardInvalid'));
    shop.sees('sell', sell, onPaper('rcd_1'));
    shop.sees('second', sell, refused('conflict', { reason: 'alreadySold' }));
    const loaded = shop.sale('in', load);
    const at = shop.entries.at(-1)?.at.toISOString();
    shop.sees('once more', load, refused('conflict', { reason: 'alreadyLoaded', at }));
    expect(shop.verdict({ papers: [paper('sell', idOf(loaded))] }).found).toEqual([]);
  });
});

const sumChanged = (refundFen: number) => ({ reason: 'sumChanged', refundFen });

describe('check', () => {
  it.each<[string, RegExp, () => Partial<FinalState> | void]>([
    [
      'a freeze that was acknowledged and is not there',
      /^lost: freeze f /,
      () => {
        shop.sale('f', freeze);
        return { entries: shop.entries.slice(0, 1), wallets: [] };
      },
    ],
    [
      'a frozen card where it is not',
      /refused without cause: cardFrozen/,
      () => {
        shop.sale('f', freeze);
        shop.sale('u', unfreeze, ['freezeEnd:ent_f']);
        shop.sees('a', redeem(1), refused('cardFrozen'));
      },
    ],
    [
      'an unfreezing that the member was refused without cause',
      /refused without cause: forbidden/,
      () => {
        shop.sees('u', { ...unfreeze, by: 'member' }, refused('forbidden'));
      },
    ],
    [
      'an unfreezing that claims no end',
      /^wrong: unfreeze ent_u .* not what was asked for/,
      () => {
        shop.sale('f', freeze);
        shop.sale('u', unfreeze);
      },
    ],
    [
      'a correction of another sum',
      /^wrong: correct ent_c .* not what was asked for/,
      () => {
        shop.sees('c', correct(7), shop.does('c', correct(8)));
      },
    ],
    [
      'an exchange for points that are told otherwise',
      /^wrong: exchange e was answered otherwise/,
      () => {
        shop.sale('earn', redeem(900));
        const answer = shop.does('e', exchange) as Acknowledged;
        shop.sees('e', exchange, { ...answer, points: (answer.points ?? 0) + 1 });
      },
    ],
    [
      'too few points where there are enough',
      /refused without cause: insufficientPoints/,
      () => {
        shop.sale('earn', redeem(900));
        const few = { points: 0, missingPoints: 1 };
        shop.sees('e', exchange, refused('insufficientPoints', few));
      },
    ],
    [
      'a refund of another sum than is due',
      /refused without cause: conflict .*sumChanged/,
      () => {
        shop.sees('r', refundOf('ent_load', 1), refused('conflict', sumChanged(999)));
      },
    ],
    [
      'a refund that was refused as open and was not',
      /refused without cause: conflict .*refundOpen/,
      () => {
        shop.sees('r', refundOf('ent_load', 1_000), refused('conflict', { reason: 'refundOpen' }));
      },
    ],
    [
      'a refund that was paid out twice',
      /^doubled: hold ent_open was ended 2 times/,
      () => {
        const holdId = openedRefund();
        const before = shop.wallet.holds;
        end('out', 'payOut', holdId);
        shop.wallet = { ...shop.wallet, holds: before };
        end('twice', 'payOut', holdId);
      },
    ],
    [
      'money that was given and coins that came back',
      /^wrong: release ent_out .* not what was asked for/,
      () => {
        const holdId = openedRefund();
        const answer = shop.does('out', endOf('cancel', holdId), [`release:${holdId}`]);
        shop.sees('out', endOf('payOut', holdId), endedAs(answer, holdId));
      },
    ],
    [
      'a sale of a recharge card that is gone',
      /^lost: sell s was acknowledged/,
      () => {
        shop.sees('s', sell, onPaper('rcd_1'));
        return { papers: [paper(null)] };
      },
    ],
    [
      'a sale that nobody asked for',
      /^wrong: recharge card 1 was sold otherwise/,
      () => ({ papers: [paper('nobody')] }),
    ],
    [
      'a sale that was refused without cause',
      /^wrong: sell s was refused without cause/,
      () => {
        shop.sees('s', sell, refused('conflict', { reason: 'alreadySold' }));
        return { papers: [paper(null)] };
      },
    ],
    [
      'a batch that is gone',
      /^lost: print p /,
      () => {
        shop.sees('p', { do: 'print', amountFen: 500, count: 1 }, onPaper('rcb_1'));
      },
    ],
    [
      'a batch of other cards than were told',
      /^wrong: print p made a batch other than/,
      () => {
        const printed = [{ number: '2', code: 'ABC' }];
        const ask = { do: 'print', amountFen: 500, count: 1 } as const;
        shop.sees('p', ask, { ...onPaper('rcb_1'), printed });
        const batch = { _id: 'rcb_1', merchantId: 'mer_a', amountFen: 500, count: 1 };
        return { batches: [batch], papers: [paper(null)] };
      },
    ],
    [
      'two batches of one request',
      /^doubled: 2 batches that at most 1/,
      () => {
        const ask = { do: 'print', amountFen: 500, count: 1 } as const;
        shop.sees('p', ask, { kind: 'unknown', why: 'no answer' });
        const batch = { merchantId: 'mer_a', amountFen: 500, count: 1 };
        return { batches: ['rcb_1', 'rcb_2'].map((_id) => ({ _id, ...batch })) };
      },
    ],
    [
      'a recharge card that was loaded and never sold',
      /^wrong: recharge card 1 was loaded unsold/,
      () => {
        shop.sale('in', load);
        return { papers: [paper(null)] };
      },
    ],
    [
      'a recharge card that was loaded twice',
      /^doubled: recharge card 1 was loaded 2 times/,
      () => {
        shop.sees('sell', sell, onPaper('rcd_1'));
        shop.sale('in', load);
        shop.sale('once more', load);
        return { papers: [paper('sell')] };
      },
    ],
    [
      'a code that was refused and is good',
      /refused without cause: rechargeCardInvalid/,
      () => {
        shop.sees('sell', sell, onPaper('rcd_1'));
        shop.sees('in', load, refused('rechargeCardInvalid'));
        return { papers: [paper('sell')] };
      },
    ],
    [
      'a mark of a load that never was',
      /^wrong: recharge card 1 is marked as loaded by ent_in/,
      () => {
        shop.sees('sell', sell, onPaper('rcd_1'));
        return { papers: [paper('sell', 'ent_in')] };
      },
    ],
    [
      'what the proof finds',
      /^wrong: the proof breaks: crd_a 1: a sum/,
      () => ({ proof: 'crd_a 1: a sum' }),
    ],
  ])('finds %s', (_what, finding, damage) => {
    const state = damage() ?? {};
    expect(shop.verdict(state).found).toContainEqual(expect.stringMatching(finding));
  });
});
