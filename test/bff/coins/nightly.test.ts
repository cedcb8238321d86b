import {
  expireLots,
  post,
  releaseHolds,
  requestClaim,
  startCoins,
  stopCoins,
  walletOf,
} from '@merchant-coin/bff/modules/coins';
import { startOfDay } from '@merchant-coin/shared';
import type { mongo } from 'mongoose';
import { setTimeout as sleep } from 'node:timers/promises';
import { startDatabaseClock, stopDatabaseClock } from '../../../bff/src/db/clock';
import { log } from '../../../bff/src/http/log';
import type { Job, JobCounts, JobRun } from '../../../bff/src/jobs/job';
import { JobRunner } from '../../../bff/src/jobs/runner';
import type { Entry } from '../../../bff/src/modules/coins/ledger/entry';
import { writeSnapshots } from '../../../bff/src/modules/coins/ledger/snapshots';
import { mongoLedgerStore } from '../../../bff/src/modules/coins/ledger/store';
import type { HoldCommand } from '../../../bff/src/modules/coins/ledger/commands';
import { verifyLedger } from '../../../bff/src/modules/coins/ledger/verify';
import { TestClock } from '../../support/clock';
import { closeLedger, entriesIn, grantOf, openLedger, rechargeOf, walletsIn } from './mongo-kit';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const SHANGHAI = 'Asia/Shanghai';
const DATE = '2027-03-02';
const MIDNIGHT = startOfDay(SHANGHAI, DATE);
const after = (ms: number) => new Date(MIDNIGHT.getTime() + ms);

const clock = new TestClock();
const goOn = new AbortController().signal;
let db: mongo.Db;
let cards = 0;

beforeAll(async () => {
  log.level = 'silent';
  db = await openLedger();
  await startDatabaseClock();
  startCoins(() => undefined);
});
afterAll(async () => {
  await stopCoins();
  stopDatabaseClock();
  await closeLedger();
});
beforeEach(() => clock.set(after(11 * MINUTE_MS)));
// Whatever happens at night, the ledger adds up.
afterEach(async () => expect((await verifyLedger(db, () => undefined)).broken).toBeNull());

const newCard = () => {
  cards += 1;
  return { merchantId: `mer_${cards}`, cardId: `crd_${cards}` };
};

type Card = ReturnType<typeof newCard>;

/** Bonus on a card that ends at an instant, granted ten days before. */
async function grant(card: Card, expiresAt: Date, amountFen = 500): Promise<string> {
  const now = after(-10 * DAY_MS);
  const { entry } = await post(grantOf({ ...card, now, amountFen, expiresAt }));
  return entry.gives[0]?.lotId ?? '';
}

async function hold(card: Card, paidFen: number, expiresAt: Date | null): Promise<string> {
  const key = `hold-${(cards += 1)}`;
  const command: HoldCommand = {
    ...card,
    type: 'hold',
    now: after(-9 * DAY_MS),
    claims: [requestClaim(key)],
    fingerprint: key,
    storeId: 'sto_a',
    staffId: 'stf_a',
    sale: { listFen: paidFen, paidFen, discountBp: 10_000, pointsBp: 0 },
    policy: 'bonusFirst',
    expiresAt,
  };
  return (await post(command)).entry._id;
}

/** What the worker's feed does: the night sees what snapshots show. */
async function freshen(merchantId: string): Promise<void> {
  const cardIds = await entriesIn(db).distinct('cardId', { merchantId });
  const keys = cardIds.map((cardId) => ({ merchantId, cardId }));
  const wallets = await mongoLedgerStore(db).loadWallets(keys);
  await writeSnapshots(db, [...wallets.values()]);
}

function runOf(merchantId: string, changed: Partial<JobRun> = {}): JobRun {
  return { merchantId, zone: SHANGHAI, date: DATE, clock, signal: goOn, ...changed };
}

async function nightOf(merchantId: string, job: Job = expireLots): Promise<JobCounts> {
  await freshen(merchantId);
  return job.run(runOf(merchantId));
}

const entriesOf = ({ merchantId }: { merchantId: string }, type: Entry['type']) =>
  entriesIn(db).find({ merchantId, type }).sort({ cardId: 1, seq: 1 }).toArray();

const balanceOf = async (card: Card) => (await walletOf(card, clock.now())).balance;

