import { decide } from '@merchant-coin/bff/modules/coins/ledger/decide';
import type { Command } from '@merchant-coin/bff/modules/coins/ledger/commands';
import type { Entry } from '@merchant-coin/bff/modules/coins/ledger/entry';
import { emptyWallet, type Wallet } from '@merchant-coin/bff/modules/coins/ledger/wallet';
import { check, type FinalState } from './checker';
import type { Acknowledged, Answer, Ask, Attempt, History } from './history';

const CARD = 'crd_a';
const NOW_MS = Date.parse('2026-01-01T00:00:15Z');
const STEP = Math.floor(NOW_MS / 30_000);

/** A shop with one card, one till and one request after the other, a second each. */
class Shop {
  readonly history: History = {
    merchantId: 'mer_a',
    storeId: 'sto_a',
    discountBp: 10_000,
    capFen: 100_000,
    attempts: [],
    clockChanges: [],
  };
  entries: Entry[] = [];
  wallet: Wallet = emptyWallet('mer_a', CARD);
  private seconds = 0;

  /** What the product would do; answers the acknowledgement. */
  does(key: string, ask: Ask): Answer {
    const decision = decide(this.wallet, this.commandOf(key, ask), `ent_${key}`, () => 'ent_x');
    if (!decision.accepted) throw new Error(decision.refusal.code);
    const { entry } = decision;
    this.entries.push(entry);
    ({ wallet: this.wallet } = decision);
    return answerOf(entry);
  }

  /** What a till saw. */
  sees(key: string, ask: Ask, answer: Answer): Attempt {
    this.seconds += 1;
    const startMs = this.seconds * 1_000;
    const span = { startMs, endMs: startMs + 500 };
    const attempt = { key, ask, staffId: 'stf_a', nowMs: NOW_MS, bff: 0, ...span, answer };
    this.history.attempts.push(attempt);
    return attempt;
  }

  /** Done and acknowledged. */
  sale(key: string, ask: Ask): Answer {
    const answer = this.does(key, ask);
    this.sees(key, ask, answer);
    return answer;
  }

  verdict(state: Partial<FinalState> = {}) {
    const { findings, ...counts } = check(this.history, {
      entries: this.entries,
      wallets: [this.wallet],
      orders: [],
      ...state,
    });
    return { ...counts, found: findings.map(({ kind, text }) => `${kind}: ${text}`) };
  }

  private commandOf(key: string, ask: Ask): Command {
    const base = {
      merchantId: 'mer_a',
      cardId: CARD,
      now: new Date(NOW_MS),
      claims: [`req:${key}`] as [string, ...string[]],
      fingerprint: key,
      storeId: 'sto_a',
      staffId: 'stf_a',
    };
    if (ask.do === 'recharge') {
      const bonus = { bonusFen: 0, bonusExpiresAt: null };
      const terms = { originStoreId: 'sto_a', tender: 'cash', capFen: 100_000 };
      return { ...base, type: ask.do, amountFen: ask.amountFen, ...bonus, ...terms };
    }
    if (ask.do !== 'redeem') throw new Error(`this shop does not ${ask.do}`);
    const { listFen, step, confirmDuplicate } = ask;
    const sale = { listFen, paidFen: listFen, discountBp: 10_000, pointsBp: 10_000 };
    base.claims.push(`code:${CARD}:${step}`);
    return { ...base, type: ask.do, sale, policy: 'bonusFirst', confirmDuplicate };
  }
}

function answerOf({ _id: entryId, seq, after }: Entry): Answer {
  const { points: _points, ...balance } = after;
  return { kind: 'acknowledged', id: entryId, entryId, seq, balance };
}

let steps = STEP;
const recharge = (amountFen: number): Ask => ({ do: 'recharge', cardId: CARD, amountFen });
const redeem = (listFen: number): Ask => ({
  do: 'redeem',
  cardId: CARD,
  listFen,
  step: (steps += 1),
  confirmDuplicate: true,
});
const unknown: Answer = { kind: 'unknown', why: 'no answer' };
const refused = (code: string, details: Record<string, unknown> = {}): Answer => ({
  kind: 'refused',
  code,
  details,
});
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
        shop.sees('a', ask, shop.does('a', { ...ask, listFen: 301 } as Ask));
      },
    ],
    [
      'an answer that tells another balance',
      /^wrong: redeem a was answered otherwise/,
      () => {
        const ask = redeem(300);
        const answer = shop.does('a', ask) as Acknowledged;
        const balance = { ...answer.balance, spendableFen: 701 };
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
