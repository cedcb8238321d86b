import type { mongo } from 'mongoose';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type EntryFeed,
  type EntrySubscriber,
  followEntries,
} from '../../../bff/src/modules/coins/feed';
import type { Entry } from '../../../bff/src/modules/coins/ledger/entry';
import {
  closeLedger,
  committerOn,
  entriesIn,
  openLedger,
  rechargeOf,
  redeemOf,
  walletsIn,
} from './mongo-kit';

const HOUR_MS = 3_600_000;
const PATIENCE_MS = 10_000;

let db: mongo.Db;
let feed: EntryFeed | null = null;
let warnings: unknown[] = [];
beforeAll(async () => {
  db = await openLedger();
});
beforeEach(async () => {
  warnings = [];
  for (const name of ['entries', 'wallets', 'streamPositions']) {
    await db.collection(name).deleteMany({});
  }
});
afterEach(stop);
afterAll(closeLedger);

const card = (n: number) => ({ merchantId: n % 2 ? 'mer_a' : 'mer_b', cardId: `crd_${n}` });
const positions = () =>
  db.collection<{ _id: string; token?: { _data: string }; at?: Date }>('streamPositions');

/** Remembers what it was told of; may be told to fail first. */
class Listener {
  readonly told: Entry[] = [];

  constructor(private failures = 0) {}

  readonly subscribe: EntrySubscriber = async (entries) => {
    this.told.push(...entries);
    if (this.failures > 0) {
      this.failures -= 1;
      throw new Error('not now');
    }
  };

  get ids(): string[] {
    return this.told.map((entry) => entry._id);
  }
}

function start(...listeners: Listener[]): void {
  const subscribers = listeners.map((listener) => listener.subscribe);
  feed = followEntries(subscribers, (cause) => warnings.push(cause));
}

async function stop(): Promise<void> {
  await feed?.stop();
  feed = null;
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error('waited in vain');
    await sleep(10);
  }
}

/** Until the feed has told of an entry and stored how far it came. */
const untilStored = (entry: Entry) =>
  until(async () => {
    const position = await positions().findOne({ _id: 'entries' });
    return position?.token !== undefined && position.at?.getTime() === entry.at.getTime();
  });

const committer = () => committerOn(db);

async function recharge(n: number, at = new Date()): Promise<Entry> {
  return (await committer().post(rechargeOf({ ...card(n), now: at }))).entry;
}

async function redeem(n: number, paidFen: number, at = new Date()): Promise<Entry> {
  return (await committer().post(redeemOf({ ...card(n), paidFen, now: at }))).entry;
}

/** Every entry at least once, and on each card in order. */
async function expectAllTold(told: readonly Entry[]): Promise<void> {
  const ids = told.map((entry) => entry._id);
  const all = await entriesIn(db).find().toArray();
  expect(new Set(ids)).toEqual(new Set(all.map((entry) => entry._id)));
  const firsts = told.filter((entry, index) => ids.indexOf(entry._id) === index);
  const lastSeq = new Map<string, number>();
  for (const { cardId, seq } of firsts) {
    expect([cardId, seq]).toEqual([cardId, (lastSeq.get(cardId) ?? 0) + 1]);
    lastSeq.set(cardId, seq);
  }
}