describe('the night', () => {
  it('writes off what is left of expired lots, and nothing else', async () => {
    const card = newCard();
    await post(rechargeOf({ ...card, now: after(-10 * DAY_MS), amountFen: 10_000 }));
    const expired = await grant(card, after(-DAY_MS), 300);
    await grant(card, after(DAY_MS), 200);
    expect(await nightOf(card.merchantId)).toEqual({ written: 1, already: 0 });
    const [entry] = await entriesOf(card, 'expire');
    expect(entry).toMatchObject({
      claims: [`expire:${expired}`],
      takes: [{ lotId: expired, amountFen: 300 }],
      after: { principalFen: 10_000, bonusFen: 200, spendableFen: 10_200 },
      storeId: null,
      staffId: null,
    });
    // The database's clock, as the test has set it.
    expect(Math.abs(Number(entry?.at) - clock.now().getTime())).toBeLessThan(5_000);
  });

  it('writes a lot off that ends exactly at the merchant’s midnight, but not a moment sooner', async () => {
    const card = newCard();
    await grant(card, MIDNIGHT);
    await grant(card, new Date(clock.now().getTime() + MINUTE_MS));
    await freshen(card.merchantId);
    clock.set(after(-1_000));
    expect(await expireLots.run(runOf(card.merchantId))).toEqual({ written: 0, already: 0 });
    clock.set(after(0));
    expect(await expireLots.run(runOf(card.merchantId))).toEqual({ written: 1, already: 0 });
    expect(await entriesOf(card, 'expire')).toHaveLength(1);
  });

  it('comes at the merchant’s own midnight: three hours earlier in Sydney', async () => {
    const [sydney, shanghai] = [newCard(), newCard()];
    const zones = new Map([
      [sydney.merchantId, 'Australia/Sydney'],
      [shanghai.merchantId, SHANGHAI],
    ]);
    for (const card of [sydney, shanghai]) {
      await grant(card, startOfDay(zones.get(card.merchantId) ?? '', DATE));
      await freshen(card.merchantId);
    }
    async function* merchants() {
      for (const [merchantId, zone] of zones) yield { merchantId, zone };
    }
    const runner = new JobRunner({ jobs: [expireLots], merchants, clock });
    const count = async (card: Card) => (await entriesOf(card, 'expire')).length;
    clock.set(after(-4 * 3_600_000));
    await runner.runDue(goOn);
    clock.set(after(-3 * 3_600_000));
    await runner.runDue(goOn);
    // Midnight in Sydney; the job comes ten minutes later.
    expect([await count(sydney), await count(shanghai)]).toEqual([0, 0]);
    clock.advance(10 * MINUTE_MS + 1_000);
    await runner.runDue(goOn);
    expect([await count(sydney), await count(shanghai)]).toEqual([1, 0]);
    clock.set(after(10 * MINUTE_MS + 1_000));
    await runner.runDue(goOn);
    expect([await count(sydney), await count(shanghai)]).toEqual([1, 1]);
  });

  it('leaves held coins of an expired lot held; released they are good for seven more days', async () => {
    const card = newCard();
    const lotId = await grant(card, after(-DAY_MS), 500);
    const holdId = await hold(card, 200, null);
    await nightOf(card.merchantId);
    expect(await entriesOf(card, 'expire')).toMatchObject([{ takes: [{ lotId, amountFen: 300 }] }]);
    expect(await balanceOf(card)).toMatchObject({ heldFen: 200, spendableFen: 0 });
    await post({
      ...card,
      type: 'release',
      holdId,
      now: clock.now(),
      claims: [requestClaim(`end-${holdId}`), `release:${holdId}`],
      fingerprint: holdId,
      storeId: null,
      staffId: null,
    });
    expect(await balanceOf(card)).toMatchObject({ heldFen: 0, bonusFen: 200 });
    expect(await nightOf(card.merchantId)).toMatchObject({ written: 0 });
    clock.advance(7 * DAY_MS);
    expect(await nightOf(card.merchantId)).toMatchObject({ written: 1 });
    expect(await entriesOf(card, 'expire')).toHaveLength(2);
  });

  it('does nothing more when it is run again, or twice at once', async () => {
    const card = newCard();
    for (let n = 0; n < 20; n += 1) await grant(card, after(-DAY_MS));
    await freshen(card.merchantId);
    // Both see all lots: the snapshots are brought up to date only later.
    const counts = await Promise.all([1, 2, 3].map(() => expireLots.run(runOf(card.merchantId))));
    expect(counts.reduce((sum, { written = 0 }) => sum + written, 0)).toBe(20);
    expect(await nightOf(card.merchantId)).toEqual({ written: 0, already: 0 });
    expect(await entriesOf(card, 'expire')).toHaveLength(20);
  });

  it('is not led astray by a snapshot that is behind: it finds nothing twice and nothing never', async () => {
    const card = newCard();
    await grant(card, after(-DAY_MS));
    await freshen(card.merchantId);
    const behind = await walletsIn(db).findOne({ _id: card.cardId });
    await grant(card, after(-2 * DAY_MS));
    await freshen(card.merchantId);
    const recent = await walletsIn(db).findOne({ _id: card.cardId });
    if (!behind || !recent) throw new Error('no snapshots');
    await walletsIn(db).replaceOne({ _id: card.cardId }, behind);
    expect(await expireLots.run(runOf(card.merchantId))).toEqual({ written: 1, already: 0 });
    // Now with a lot that is gone already, and one that the run before could not see.
    await freshen(card.merchantId);
    await walletsIn(db).replaceOne({ _id: card.cardId }, recent);
    expect(await expireLots.run(runOf(card.merchantId))).toEqual({ written: 1, already: 1 });
    expect(await entriesOf(card, 'expire')).toHaveLength(2);
  });

  it('writes off the lots of a frozen card', async () => {
    const card = newCard();
    await grant(card, after(-DAY_MS));
    const key = `freeze-${card.cardId}`;
    const base = { ...card, now: after(-DAY_MS), fingerprint: key, storeId: null, staffId: null };
    await post({ ...base, type: 'freeze', over: null, claims: [requestClaim(key)] });
    expect(await nightOf(card.merchantId)).toEqual({ written: 1, already: 0 });
  });

  it('goes on where a broken card stands in its way, and says that it is not done', async () => {
    const card = newCard();
    const other = { ...card, cardId: `${card.cardId}_broken` };
    const bonus = await grant(card, after(-DAY_MS));
    await grant(other, after(-DAY_MS));
    await freshen(card.merchantId);
    // No entry ever leaves an empty lot: the card's state is damaged.
    await walletsIn(db).updateOne({ _id: other.cardId }, { $set: { 'lots.0.remainingFen': 0 } });
    // Forgets the card's state in memory.
    await stopCoins();
    startCoins(() => undefined);
    await expect(expireLots.run(runOf(card.merchantId))).rejects.toThrow('postings failed');
    expect(await entriesOf(card, 'expire')).toMatchObject([{ takes: [{ lotId: bonus }] }]);
    await walletsIn(db).deleteOne({ _id: other.cardId });
  });
});

