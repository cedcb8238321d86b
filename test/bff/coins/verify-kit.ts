import { hashOf } from '../../../bff/src/modules/coins/ledger/append';
import type { Entry } from '../../../bff/src/modules/coins/ledger/entry';
import type { Break } from '../../../bff/src/modules/coins/ledger/verify/break';
import { checkEntry } from '../../../bff/src/modules/coins/ledger/verify/entry-check';
import type { Past } from '../../../bff/src/modules/coins/ledger/verify/past';
import { emptyWallet } from '../../../bff/src/modules/coins/ledger/wallet';
import { History } from './ledger-kit';

/** Looks up in a list what `pastIn` looks up in the database. */
function pastOf(entries: readonly Entry[]): Past {
  const before = (of: Entry) =>
    entries.filter(({ cardId, seq }) => cardId === of.cardId && seq < of.seq);
  const claimed = (of: Entry, what: string) =>
    Promise.resolve(
      before(of).filter(({ claims }) => claims.some((claim) => claim.startsWith(`${what}:`))),
    );
  return {
    entry: (of, id) => Promise.resolve(before(of).find(({ _id }) => _id === id) ?? null),
    reversals: (of, id) => claimed(of, `reverse:${id}`),
    refunds: (of, id) => claimed(of, `refund:${id}`),
    ends: (of, ids) =>
      Promise.resolve(
        before(of).filter(({ claims }) => ids.some((id) => claims.includes(`release:${id}`))),
      ),
  };
}

/** What the proof says of one card's entries. */
export async function firstBreak(entries: readonly Entry[]): Promise<Break | null> {
  const past = pastOf(entries);
  let wallet = emptyWallet(entries[0]?.merchantId ?? '', entries[0]?.cardId ?? '');
  for (const entry of entries) {
    const { merchantId, cardId, seq } = entry;
    const checked = await checkEntry(wallet, entry, past);
    if ('problem' in checked) return { merchantId, cardId, seq, problem: checked.problem };
    wallet = checked.wallet;
  }
  return null;
}

/** A deep copy. (`structuredClone` makes dates of another realm than the one that jest runs tests in.) */
export function copyOf<T>(value: T): T {
  if (value instanceof Date) return new Date(value) as T;
  if (Array.isArray(value)) return value.map(copyOf) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, copyOf(one)])) as T;
}

/** As someone with the database's password would do it: one entry changed, and the chain hashed anew. */
export function forged(
  entries: readonly Entry[],
  seq: number,
  change: (entry: Entry) => void,
): Entry[] {
  const copies = copyOf([...entries]);
  const target = copies[seq - 1];
  if (!target) throw new Error(`there is no entry ${seq}`);
  change(target);
  let prev = '';
  for (const copy of copies) {
    copy.prev = prev;
    const { hash: _old, ...unhashed } = copy;
    copy.hash = prev = hashOf(unhashed);
  }
  return copies;
}

/** A card's history with an entry of every type that a counter makes, in ways that touch each rule. */
export function story(): History {
  const history = new History();
  const steps: Parameters<History['play']>[0][] = [
    { do: 'recharge', amountFen: 10_000, bonusFen: 2_000, bonusDays: 5 }, // 1
    { do: 'grant', amountFen: 500, days: 1 }, // 2
    { do: 'redeem', paidFen: 700, pointsBp: 15_000, policy: 'bonusFirst', confirm: true }, // 3
    { do: 'redeem', paidFen: 5_000, pointsBp: 10_000, policy: 'proportional', confirm: true }, // 4
    { do: 'hold', paidFen: 3_000, policy: 'bonusFirst', hours: null }, // 5
    { do: 'capture', pick: 0, share: 50 }, // 6
    { do: 'hold', paidFen: 1_000, policy: 'principalFirst', hours: 1 }, // 7
    { do: 'wait', hours: 2 },
    { do: 'recharge', amountFen: 3_000, bonusFen: 0, bonusDays: 1, byCard: true }, // 8 releases, 9
    { do: 'hold', paidFen: 400, policy: 'bonusFirst', hours: null }, // 10
    { do: 'release', pick: 0 }, // 11
    { do: 'reverse', pick: 0, amountFen: 300 }, // 12
    { do: 'wait', hours: 48 },
    { do: 'reverse', pick: 0, amountFen: null }, // 13 with a grace lot
    { do: 'freeze', over: false }, // 14 by the member
    { do: 'unfreeze' }, // 15
    { do: 'grant', amountFen: 40, days: 1 }, // 16
    { do: 'wait', hours: 30 },
  ];
  for (const step of steps) {
    const played = history.play(step);
    if (typeof played === 'string') throw new Error(`${step.do}: ${played}`);
  }
  const expired = history.wallet.lots.findIndex((lot) => lot.bornSeq === 16);
  history.play({ do: 'expire', pick: expired }); // 17
  history.play({ do: 'reverse', pick: 1, amountFen: 1_000 }); // 18
  history.play({ do: 'freeze', over: false }); // 19 by the member
  history.play({ do: 'freeze', over: true }); // 20 by staff, in its place
  history.play({ do: 'unfreeze' }); // 21
  history.play({ do: 'correct', kind: 'principal', delta: 700, days: 1 }); // 22
  history.play({ do: 'correct', kind: 'bonus', delta: 300, days: 9 }); // 23
  history.play({ do: 'correct', kind: 'bonus', delta: -9_000, days: 1 }); // 24 with a shortfall
  history.play({ do: 'correct', kind: 'points', delta: -5_000, days: 1 }); // 25 below zero
  return history;
}