describe('followEntries', () => {
  it('tells of every entry, those before its start too, in order on each card', async () => {
    const listener = new Listener();
    await Promise.all([1, 2, 3, 4].map((n) => recharge(n)));
    start(listener);
    const writing = committer();
    await Promise.all(
      Array.from({ length: 60 }, (_, n) =>
        writing.post(redeemOf({ ...card(1 + (n % 4)), paidFen: 1 + n })),
      ),
    );
    await until(() => new Set(listener.ids).size === 64);
    await expectAllTold(listener.told);
    expect(warnings).toEqual([]);
  });

  it('brings snapshots up to date before it tells', async () => {
    const listener = new Listener();
    const behind: number[] = [];
    const look: EntrySubscriber = async (entries) => {
      for (const { cardId, seq } of entries) {
        const snapshot = await walletsIn(db).findOne({ _id: cardId });
        if ((snapshot?.version ?? 0) < seq) behind.push(seq);
      }
    };
    feed = followEntries([look, listener.subscribe], (cause) => warnings.push(cause));
    await recharge(1);
    const last = await redeem(1, 700);
    await until(() => listener.ids.includes(last._id));
    expect(behind).toEqual([]);
    const snapshot = await walletsIn(db).findOne({ _id: card(1).cardId });
    expect(snapshot).toMatchObject({ version: 2, head: last.hash, spentFen: 700 });
  });

  it('tells within moments, also while more keep coming', async () => {
    const delays: number[] = [];
    const committedAt = new Map<string, number>();
    const told: EntrySubscriber = async (entries) => {
      for (const { _id } of entries) {
        delays.push(performance.now() - (committedAt.get(_id) ?? performance.now()));
      }
    };
    feed = followEntries([told], (cause) => warnings.push(cause));
    await untilStored(await recharge(1));
    delays.length = 0;
    for (let n = 1; n <= 15; n += 1) {
      const { _id } = await redeem(1, n);
      committedAt.set(_id, performance.now());
      await sleep(20);
    }
    await until(() => delays.length >= 15);
    delays.sort((a, b) => a - b);
    expect(delays[7]).toBeLessThan(200);
  });

  it('goes on where it stood after a stop', async () => {
    const before = new Listener();
    start(before);
    await recharge(1);
    await untilStored(await redeem(1, 5));
    await stop();
    const missed = [await redeem(1, 6), await recharge(2)];
    const after = new Listener();
    start(after);
    await until(() => after.told.length >= 2);
    missed.push(await redeem(2, 7));
    await until(() => after.told.length >= 3);
    expect(after.ids).toEqual(missed.map((entry) => entry._id));
    expect(new Set(before.ids).size).toBe(2);
  });

  it('tells again what a subscriber failed at', async () => {
    const [steady, failing] = [new Listener(), new Listener(1)];
    await recharge(1);
    start(steady, failing);
    await until(() => failing.told.length >= 2);
    const last = await redeem(1, 9);
    await until(() => failing.ids.includes(last._id) && steady.ids.includes(last._id));
    await expectAllTold(failing.told);
    await expectAllTold(steady.told);
    expect(warnings).toHaveLength(1);
  });

  it('takes up where it failed, not where it came to', async () => {
    const listener = new Listener();
    start(listener);
    await untilStored(await recharge(1));
    await stop();
    const failing = new Listener(1);
    const missed = [await redeem(1, 1), await redeem(1, 2)].map((entry) => entry._id);
    start(failing);
    await until(() => failing.ids.slice(-1)[0] === missed[1] && failing.told.length >= 3);
    await expectAllTold([...listener.told, ...failing.told]);
  });
});

describe('followEntries without its position', () => {
  const inThePast = (token: string) => `${token.slice(0, 2)}5F000000${token.slice(10)}`;

  async function loseToken(): Promise<void> {
    const position = await positions().findOne({ _id: 'entries' });
    const token = { _data: inThePast(position?.token?._data ?? '') };
    await positions().updateOne({ _id: 'entries' }, { $set: { token } });
  }

  it('rereads from an hour before, and follows again', async () => {
    const now = Date.now();
    const first = new Listener();
    start(first);
    const old = await recharge(1, new Date(now - 3 * HOUR_MS));
    const recent = await recharge(2, new Date(now - HOUR_MS / 2));
    const last = await recharge(3, new Date(now));
    await untilStored(last);
    await stop();
    await loseToken();
    const missed = await redeem(3, 8);
    const second = new Listener();
    start(second);
    await until(() => [recent, last, missed].every(({ _id }) => second.ids.includes(_id)));
    expect(second.ids).not.toContain(old._id);
    const live = await redeem(1, 9);
    await untilStored(live);
    expect(second.ids).toContain(live._id);
    expect(warnings).toHaveLength(1);
    await stop();
    const third = new Listener();
    start(third);
    const next = await redeem(2, 10);
    await until(() => third.ids.includes(next._id));
    expect(third.ids).toEqual([next._id]);
  });
});

describe('two feeds', () => {
  it('both tell of everything: any number of workers may run', async () => {
    const [one, two] = [new Listener(), new Listener()];
    start(one);
    const second = followEntries([two.subscribe], (cause) => warnings.push(cause));
    await recharge(1);
    const last = await redeem(1, 3);
    await until(() => one.ids.includes(last._id) && two.ids.includes(last._id));
    await second.stop();
    await expectAllTold(one.told);
    await expectAllTold(two.told);
    expect(warnings).toEqual([]);
  });
});
