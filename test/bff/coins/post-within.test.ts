import { inTransaction } from '@merchant-coin/bff/db/transaction';
import {
  post,
  postWithin,
  requestClaim,
  startCoins,
  stopCoins,
} from '@merchant-coin/bff/modules/coins';
import mongoose, { type mongo } from 'mongoose';
import { AsyncResource } from 'node:async_hooks';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Claims, RedeemCommand } from '../../../bff/src/modules/coins/ledger/commands';
import { verifyLedger } from '../../../bff/src/modules/coins/ledger/verify';
import { closeLedger, entriesIn, openLedger, rechargeOf, redeemOf } from './mongo-kit';

let tests = 0;
let key = { merchantId: '', cardId: '' };
const LOADED_FEN = 10_000;

let db: mongo.Db;
const orders = () => db.collection<{ _id: string; paidFen: number }>('orders');

beforeAll(async () => {
  db = await openLedger();
  await db.createCollection('orders');
  startCoins(() => undefined);
});
afterAll(async () => {
  await stopCoins();
  await closeLedger();
});
beforeEach(async () => {
  await orders().deleteMany({});
  // A merchant for each test: a snapshot of the one before may still be on its way.
  tests += 1;
  key = { merchantId: `mer_${tests}`, cardId: `crd_${tests}` };
  await post(rechargeOf({ ...key, amountFen: LOADED_FEN }));
});

/** An order and its payment, all or nothing. */
function payOrder(
  orderId: string,
  command: RedeemCommand,
  before: () => Promise<void> = async () => {},
) {
  return inTransaction(async (session) => {
    await orders().insertOne({ _id: orderId, paidFen: command.sale.paidFen }, { session });
    await before();
    return postWithin(session, command);
  });
}

/** Runs outside the caller's transaction: the batched door is closed inside one. */
const elsewhere = new AsyncResource('test');
const outside = <T>(work: () => Promise<T>): Promise<T> => elsewhere.runInAsyncScope(work);

const withKey = (name: string): Claims => [requestClaim(name)];

async function countsOf() {
  expect((await verifyLedger(db, () => undefined)).broken).toBeNull();
  const entries = await entriesIn(db).countDocuments({ merchantId: key.merchantId });
  return { entries, orders: await orders().countDocuments() };
}

