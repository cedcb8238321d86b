import type { mongo } from 'mongoose';
import type { Entry } from '../../../bff/src/modules/coins/ledger/entry';
import { writeSnapshots } from '../../../bff/src/modules/coins/ledger/snapshots';
import { mongoLedgerStore } from '../../../bff/src/modules/coins/ledger/store';
import { type Progress, verifyLedger } from '../../../bff/src/modules/coins/ledger/verify';
import {
  closeLedger,
  committerOn,
  entriesIn,
  openLedger,
  rechargeOf,
  redeemOf,
  walletsIn,
} from './mongo-kit';

const DAY_MS = 86_400_000;
const ignore = () => undefined;
const OLD = new Date(Date.now() - 30 * DAY_MS);
const SINCE = new Date(Date.now() - DAY_MS);

const OLD_CARD = { merchantId: 'mer_a', cardId: 'crd_old' };
const NEW_CARD = { merchantId: 'mer_a', cardId: 'crd_new' };
const OTHER = { merchantId: 'mer_b', cardId: 'crd_other' };

let db: mongo.Db;
beforeAll(async () => {
  db = await openLedger();
  const committer = committerOn(db);
  for (const card of [OLD_CARD, NEW_CARD, OTHER]) {
    await committer.post({ ...rechargeOf(card), now: OLD });
    await committer.post({ ...redeemOf({ ...card, paidFen: 100 }), now: OLD });
  }
  await committer.post(redeemOf({ ...NEW_CARD, paidFen: 200 }));
  await committer.post(redeemOf({ ...OTHER, paidFen: 200 }));
  const wallets = await mongoLedgerStore(db).loadWallets([OLD_CARD, NEW_CARD, OTHER]);
  await writeSnapshots(db, [...wallets.values()]);
});
afterAll(closeLedger);

const damage = (card: { cardId: string }) =>
  entriesIn(db).updateOne({ cardId: card.cardId, seq: 1 }, { $set: { tender: 'air' } });
const repair = (card: { cardId: string }) =>
  entriesIn(db).updateOne({ cardId: card.cardId, seq: 1 }, { $set: { tender: 'cash' } });

describe('a part of the ledger', () => {
  it('is one merchant’s', async () => {
    await damage(OTHER);
    const own = await verifyLedger(db, ignore, { merchantId: 'mer_a' });
    expect(own).toMatchObject({ entries: 5, cards: 2, broken: null });
    expect([...own.totals.keys()]).toEqual(['mer_a']);
    const others = await verifyLedger(db, ignore, { merchantId: 'mer_b' });
    expect(others.broken).toMatchObject({ ...OTHER, seq: 1 });
    await repair(OTHER);
    const none = await verifyLedger(db, ignore, { merchantId: 'mer_none' });
    expect(none).toMatchObject({ entries: 0, cards: 0, broken: null });
  });

  it('is the cards with entries since an instant, each from its first entry', async () => {
    const told: Progress[] = [];
    const verified = await verifyLedger(db, (progress) => told.push(progress), { since: SINCE });
    expect(verified).toMatchObject({ entries: 6, cards: 2, broken: null });
    expect(told.at(-1)).toEqual({ entries: 6, cards: 2, estimate: 6 });
    await damage(OLD_CARD);
    expect((await verifyLedger(db, ignore, { since: SINCE })).broken).toBeNull();
    await repair(OLD_CARD);
    await damage(NEW_CARD);
    const { broken } = await verifyLedger(db, ignore, { since: SINCE, merchantId: 'mer_a' });
    expect(broken).toMatchObject({ ...NEW_CARD, seq: 1 });
    await repair(NEW_CARD);
    const all = await verifyLedger(db, ignore, { since: OLD });
    expect(all).toMatchObject({ entries: 8, cards: 3, broken: null });
    const none = await verifyLedger(db, ignore, { since: new Date(Date.now() + DAY_MS) });
    expect(none).toMatchObject({ entries: 0, broken: null });
  });

  it('holds a card of which only the wallet remembers the last entry', async () => {
    const last = await entriesIn(db).findOneAndDelete({ ...NEW_CARD, seq: 3 });
    const { broken } = await verifyLedger(db, ignore, { since: SINCE });
    expect(broken).toEqual({ ...NEW_CARD, seq: 3, problem: 'the wallet is ahead of its entries' });
    if (last) await entriesIn(db).insertOne(last);
  });

  it('is read whole where there are more cards than one query names', async () => {
    const committer = committerOn(db);
    const cards = Array.from({ length: 1_100 }, (_, n) => `crd_many_${n}`);
    await Promise.all(
      cards.map((cardId) => committer.post(rechargeOf({ merchantId: 'mer_m', cardId }))),
    );
    const verified = await verifyLedger(db, ignore, { since: SINCE });
    expect(verified).toMatchObject({ entries: 1_106, cards: 1_102, broken: null });
    await entriesIn(db).deleteMany({ merchantId: 'mer_m' });
    await walletsIn(db).deleteMany({ merchantId: 'mer_m' });
  });
});

const SEQ = 'merchantId_1_cardId_1_seq_1';
const CLAIMS = 'merchantId_1_claims_1';
const KEYS = {
  [SEQ]: { merchantId: 1, cardId: 1, seq: 1 },
  [CLAIMS]: { merchantId: 1, claims: 1 },
} as const;

describe.each([SEQ, CLAIMS] as const)('without the unique index %s', (name) => {
  beforeEach(() => entriesIn(db).dropIndex(name));
  afterEach(async () => {
    await entriesIn(db).dropIndex(name).catch(ignore);
    await entriesIn(db).createIndex(KEYS[name], { name, unique: true });
    expect((await verifyLedger(db, ignore)).broken).toBeNull();
  });

  const broken = async () => (await verifyLedger(db, ignore)).broken;
  const problem = `no unique index ${name}`;
  const nowhere = { merchantId: '', cardId: '', seq: 0, problem };

  it('nothing is proved', async () => {
    expect(await broken()).toEqual(nowhere);
  });

  it.each<[string, mongo.CreateIndexesOptions]>([
    ['not unique', {}],
    ['sparse', { unique: true, sparse: true }],
    ['partial', { unique: true, partialFilterExpression: { seq: { $gt: 2 } } }],
    ['blind to case', { unique: true, collation: { locale: 'en', strength: 1 } }],
  ])('but with one that is %s, nothing is proved', async (_what, options) => {
    await entriesIn(db).createIndex(KEYS[name], { ...options, name });
    expect(await broken()).toEqual(nowhere);
  });

  it('an entry that it would have refused is named', async () => {
    const first = (await entriesIn(db).findOne({ ...NEW_CARD, seq: 2 })) as Entry;
    const copy = {
      ...first,
      _id: 'ent_zzz',
      ...(name === SEQ ? { claims: ['req:z'] } : { seq: 9 }),
    };
    await entriesIn(db).insertOne(copy);
    const what = name === SEQ ? 'seq 2' : first.claims[0];
    const twice = `${problem}, and ${what} stands twice`;
    expect(await broken()).toEqual({ ...NEW_CARD, seq: copy.seq, problem: twice });
    await entriesIn(db).deleteOne({ _id: copy._id });
  });
});
