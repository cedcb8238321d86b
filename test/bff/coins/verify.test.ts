import type { mongo } from 'mongoose';
import type { WalletSnapshot } from '../../../bff/src/modules/coins/coins.model';
import type { Entry } from '../../../bff/src/modules/coins/ledger/entry';
import { SnapshotWriter, writeSnapshots } from '../../../bff/src/modules/coins/ledger/snapshots';
import { mongoLedgerStore } from '../../../bff/src/modules/coins/ledger/store';
import { type Break, verifyLedger } from '../../../bff/src/modules/coins/ledger/verify';
import type { CardKey } from '../../../bff/src/modules/coins/ledger/store';
import { emptyWallet } from '../../../bff/src/modules/coins/ledger/wallet';
import {
  closeLedger,
  committerOn,
  entriesIn,
  grantOf,
  openLedger,
  rechargeOf,
  redeemOf,
  walletsIn,
} from './mongo-kit';
import { forged } from './verify-kit';

const ignore = () => undefined;
/** In the order in which the ledger is read. */
const CARDS = [
  { merchantId: 'mer_a', cardId: 'crd_1' },
  { merchantId: 'mer_a', cardId: 'crd_3' },
  { merchantId: 'mer_b', cardId: 'crd_2' },
];
const CARD = { merchantId: 'mer_a', cardId: 'crd_3' };

let db: mongo.Db;
beforeAll(async () => {
  db = await openLedger();
  const committer = committerOn(db);
  for (const card of CARDS) {
    await committer.post(rechargeOf(card));
    await committer.post(grantOf(card));
    const { entry } = await committer.post(redeemOf({ ...card, paidFen: 700 }));
    expect(entry.takes).toHaveLength(2);
    await committer.post(redeemOf({ ...card, paidFen: 300 }));
  }
  const wallets = await mongoLedgerStore(db).loadWallets(CARDS);
  await writeSnapshots(db, [...wallets.values()]);
});
afterAll(closeLedger);

const verify = async (): Promise<Break | null> => (await verifyLedger(db, ignore)).broken;

/** A field changed in one document; put back afterwards. */
async function brokenBy<T extends { _id: string }>(
  collection: mongo.Collection<T>,
  filter: mongo.Filter<T>,
  update: mongo.UpdateFilter<T>,
): Promise<Break | null> {
  const before = await collection.findOne(filter);
  if (!before) throw new Error('nothing to break');
  await collection.updateOne(filter, update);
  try {
    return await verify();
  } finally {
    await collection.replaceOne({ _id: before._id } as mongo.Filter<T>, before as never);
  }
}

afterEach(async () => expect(await verify()).toBeNull());

