import { inTransaction } from '@merchant-coin/bff/db/transaction';
import { post, startCoins, stopCoins } from '@merchant-coin/bff/modules/coins';
import type { mongo } from 'mongoose';
import { AppError } from '../../../bff/src/http/app-error';
import {
  payCodeClaim,
  type RedeemCommand,
  requestClaim,
} from '../../../bff/src/modules/coins/ledger/commands';
import type { Committer } from '../../../bff/src/modules/coins/ledger/committer';
import { SnapshotWriter } from '../../../bff/src/modules/coins/ledger/snapshots';
import type { Entry } from '../../../bff/src/modules/coins/ledger/entry';
import { type LedgerStore, mongoLedgerStore } from '../../../bff/src/modules/coins/ledger/store';
import { verifyLedger } from '../../../bff/src/modules/coins/ledger/verify';
import { balancesOf, type Wallet } from '../../../bff/src/modules/coins/ledger/wallet';
import {
  closeLedger,
  committerOn,
  entriesIn,
  openLedger,
  rechargeOf,
  redeemOf,
  walletsIn,
} from './mongo-kit';

let db: mongo.Db;
beforeAll(async () => {
  db = await openLedger();
});
afterAll(closeLedger);
beforeEach(async () => {
  await entriesIn(db).deleteMany({});
  await walletsIn(db).deleteMany({});
});

const CALLERS = 64;
const LOADED_FEN = 2_000;
const ignore = () => undefined;

type Outcome = { entryId: string } | { code: string };

async function outcomeOf(committer: Committer, command: RedeemCommand): Promise<Outcome> {
  try {
    return { entryId: (await committer.post(command)).entry._id };
  } catch (error) {
    if (error instanceof AppError) return { code: error.code };
    throw error;
  }
}

interface Run {
  cards: number;
  perCaller: number;
}

/** What all callers will ask for: some want the same code, and each request is sent to both writers. */
function requestsOf({ cards, perCaller }: Run): RedeemCommand[] {
  return Array.from({ length: CALLERS * perCaller }, (_, n) => {
    const merchantId = n % 2 ? 'mer_a' : 'mer_b';
    const cardId = `crd_${merchantId}_${Math.floor(n / 2) % cards}`;
    const code = payCodeClaim(cardId, n % 5 === 0 ? 0 : n);
    const claims: [string, string] = [requestClaim(`r${n}`), code];
    return redeemOf({ merchantId, cardId, claims, paidFen: 1 + ((n * 37) % 400) });
  });
}

async function writeTogether(committers: readonly Committer[], run: Run) {
  for (let card = 0; card < run.cards; card += 1) {
    for (const merchantId of ['mer_a', 'mer_b']) {
      const cardId = `crd_${merchantId}_${card}`;
      await committers[0]?.post(rechargeOf({ merchantId, cardId, amountFen: LOADED_FEN }));
    }
  }
  const requests = requestsOf(run);
  const outcomes: { command: RedeemCommand; twice: Outcome[] }[] = [];
  const call = async (caller: number) => {
    for (let n = caller; n < requests.length; n += CALLERS) {
      const command = requests[n] as RedeemCommand;
      const twice = await Promise.all(committers.map((each) => outcomeOf(each, command)));
      outcomes.push({ command, twice });
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, (_, caller) => call(caller)));
  return outcomes;
}

