import mongoose, { type mongo } from 'mongoose';
import { AppError } from '../../../bff/src/http/app-error';
import {
  type Command,
  releaseClaim,
  requestClaim,
  reversalClaim,
  reversibleOf,
} from '../../../bff/src/modules/coins/ledger/commands';
import type { Committer } from '../../../bff/src/modules/coins/ledger/committer';
import type { Entry } from '../../../bff/src/modules/coins/ledger/entry';
import { verifyLedger } from '../../../bff/src/modules/coins/ledger/verify';
import { closeLedger, committerOn, entriesIn, openLedger, rechargeOf, redeemOf } from './mongo-kit';

const merchantId = 'mer_a';
const GOOD = 83;
/** Some cards are paid from twice in the round. */
const CARDS = 64;
const LOADED_FEN = 10_000;
/** Larger than a document of the database may be. */
const TOO_LARGE = 'x'.repeat(17_000_000);
/** The database is told to refuse entries of this store. */
const REFUSED_STORE = 'sto_refused';
/** Longer than any round waits for a locked card, and shorter than a posting's deadline. */
const LOCKED_MS = 2_500;

let db: mongo.Db;
let committer: Committer;
beforeAll(async () => {
  db = await openLedger();
  await db.command({ collMod: 'entries', validator: { storeId: { $ne: REFUSED_STORE } } });
  committer = committerOn(db);
});
afterAll(closeLedger);

const bad = (name: string) => ({ merchantId, cardId: `crd_bad_${name}` });

interface Outcome {
  entry?: Entry;
  /** The refusal's code; `broken` for an error that is no refusal. */
  code?: string;
  tookMs: number;
}

async function outcomeOf(command: Command): Promise<Outcome> {
  const since = performance.now();
  const took = () => performance.now() - since;
  try {
    const { entry } = await committer.post(command);
    return { entry, tookMs: took() };
  } catch (error) {
    return { code: error instanceof AppError ? error.code : 'broken', tookMs: took() };
  }
}

/** A command for each way of being bad, on a card of its own that was made ready for it. */
async function badOnes(): Promise<[expected: string, command: Command][]> {
  const load = async (name: string) => {
    await committer.post(rechargeOf({ ...bad(name), amountFen: 1_000 }));
    return bad(name);
  };
  const like = (card: { cardId: string }) => redeemOf({ merchantId, ...card, paidFen: 100 });

  const poor = await load('poor');
  const frozen = await load('frozen');
  await committer.post({ ...like(frozen), type: 'freeze', over: null });
  const hasty = await load('hasty');
  await committer.post(like(hasty));
  const code = await load('code');
  const spent: Command['claims'] = [requestClaim('spent'), 'code:crd_bad_code:7'];
  await committer.post(redeemOf({ ...code, claims: spent, paidFen: 10 }));
  const mismatch = await load('mismatch');
  await committer.post(redeemOf({ ...mismatch, claims: ['req:mismatch'], paidFen: 10 }));
  const hold = await load('hold');
  const reversed = await load('reversed');
  const sold = (await committer.post(like(reversed))).entry;
  const lot = await load('lot');
  const capped = await load('capped');
  const collision = await load('collision');
  const taken = (await committer.post(like(collision))).entry._id;

  const nan = await load('nan');

  const reverse = { ...like(reversed), type: 'reverse', original: reversibleOf(sold, []) } as const;
  const nth = (n: number): Command['claims'] => [`req:back-${n}`, reversalClaim(sold._id, n)];
  const gave = { lotId: 'ent_none', amountFen: 1 } as Entry['gives'][number];
  return [
    ['insufficientBalance', redeemOf({ ...poor, paidFen: 1_001 })],
    ['cardFrozen', like(frozen)],
    ['possibleDuplicate', { ...like(hasty), confirmDuplicate: false }],
    ['payCodeUsed', redeemOf({ ...code, claims: ['req:again', spent[1] ?? ''], paidFen: 20 })],
    [
      'idempotencyMismatch',
      redeemOf({ ...mismatch, claims: ['req:mismatch'], fingerprint: 'other', paidFen: 20 }),
    ],
    [
      'conflict',
      { ...like(hold), type: 'release', holdId: 'ent_none', claims: [releaseClaim('ent_none')] },
    ],
    ['reversalExceeds', { ...reverse, claims: nth(1), amountFen: 101 }],
    ['conflict', { ...like(lot), type: 'expire', lotId: 'ent_none', claims: ['expire:ent_none'] }],
    ['principalCapExceeded', rechargeOf({ ...capped, amountFen: 1, capFen: 1_000 })],
    // What no caller may send, should one do so all the same.
    [
      'broken',
      {
        ...reverse,
        claims: nth(2),
        original: { ...reverse.original, given: [gave] },
        amountFen: 1,
      },
    ],
    ['broken', { ...like(nan), sale: { ...like(nan).sale, listFen: Number.NaN } }],
    ['broken', redeemOf({ ...(await load('half')), paidFen: 1.5, policy: 'proportional' })],
    ['broken', { ...like(await load('type')), type: 'gift' as 'freeze', over: null }],
    ['broken', redeemOf({ ...(await load('large')), paidFen: 1, storeId: TOO_LARGE })],
    // What the database refuses, again and again.
    ['unavailable', redeemOf({ ...(await load('refused')), paidFen: 1, storeId: REFUSED_STORE })],
    ['unavailable', redeemOf({ ...collision, entryId: taken, paidFen: 20 })],
  ];
}