describe('coins.postWithin', () => {
  it('appends the entry with what else the transaction changes', async () => {
    const { entry, replayed } = await payOrder('one', redeemOf({ ...key, paidFen: 300 }));
    expect(replayed).toBe(false);
    expect([entry.seq, entry.after.spendableFen]).toEqual([2, LOADED_FEN - 300]);
    expect(await countsOf()).toEqual({ entries: 2, orders: 1 });
    // The other door decides on it at once.
    expect((await post(redeemOf({ ...key, paidFen: 100 }))).entry.seq).toBe(3);
  });

  it('leaves nothing where the transaction rolls back', async () => {
    const failing = inTransaction(async (session) => {
      await orders().insertOne({ _id: 'none', paidFen: 1 }, { session });
      await postWithin(session, redeemOf({ ...key, paidFen: 1 }));
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await countsOf()).toEqual({ entries: 1, orders: 0 });
  });

  it('refuses what the card cannot pay, and nothing else of the transaction stays', async () => {
    const dear = payOrder('dear', redeemOf({ ...key, paidFen: LOADED_FEN + 1 }));
    await expect(dear).rejects.toMatchObject({
      code: 'insufficientBalance',
      details: { spendableFen: LOADED_FEN, missingFen: 1 },
    });
    expect(await countsOf()).toEqual({ entries: 1, orders: 0 });
  });

  it('runs again where somebody else appended to the card meanwhile', async () => {
    let runs = 0;
    const { entry } = await payOrder('late', redeemOf({ ...key, paidFen: 400 }), async () => {
      runs += 1;
      if (runs === 1) await outside(() => post(redeemOf({ ...key, paidFen: 1_000 })));
    });
    expect(runs).toBe(2);
    expect([entry.seq, entry.after.spendableFen]).toEqual([3, LOADED_FEN - 1_400]);
    expect(await countsOf()).toEqual({ entries: 3, orders: 1 });
  });

  it('answers the entry again that its key made meanwhile, also on another card', async () => {
    const command = redeemOf({ ...key, paidFen: 400, claims: withKey('twice') });
    const other = { ...key, cardId: `${key.cardId}b` };
    await post(rechargeOf(other));
    const onOther = redeemOf({ ...other, paidFen: 400, claims: withKey('twice') });
    let runs = 0;
    const late = await payOrder('again', onOther, async () => {
      runs += 1;
      if (runs === 1) await outside(() => post(command));
    });
    expect([runs, late.replayed, late.entry.cardId]).toEqual([2, true, key.cardId]);
  });

  it('answers a known key again, and refuses it for other content', async () => {
    const command = redeemOf({ ...key, paidFen: 250, claims: withKey('known') });
    const first = await payOrder('first', command);
    const again = await payOrder('second', command);
    expect(again).toEqual({ entry: first.entry, replayed: true });
    const altered = { ...command, fingerprint: 'other' };
    await expect(payOrder('third', altered)).rejects.toMatchObject({ code: 'idempotencyMismatch' });
    expect(await countsOf()).toEqual({ entries: 2, orders: 2 });
  });

  it('sees its own entries, on the same card and under the same key', async () => {
    const command = redeemOf({ ...key, paidFen: LOADED_FEN - 1, claims: withKey('whole') });
    const outcomes = await inTransaction(async (session) => {
      const first = await postWithin(session, command);
      const second = await postWithin(session, redeemOf({ ...key, paidFen: 1 }));
      const replay = await postWithin(session, command);
      return [first, second, replay].map(({ entry, replayed }) => [entry.seq, replayed]);
    });
    expect(outcomes).toEqual([
      [2, false],
      [3, false],
      [2, true],
    ]);
    expect(await countsOf()).toEqual({ entries: 3, orders: 0 });
  });

  it('takes no coin twice however many transactions and postings meet on a card', async () => {
    const wanted = Array.from({ length: 8 }, (_, n) => redeemOf({ ...key, paidFen: 2_000 + n }));
    const outcomes = await Promise.allSettled(
      wanted.map((command, n) => (n % 2 ? post(command) : payOrder(`o${n}`, command))),
    );
    const done = outcomes.filter(({ status }) => status === 'fulfilled');
    const { entries } = await countsOf();
    expect(done.length).toBe(entries - 1);
    expect(done.length).toBeGreaterThan(0);
    expect(done.length).toBeLessThan(5);
  });

  it('is for transactions only', async () => {
    const session = await mongoose.startSession();
    const outsideOfOne = postWithin(session, redeemOf({ ...key, paidFen: 1 }));
    await expect(outsideOfOne).rejects.toThrow('outside a transaction');
    await session.endSession();
  });
});

/** The server reaps an orphaned transaction after 5 s (`transactionLifetimeLimitSeconds`), soon after. */
const ORPHAN_MS = 10_000;

describe('a process that is killed -9 inside coins.postWithin', () => {
  it('blocks its card for 10 seconds at most', async () => {
    const child = fork(join(__dirname, '../../dist/faults/stuck-within.js'), {
      env: { ...process.env, MONGODB_URI: uriOf(), CARD: JSON.stringify(key) },
    });
    await once(child, 'message');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const killedMs = performance.now();
    const command = redeemOf({ ...key, paidFen: 500, claims: withKey('after') });
    const { entry } = await postUntilKnown(command);
    expect(entry.seq).toBe(2);
    expect(performance.now() - killedMs).toBeLessThan(ORPHAN_MS);
    expect((await countsOf()).entries).toBe(2);
  }, 20_000);
});

const uriOf = (): string => {
  const { host, port, name } = mongoose.connection;
  return `mongodb://${host}:${port}/${name}?replicaSet=rs0`;
};

async function postUntilKnown(command: RedeemCommand) {
  for (;;) {
    try {
      return await post(command);
    } catch (error) {
      if ((error as { code?: string }).code !== 'unavailable') throw error;
    }
  }
}