describe('verifyLedger', () => {
  it('counts what it has read, and finds nothing broken', async () => {
    const told: number[] = [];
    const verified = await verifyLedger(db, ({ entries }) => told.push(entries));
    expect(verified).toMatchObject({ entries: 12, cards: 3, broken: null });
  });

  it('is content with snapshots that are behind, or missing', async () => {
    const before = await walletsIn(db).find().toArray();
    await walletsIn(db).deleteMany({});
    expect(await verify()).toBeNull();
    await committerOn(db).post(redeemOf({ ...CARD, paidFen: 1 }));
    await walletsIn(db).insertMany(before);
    expect(await verify()).toBeNull();
    await entriesIn(db).deleteOne({ ...CARD, seq: 5 });
  });

  it.each<[string, mongo.UpdateFilter<Entry>, RegExp]>([
    ['a sum taken', { $set: { 'takes.0.amountFen': 501 } }, /hash/],
    ['what was taken from', { $set: { 'takes.0.kind': 'principal' } }, /hash/],
    ['what was given', { $push: { gives: { amountFen: 1 } as never } }, /hash/],
    ['the price', { $set: { 'sale.paidFen': 699 } }, /hash/],
    ['the balance after', { $inc: { 'after.spendableFen': 1 } }, /hash/],
    ['the points', { $inc: { pointsDelta: 1 } }, /hash/],
    ['the time', { $set: { at: new Date(0) } }, /hash/],
    ['the type', { $set: { type: 'grant' } }, /hash/],
    ['the store', { $set: { storeId: 'sto_b' } }, /hash/],
    ['the fingerprint', { $set: { fingerprint: '' } }, /hash/],
    ['a claim', { $set: { 'claims.0': 'req:other' } }, /hash/],
    ['a field more', { $set: { note: 'x' } as never }, /hash/],
    ['a field less', { $unset: { tender: '' } }, /hash/],
    ['its hash', { $set: { hash: '0'.repeat(64) } }, /hash/],
    ['the link to the entry before', { $set: { prev: '0'.repeat(64) } }, /hash chain/],
    ['its claims emptied', { $set: { claims: [] } }, /without a claim/],
  ])('names the entry with %s changed', async (_what, update, problem) => {
    const broken = await brokenBy(entriesIn(db), { ...CARD, seq: 3 }, update);
    expect(broken).toEqual({ ...CARD, seq: 3, problem: expect.stringMatching(problem) });
  });

  it.each([
    { lost: 1, seq: 2, problem: 'seq 2 after 0' },
    { lost: 3, seq: 4, problem: 'seq 4 after 2' },
    { lost: 4, seq: 4, problem: 'the wallet is ahead of its entries' },
  ])('names the gap where entry $lost is gone', async ({ lost, seq, problem }) => {
    const entry = await entriesIn(db).findOneAndDelete({ ...CARD, seq: lost });
    expect(await verify()).toEqual({ ...CARD, seq, problem });
    if (entry) await entriesIn(db).insertOne(entry);
  });

  it('names an entry that was given another number, or another card', async () => {
    const last = { ...CARD, seq: 4 };
    const renumbered = await brokenBy(entriesIn(db), last, { $set: { seq: 6 } });
    expect(renumbered).toEqual({ ...CARD, seq: 6, problem: 'seq 6 after 3' });
    const other = { merchantId: 'mer_b', cardId: 'crd_2' };
    const moved = await brokenBy(entriesIn(db), last, { $set: { ...other, seq: 5 } });
    // What is missing is found before what is too much.
    expect(moved).toMatchObject({ ...CARD, problem: 'the wallet is ahead of its entries' });
  });

  it.each<[string, mongo.UpdateFilter<WalletSnapshot>, RegExp]>([
    ['points', { $inc: { points: 1 } }, /differs from the fold/],
    ['a lot', { $inc: { 'lots.0.remainingFen': 100 } }, /differs from the fold/],
    ['a lot’s expiry', { $set: { 'lots.0.expiresAt': new Date(0) } }, /differs from the fold/],
    ['no lots', { $set: { lots: [] } }, /differs from the fold/],
    ['the freeze', { $set: { frozen: true } }, /differs from the fold/],
    ['the head', { $set: { head: 'x' } }, /differs from the fold/],
    ['what was spent', { $inc: { spentFen: -1 } }, /differs from the fold/],
    ['recent redemptions', { $set: { recentRedeems: [] } }, /differs from the fold/],
    ['a version to come', { $set: { version: 5 } }, /ahead of its entries/],
    ['a version before all', { $set: { version: 0, head: '' } }, /stands at no entry/],
    ['a version between two', { $set: { version: 3.5 } }, /stands at no entry/],
  ])('names the wallet with %s changed', async (_what, update, problem) => {
    const broken = await brokenBy(walletsIn(db), { _id: CARD.cardId }, update);
    expect(broken).toMatchObject({ ...CARD, problem: expect.stringMatching(problem) });
  });

  it.each(['crd_0', 'crd_2', 'crd_9'])('names a wallet without entries: %s', async (cardId) => {
    for (const merchantId of ['mer_a', 'mer_c']) {
      const stray = { _id: cardId + merchantId, ...emptyWallet(merchantId, cardId), version: 1 };
      await walletsIn(db).insertOne(stray);
      const problem = 'a wallet without entries';
      expect(await verify()).toEqual({ merchantId, cardId, seq: 1, problem });
      await walletsIn(db).deleteOne({ _id: stray._id });
    }
  });

  it('names a wallet that stands under another card', async () => {
    const wallet = await walletsIn(db).findOneAndDelete({ _id: CARD.cardId });
    if (!wallet) throw new Error('no wallet');
    await walletsIn(db).insertOne({ ...wallet, _id: 'crd_x' });
    expect(await verify()).toEqual({ ...CARD, seq: 4, problem: 'the wallet stands under crd_x' });
    await walletsIn(db).deleteOne({ _id: 'crd_x' });
    await walletsIn(db).insertOne(wallet);
  });

  it('names the first entry that was forged with the whole chain behind it', async () => {
    const before = await entriesIn(db).find(CARD).sort({ seq: 1 }).toArray();
    const replaceAll = async (entries: Entry[]) => {
      await entriesIn(db).deleteMany(CARD);
      await entriesIn(db).insertMany(entries);
    };
    await replaceAll(forged(before, 2, (entry) => (entry.after.bonusFen += 1)));
    const problem = 'after.bonusFen is 501 where the rules give 500';
    expect(await verify()).toEqual({ ...CARD, seq: 2, problem });
    // What the rules allow too, told otherwise: the snapshot remembers.
    await replaceAll(forged(before, 3, (entry) => (entry.storeId = 'sto_b')));
    expect(await verify()).toMatchObject({
      ...CARD,
      seq: 4,
      problem: expect.stringContaining('head'),
    });
    await replaceAll(before);
  });

  it('sums up what entries brought and took, and what wallets hold, by merchant', async () => {
    const { totals } = await verifyLedger(db, ignore);
    const one = { givenFen: 10_500, takenFen: 1_000, inWalletsFen: 9_500, heldFen: 0 };
    const two = { ...one, givenFen: 21_000, takenFen: 2_000, inWalletsFen: 19_000 };
    expect([...totals]).toEqual([
      ['mer_a', two],
      ['mer_b', one],
    ]);
  });

  it('names a card that has entries and does not exist', async () => {
    const unknownCards = (cards: readonly CardKey[]) =>
      Promise.resolve(cards.filter(({ cardId }) => cardId === CARD.cardId));
    const { broken } = await verifyLedger(db, ignore, { unknownCards });
    expect(broken).toEqual({ ...CARD, seq: 1, problem: 'entries of a card that does not exist' });
    const nothingUnknown = { unknownCards: () => Promise.resolve([]) };
    expect((await verifyLedger(db, ignore, nothingUnknown)).broken).toBeNull();
  });

  it('finds nothing broken while payments go on and cards are added', async () => {
    const snapshots = new SnapshotWriter(db, ignore, 2);
    const committer = committerOn(db, {
      onCommitted: (entry, after) => snapshots.note(entry, after),
    });
    const card = (n: number) => ({ merchantId: 'mer_z', cardId: `crd_${1_000 + n}` });
    const recharge = (n: number) => committer.post(rechargeOf(card(n)));
    // More than the database hands over at once: the last wallets are read after their entries.
    await Promise.all(Array.from({ length: 150 }, (_, n) => recharge(n)));
    let open = true;
    const payments = Array.from({ length: 40 }, async (_, n) => {
      while (open) await committer.post(redeemOf({ ...card(110 + n), paidFen: 1 }));
    });
    const arrivals = (async () => {
      for (let n = 150; open; n += 1) await recharge(n);
    })();
    for (let count = 0; count < 4; count += 1) expect(await verify()).toBeNull();
    open = false;
    await Promise.all([...payments, arrivals]);
    await snapshots.stop();
  });
});