describe('a round of a hundred postings, some bad in every way there is', () => {
  it('does what the good ones ask for, and gives each bad one its own answer', async () => {
    const card = (n: number) => ({ merchantId, cardId: `crd_good_${n % CARDS}` });
    await Promise.all(
      Array.from({ length: CARDS }, (_, n) =>
        committer.post(rechargeOf({ ...card(n), amountFen: LOADED_FEN })),
      ),
    );
    const wrong = await badOnes();
    const right = Array.from({ length: GOOD }, (_, n) =>
      redeemOf({ ...card(n), paidFen: 100 + n }),
    );
    const locked = redeemOf({ ...bad('locked'), paidFen: 30 });
    await committer.post(rechargeOf({ ...bad('locked'), amountFen: 1_000 }));
    const unlock = await lockNext(bad('locked').cardId);

    // Strewn among each other, in one tick: one round.
    const commands: Command[] = [...right];
    wrong.forEach(([, command], index) => commands.splice(index * 6, 0, command));
    commands.splice(40, 0, locked);
    expect(commands).toHaveLength(100);
    const posted = new Map(commands.map((command) => [command, outcomeOf(command)]));
    const unlocking = new Promise((resolve) => setTimeout(resolve, LOCKED_MS)).then(unlock);
    const of = (command: Command) => posted.get(command) as Promise<Outcome>;

    const good = await Promise.all(right.map(of));
    expect(good.filter(({ code }) => code !== undefined)).toEqual([]);
    for (const [n, { entry }] of good.entries()) {
      expect(entry).toMatchObject({ cardId: card(n).cardId, sale: { paidFen: 100 + n } });
      const before = n >= CARDS ? 100 + n - CARDS : 0;
      expect(entry?.after.spendableFen).toBe(LOADED_FEN - before - (100 + n));
    }
    expect(Math.max(...good.map(({ tookMs }) => tookMs))).toBeLessThan(LOCKED_MS);

    const refused = await Promise.all(wrong.map(([, command]) => of(command)));
    expect(refused.map(({ code }) => code)).toEqual(wrong.map(([expected]) => expected));
    await unlocking;
    const { entry, tookMs } = await of(locked);
    expect(entry).toMatchObject({ seq: 2, sale: { paidFen: 30 } });
    expect(tookMs).toBeGreaterThan(LOCKED_MS - 100);
    await committer.drained();

    const stored = await entriesIn(db)
      .find({ type: 'redeem', cardId: /^crd_good/ })
      .toArray();
    expect(new Set(stored.map(({ _id }) => _id))).toEqual(new Set(good.map((o) => o.entry?._id)));
    expect((await verifyLedger(db, () => undefined)).broken).toBeNull();
  });

  /** An open transaction holds the card's next number; answers how to let go of it. */
  async function lockNext(cardId: string): Promise<() => Promise<void>> {
    const session = await mongoose.startSession();
    session.startTransaction();
    const next = { _id: 'ent_locking', merchantId, cardId, seq: 2, claims: ['req:locking'] };
    await entriesIn(db).insertOne(next as Entry, { session });
    return async () => {
      await session.abortTransaction();
      await session.endSession();
    };
  }
});