describe('two committers on the same cards of a real replica set', () => {
  it.each<Run>([
    { cards: 12, perCaller: 6 },
    { cards: 1, perCaller: 2 },
  ])('keep every rule at 64 callers: %p', async (run) => {
    const snapshots = new SnapshotWriter(db, ignore, 20);
    const onCommitted = (entry: Entry, wallet: Wallet) => snapshots.note(entry, wallet);
    const committers = [0, 1].map(() => committerOn(db, { onCommitted }));
    const outcomes = await writeTogether(committers, run);
    await Promise.all(committers.map((committer) => committer.drained()));
    await snapshots.stop();

    const entries = await entriesIn(db).find().toArray();
    const byClaim = new Map(entries.flatMap((e) => e.claims.map((claim) => [claim, e] as const)));
    for (const { command, twice } of outcomes) {
      const entry = byClaim.get(command.claims[0]);
      for (const outcome of twice) {
        // Acknowledged is there, under that id, once; refused is not there.
        if ('entryId' in outcome) expect(outcome.entryId).toBe(entry?._id);
        else expect([outcome.code, entry]).toEqual([outcome.code, undefined]);
      }
    }
    const codes = outcomes.flatMap(({ twice }) =>
      twice.map((o) => ('code' in o ? o.code : 'paid')),
    );
    expect(new Set(codes)).toEqual(new Set(['paid', 'payCodeUsed', 'insufficientBalance']));
    expect(await verifyLedger(db, ignore)).toMatchObject({
      entries: entries.length,
      cards: run.cards * 2,
      broken: null,
    });
    await expectConserved(run);
  });

  async function expectConserved({ cards }: Run) {
    const keys = ['mer_a', 'mer_b'].flatMap((merchantId) =>
      Array.from({ length: cards }, (_, n) => ({ merchantId, cardId: `crd_${merchantId}_${n}` })),
    );
    for (const [cardId, wallet] of await mongoLedgerStore(db).loadWallets(keys)) {
      const redeemed = await entriesIn(db).find({ cardId, type: 'redeem' }).toArray();
      const spentFen = redeemed.reduce((sum, entry) => sum + (entry.sale?.paidFen ?? 0), 0);
      expect(balancesOf(wallet, new Date()).spendableFen).toBe(LOADED_FEN - spentFen);
      // A snapshot at each sixteenth entry.
      const stored = await walletsIn(db).findOne({ _id: cardId });
      expect(stored?.version ?? 0).toBe(wallet.version - (wallet.version % 16));
    }
  }
});

describe('a committer', () => {
  const key = { merchantId: 'mer_a', cardId: 'crd_a' };

  it('is drained only when each posting has its answer', async () => {
    const store = mongoLedgerStore(db);
    let lost = 4;
    const lossy: LedgerStore = {
      ...store,
      insert: async (...args) =>
        (lost -= 1) < 0 ? store.insert(...args) : { duplicates: new Map(), unknown: true },
    };
    const committer = committerOn(db, { store: lossy });
    let answered = false;
    const posting = committer.post(rechargeOf(key)).then(() => {
      answered = true;
    });
    await committer.drained();
    expect(answered).toBe(true);
    await posting;
  });

  it('answers a lone posting without waiting for a timer', async () => {
    const committer = committerOn(db);
    await committer.post(rechargeOf(key));
    const started = performance.now();
    for (let n = 1; n <= 10; n += 1) await committer.post(redeemOf({ ...key, paidFen: n }));
    expect((performance.now() - started) / 10).toBeLessThan(100);
  });

  it('decides on what another writer has done meanwhile', async () => {
    const [first, second] = [committerOn(db), committerOn(db)];
    await first.post(rechargeOf({ ...key, amountFen: 1_000 }));
    await second.post(redeemOf({ ...key, paidFen: 900 }));
    const late = first.post(redeemOf({ ...key, paidFen: 101 }));
    await expect(late).rejects.toMatchObject({
      code: 'insufficientBalance',
      details: { spendableFen: 100, missingFen: 1 },
    });
    await second.post(rechargeOf({ ...key, amountFen: 1 }));
    const { entry } = await first.post(redeemOf({ ...key, paidFen: 101 }));
    expect([entry.seq, entry.after.spendableFen]).toEqual([4, 0]);
  });
});

describe('coins.post', () => {
  beforeAll(() => startCoins(ignore));
  afterAll(stopCoins);

  it('does not run inside a transaction, whose rollback would not undo it', async () => {
    const command = rechargeOf({ merchantId: 'mer_a', cardId: 'crd_a' });
    await expect(inTransaction(() => post(command))).rejects.toThrow('inside a transaction');
    expect(await entriesIn(db).countDocuments()).toBe(0);
    expect((await post(command)).entry.seq).toBe(1);
  });
});