describe('releaseHolds', () => {
  it('releases holds that ran out on cards that nobody touches, and no others', async () => {
    const card = newCard();
    await post(rechargeOf({ ...card, now: after(-10 * DAY_MS), amountFen: 1_000 }));
    const ranOut = await hold(card, 100, after(-DAY_MS));
    const ranOutToo = await hold(card, 50, after(-2 * DAY_MS));
    await hold(card, 200, after(DAY_MS));
    await hold(card, 300, null);
    expect(await nightOf(card.merchantId, releaseHolds)).toEqual({ written: 2, already: 0 });
    expect(await balanceOf(card)).toMatchObject({ heldFen: 500, spendableFen: 500 });
    expect(await entriesOf(card, 'release')).toMatchObject(
      [ranOut, ranOutToo].map((id) => ({ refersTo: id, claims: [`release:${id}`] })),
    );
    expect(await nightOf(card.merchantId, releaseHolds)).toEqual({ written: 0, already: 0 });
  });

  it('finds a hold that another entry has released meanwhile already done', async () => {
    const card = newCard();
    await post(rechargeOf({ ...card, now: after(-10 * DAY_MS), amountFen: 1_000 }));
    const holdId = await hold(card, 100, after(-DAY_MS));
    await freshen(card.merchantId);
    const behind = await walletsIn(db).findOne({ _id: card.cardId });
    if (!behind) throw new Error('no snapshot');
    await post(rechargeOf({ ...card, now: clock.now(), amountFen: 1 }));
    await freshen(card.merchantId);
    await walletsIn(db).replaceOne({ _id: card.cardId }, behind);
    expect(await releaseHolds.run(runOf(card.merchantId))).toEqual({ written: 0, already: 1 });
    expect(await entriesOf(card, 'release')).toMatchObject([{ refersTo: holdId }]);
  });
});

describe('three thousand cards', () => {
  const CARDS = 3_000;
  const merchantId = 'mer_large';

  beforeAll(async () => {
    const give = (n: number) =>
      grant({ merchantId, cardId: `crd_large_${n}` }, after(n % 3 === 0 ? DAY_MS : -DAY_MS));
    for (let first = 0; first < CARDS; first += 250) {
      await Promise.all(Array.from({ length: 250 }, (_, n) => give(first + n)));
    }
    await freshen(merchantId);
  });

  it('are looked through by index, a few at a time; cut off in the middle, the rest follows', async () => {
    const filter = { ns: `${db.databaseName}.wallets`, planSummary: /lots\.expiresAt/ };
    await db.command({ profile: 1, filter });
    const stopping = new AbortController();
    const cutOff = expireLots.run(runOf(merchantId, { signal: stopping.signal }));
    await untilExpired(300);
    stopping.abort();
    await expect(cutOff).rejects.toThrow('aborted');
    const before = (await entriesOf({ merchantId }, 'expire')).length;
    expect(before).toBeGreaterThanOrEqual(300);
    expect(before).toBeLessThan(2_000);
    expect(await nightOf(merchantId)).toEqual({ written: 2_000 - before, already: 0 });
    await db.setProfilingLevel('off');

    const expired = await entriesOf({ merchantId }, 'expire');
    expect(new Set(expired.flatMap(({ takes }) => takes.map((take) => take.lotId))).size).toBe(
      2_000,
    );
    const looks = await db.collection('system.profile').find(filter).toArray();
    expect(looks.length).toBeGreaterThan(2_000 / 64);
    expect(largest(looks, 'nreturned')).toBeLessThanOrEqual(64);
    expect(largest(looks, 'docsExamined')).toBeLessThanOrEqual(64);
  });

  const largest = (rows: readonly mongo.Document[], field: string) =>
    Math.max(...rows.map((row) => Number(row[field])));

  async function untilExpired(count: number): Promise<void> {
    while ((await entriesIn(db).countDocuments({ merchantId, type: 'expire' })) < count) {
      await sleep(5);
    }
  }
});
