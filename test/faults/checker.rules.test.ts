import type { Balance } from '@merchant-coin/shared';
import type { FinalState } from './checker';
import type { Acknowledged, Ask, CardAsk } from './history';
import { CARD, recharge, redeem, refused, Shop, STEP, unknown } from './shop';

const short = (spendableFen: number, missingFen: number) =>
  refused('insufficientBalance', { spendableFen, missingFen });

let shop: Shop;
beforeEach(() => {
  shop = new Shop();
  shop.sale('load', recharge(1_000));
});

describe('check', () => {
  it('finds nothing where all was done as answered', () => {
    shop.sale('a', redeem(300));
    shop.sees('b', redeem(800), short(700, 100));
    expect(shop.verdict()).toEqual({ acknowledged: 2, unknown: 0, found: [] });
  });

  it('lets an operation without an answer have happened, or not', () => {
    const [done, never] = [redeem(300), redeem(1)];
    shop.sees('done', done, unknown);
    shop.does('done', done);
    shop.sees('never', never, unknown);
    expect(shop.verdict()).toEqual({ acknowledged: 1, unknown: 2, found: [] });
  });

  it.each<[string, RegExp, () => Partial<FinalState> | void]>([
    [
      'an acknowledged entry that is gone',
      /^lost: redeem a /,
      () => {
        shop.sale('a', redeem(300));
        return { entries: shop.entries.slice(0, 1), wallets: [] };
      },
    ],
    [
      'a gap',
      /^wrong: entry 3 .* a gap/,
      () => {
        shop.sale('a', redeem(300));
        shop.sale('b', redeem(300));
        return { entries: shop.entries.filter(({ seq }) => seq !== 2), wallets: [] };
      },
    ],
    [
      'two entries of one key',
      /^doubled: a made 2 entries/,
      () => {
        const ask = redeem(300);
        shop.sale('a', ask);
        shop.does('a', ask);
      },
    ],
    [
      'a pay code that paid twice',
      /^doubled: code:/,
      () => {
        const ask = redeem(300);
        shop.sale('a', ask);
        shop.sale('b', ask);
      },
    ],
    [
      'an entry that nobody asked for',
      /^wrong: redeem ent_x .* nobody/,
      () => {
        shop.does('x', redeem(1));
      },
    ],
    [
      'an entry of another sum',
      /^wrong: redeem ent_a .* not what was asked for/,
      () => {
        const ask = redeem(300);
        shop.sees('a', ask, shop.does('a', { ...ask, listFen: 301 } as CardAsk));
      },
    ],
    [
      'an answer that tells another balance',
      /^wrong: redeem a was answered otherwise/,
      () => {
        const ask = redeem(300);
        const answer = shop.does('a', ask) as Acknowledged;
        const balance = { ...(answer.balance as Balance), spendableFen: 701 };
        shop.sees('a', ask, { ...answer, balance });
      },
    ],
    [
      'an altered request that was accepted under a used key',
      /^wrong: redeem a was answered otherwise/,
      () => {
        const ask = redeem(300);
        const answer = shop.sale('a', ask);
        shop.sees('a', { ...ask, listFen: 1 } as Ask, answer);
      },
    ],
    [
      'a refusal of what the card could pay',
      /^wrong: redeem b was refused without cause: insufficientBalance/,
      () => {
        shop.sees('b', redeem(800), short(700, 100));
      },
    ],
    [
      'a refusal on a state that was already past',
      /^wrong: redeem b was refused without cause/,
      () => {
        shop.sale('more', recharge(500));
        shop.sees('b', redeem(1_200), short(1_000, 200));
      },
    ],
    [
      'a used code where it was not',
      /^wrong: redeem b was refused without cause: payCodeUsed/,
      () => {
        shop.sees('b', redeem(1), refused('payCodeUsed'));
      },
    ],
    [
      'an expired code where no clock was off',
      /^wrong: redeem b was refused without cause: payCodeExpired/,
      () => {
        shop.sees('b', { ...redeem(1), step: STEP } as Ask, refused('payCodeExpired'));
      },
    ],
    [
      'a refusal of what is done all the same',
      /^wrong: a was refused and done/,
      () => {
        const ask = redeem(300);
        shop.does('a', ask);
        shop.sees('a', ask, short(0, 300));
      },
    ],
    [
      'an order that time contradicts',
      /^wrong: entry 2 .* after a later one was answered/,
      () => {
        const [first, second] = [redeem(1), redeem(2)];
        const [one, two] = [shop.does('a', first), shop.does('b', second)];
        shop.sees('b', second, two);
        shop.sees('a', first, one);
      },
    ],
    [
      'a snapshot that is not the fold',
      /^wrong: the snapshot of/,
      () => ({ wallets: [{ ...shop.wallet, points: 1 }] }),
    ],
    [
      'half a transaction',
      /^wrong: pay a left an order without an entry/,
      () => {
        shop.sees('a', { do: 'pay', cardId: CARD, amountFen: 1 }, unknown);
        return { orders: ['a'] };
      },
    ],
    [
      'an entry that was altered',
      /^wrong: entry 1 .* does not match its hash/,
      () => {
        const [entry] = shop.entries;
        if (entry) shop.entries = [{ ...entry, pointsDelta: 1 }];
      },
    ],
  ])('finds %s', (_what, finding, damage) => {
    const state = damage() ?? {};
    const { found } = shop.verdict(state);
    expect(found).toContainEqual(expect.stringMatching(finding));
  });
});
