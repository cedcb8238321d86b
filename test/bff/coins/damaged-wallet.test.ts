import type { mongo } from 'mongoose';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../../bff/src/http/app-error';
import { followEntries } from '../../../bff/src/modules/coins/feed';
import type { Entry } from '../../../bff/src/modules/coins/ledger/entry';
import { writeSnapshots } from '../../../bff/src/modules/coins/ledger/snapshots';
import { mongoLedgerStore } from '../../../bff/src/modules/coins/ledger/store';
import {
  closeLedger,
  committerOn,
  entriesIn,
  openLedger,
  rechargeOf,
  redeemOf,
  walletsIn,
} from './mongo-kit';

const merchantId = 'mer_a';
const GOOD = 40;
/** Well below the five seconds after which a posting is given up. */
const AT_ONCE_MS = 1_500;

/** What happens to a card of one recharge and a redemption, behind the ledger's back. */
const DAMAGES = {
  entryGone: (cardId: string) => entriesIn(db).deleteOne({ merchantId, cardId, seq: 1 }),
  entryChanged: (cardId: string) =>
    entriesIn(db).updateOne({ merchantId, cardId, seq: 2 }, { $set: { prev: 'other' } }),
  entryEmptied: (cardId: string) =>
    entriesIn(db).updateOne({ merchantId, cardId, seq: 2 }, { $unset: { takes: '' } }),
  lotMissing: async (cardId: string) => {
    await snapshotAt(cardId, 1);
    await walletsIn(db).updateOne({ _id: cardId, merchantId }, { $set: { lots: [] } });
  },
  lotsUnreadable: async (cardId: string) => {
    await snapshotAt(cardId, 2);
    await walletsIn(db).updateOne({ _id: cardId, merchantId }, { $unset: { lots: '' } });
  },
};

let db: mongo.Db;
beforeAll(async () => {
  db = await openLedger();
});
beforeEach(async () => {
  for (const name of ['entries', 'wallets', 'streamPositions']) {
    await db.collection(name).deleteMany({});
  }
});
afterAll(closeLedger);

const good = (n: number) => ({ merchantId, cardId: `crd_good_${n}` });
const damagedCards = Object.keys(DAMAGES).map((name) => ({ merchantId, cardId: `crd_${name}` }));

/** Writes the card's snapshot as it was after some of its entries. */
async function snapshotAt(cardId: string, seq: number): Promise<void> {
  const later = await entriesIn(db)
    .find({ merchantId, cardId, seq: { $gt: seq } })
    .toArray();
  if (later.length > 0) await entriesIn(db).deleteMany({ merchantId, cardId, seq: { $gt: seq } });
  const wallets = await mongoLedgerStore(db).loadWallets([{ merchantId, cardId }]);
  await writeSnapshots(db, [...wallets.values()]);
  if (later.length > 0) await entriesIn(db).insertMany(later);
}

async function loadCards(): Promise<void> {
  const committer = committerOn(db);
  const cards = [...Array.from({ length: GOOD }, (_, n) => good(n)), ...damagedCards];
  await Promise.all(cards.map((card) => committer.post(rechargeOf(card))));
  await Promise.all(cards.map((card) => committer.post(redeemOf({ ...card, paidFen: 100 }))));
  for (const [name, damage] of Object.entries(DAMAGES)) await damage(`crd_${name}`);
}

describe('a round with damaged wallets', () => {
  it('refuses their postings alone, each at once with its own error', async () => {
    await loadCards();
    // Every other neighbour has a snapshot; the others are folded together with the damaged ones.
    for (let n = 0; n < GOOD; n += 2) await snapshotAt(good(n).cardId, 2);
    // Nothing in memory, as after a start.
    const committer = committerOn(db);
    const since = performance.now();
    const right = Array.from({ length: GOOD }, (_, n) =>
      committer.post(redeemOf({ ...good(n), paidFen: 200 })),
    );
    const wrong = damagedCards.map((card) => committer.post(redeemOf({ ...card, paidFen: 200 })));

    const committed = await Promise.all(right);
    expect(committed.map(({ entry }) => [entry.seq, entry.after.spendableFen])).toEqual(
      Array.from({ length: GOOD }, () => [3, 9_700]),
    );
    const refused = await Promise.allSettled(wrong);
    expect(performance.now() - since).toBeLessThan(AT_ONCE_MS);
    for (const outcome of refused) {
      expect(outcome.status).toBe('rejected');
      // A refusal would say that the card's state calls for it; that state is not known.
      expect((outcome as PromiseRejectedResult).reason).not.toBeInstanceOf(AppError);
    }
    const added = { cardId: { $in: damagedCards.map(({ cardId }) => cardId) }, seq: { $gt: 2 } };
    expect(await entriesIn(db).countDocuments({ merchantId, ...added })).toBe(0);
  });

  it('still answers what a damaged card has done before', async () => {
    const card = { merchantId, cardId: 'crd_entryGone' };
    const committer = committerOn(db);
    await committer.post(rechargeOf(card));
    const command = redeemOf({ ...card, paidFen: 100 });
    const { entry } = await committer.post(command);
    await DAMAGES.entryGone(card.cardId);
    await expect(committerOn(db).post(command)).resolves.toMatchObject({
      entry: { _id: entry._id },
      replayed: true,
    });
  });
});

describe('the feed beside damaged wallets', () => {
  it('goes on with the neighbours, tells of every entry and warns', async () => {
    await loadCards();
    const told: Entry[] = [];
    const warnings: unknown[] = [];
    const feed = followEntries(
      [(entries) => Promise.resolve(void told.push(...entries))],
      (cause) => warnings.push(cause),
    );
    const all = await entriesIn(db).find().toArray();
    const deadline = performance.now() + 5_000;
    while (told.length < all.length && performance.now() < deadline) await sleep(10);
    await feed.stop();

    expect(new Set(told.map(({ _id }) => _id))).toEqual(new Set(all.map(({ _id }) => _id)));
    const snapshots = await walletsIn(db)
      .find({ merchantId, cardId: /^crd_good/ })
      .toArray();
    expect(snapshots.map(({ version }) => version)).toEqual(Array.from({ length: GOOD }, () => 2));
    expect(warnings.map(String).join()).toContain('crd_entryChanged');
  });
});
