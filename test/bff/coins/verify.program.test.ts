import { connectMongo, disconnectMongo, ensureIndexes } from '@merchant-coin/bff/db/mongo';
import mongoose from 'mongoose';
import { randomBytes } from 'node:crypto';
import { CardModel } from '../../../bff/src/modules/cards/cards.model';
import { number, ProgressBar } from '../../../bff/src/progress-bar';
import { readOptions } from '../../../bff/src/verify/options';
import { dropDatabaseAt, freshMongoUri } from '../../support/db';
import { Program } from '../../support/program';
import { committerOn, entriesIn, rechargeOf, redeemOf } from './mongo-kit';

const CARD = { merchantId: 'mer_a', cardId: 'crd_a' };
const key = () => randomBytes(32).toString('base64');
const uri = freshMongoUri();
const env = {
  MONGODB_URI: uri,
  REDIS_URL: 'redis://127.0.0.1:1',
  WECHAT_APPID: 'wx',
  WECHAT_SECRET: 'secret',
  SMS_GATEWAY_URL: 'http://127.0.0.1:1',
  SMS_GATEWAY_KEY: 'key',
  SEAL_KEY: key(),
  INDEX_KEY: key(),
  FINGERPRINT_KEY: key(),
};

async function verify(args: string[] = [], changed: Partial<typeof env> = {}) {
  const program = new Program('bff/dist/verify.js', { ...env, ...changed }, args);
  const code = await program.exits();
  return { code, lines: program.output.trimEnd().split('\n') };
}

beforeAll(() => connectMongo(uri));
afterAll(async () => {
  await disconnectMongo();
  await dropDatabaseAt(uri);
});

/** One after another: each takes the ledger as the one before has left it. */
describe('npm run ledger:verify', () => {
  const { collection } = CardModel;

  it('exits 2 where there is nothing to verify', async () => {
    const lines = ['nothing to verify: there are no such entries'];
    expect(await verify()).toEqual({ code: 2, lines });
    await ensureIndexes();
    expect(await verify()).toEqual({ code: 2, lines });
  });

  it('exits 0 with what it has added up', async () => {
    const committer = committerOn(ledger());
    await committer.post(rechargeOf(CARD));
    await committer.post(redeemOf({ ...CARD, paidFen: 700 }));
    await collection.insertOne({ _id: CARD.cardId, merchantId: CARD.merchantId } as never);
    const sums = '¥100.00 given − ¥7.00 taken = ¥93.00 in wallets (¥0.00 of it held)';
    const lines = [`verified: 2 entries of 1 card of 1 merchant, ${sums}, nothing broken`];
    expect(await verify()).toEqual({ code: 0, lines });
    expect(await verify(['--since', '2020-01-01', '--merchant=mer_a'])).toEqual({ code: 0, lines });
    const nothing = ['nothing to verify: there are no such entries'];
    expect(await verify(['--since', '2999-01-01'])).toEqual({ code: 2, lines: nothing });
    expect(await verify(['--merchant', 'mer_b'])).toEqual({ code: 2, lines: nothing });
  });

  it('exits 1 naming merchant, card and seq of the first break', async () => {
    await entriesIn(ledger()).updateOne({ ...CARD, seq: 2 }, { $inc: { 'takes.0.amountFen': 1 } });
    const { code, lines } = await verify();
    expect([code, lines.length]).toEqual([1, 1]);
    expect(lines[0]).toMatch(
      /^broken: merchant mer_a card crd_a seq 2: the entry does not match its hash \(takes\.0/,
    );
    await entriesIn(ledger()).updateOne({ ...CARD, seq: 2 }, { $inc: { 'takes.0.amountFen': -1 } });
    await collection.deleteOne({ _id: CARD.cardId } as never);
    const orphan = 'broken: merchant mer_a card crd_a seq 1: entries of a card that does not exist';
    expect(await verify()).toEqual({ code: 1, lines: [orphan] });
  });

  it('exits 64 and says in one sentence why not', async () => {
    const lines = ['--merchant takes a merchant\'s id (mer_…), not "Lucky Tea".'];
    expect(await verify(['--merchant', 'Lucky Tea'])).toEqual({ code: 64, lines });
  });

  it('exits 69 where it cannot read the ledger', async () => {
    const { code, lines } = await verify([], { MONGODB_URI: '' });
    expect([code, lines[0]]).toEqual([69, 'The environment is not complete:']);
  });
});

function ledger() {
  const { db } = mongoose.connection;
  if (!db) throw new Error('not connected');
  return db;
}

describe('a command line', () => {
  it.each([
    [['--sinse', '2026-01-01'], /^Not understood: --sinse 2026-01-01 \(usage: npm run ledger/],
    [['--since'], /^Not understood: --since \(/],
    [['mer_a'], /^Not understood: mer_a \(/],
    [['--since', '2026-02-30'], /^--since takes a date .* not "2026-02-30"\.$/],
    [['--since', 'yesterday'], /^--since takes a date .* not "yesterday"\.$/],
    [['--merchant', ''], /^--merchant takes a merchant's id \(mer_…\), not ""\.$/],
  ])('of %j is refused', (args, sentence) => {
    expect(() => readOptions(args)).toThrow(sentence);
  });
});

describe('--since', () => {
  it.each([
    ['2026-03-01', '2026-02-28T16:00:00.000Z'],
    ['2026-03-01T08:00:00Z', '2026-03-01T08:00:00.000Z'],
    ['2026-03-01T08:00:00+08:00', '2026-03-01T00:00:00.000Z'],
  ])('%s is %s', (text, instant) => {
    expect(readOptions(['--since', text]).since?.toISOString()).toBe(instant);
  });
});

describe('the progress', () => {
  function shown(isTTY: boolean) {
    const written: string[] = [];
    let nowMs = 0;
    const display = { isTTY, write: (text: string) => written.push(text) };
    const bar = new ProgressBar(display, () => nowMs);
    const at = (ms: number, entries: number) => {
      nowMs = ms;
      const aside = `${number(entries / 5)} cards`;
      bar.show({ done: entries, estimate: 100_000, what: 'entries', aside });
    };
    return { written, bar, at };
  }

  it('is a bar on a terminal, drawn over itself and cleared', () => {
    const { written, bar, at } = shown(true);
    at(2_000, 50_000);
    at(2_050, 51_000);
    at(10_000, 120_000);
    bar.clear();
    const [half, full] = ['█'.repeat(12) + '░'.repeat(12), '█'.repeat(24)];
    expect(written).toEqual([
      `\r[${half}]  50 %  50,000 of 100,000 entries, 10,000 cards, 25,000/s, 0:02 left\x1b[K`,
      `\r[${full}] 100 %  120,000 of 120,000 entries, 24,000 cards, 12,000/s, 0:00 left\x1b[K`,
      '\r\x1b[K',
    ]);
  });

  it('is a line every five seconds elsewhere', () => {
    const { written, bar, at } = shown(false);
    at(100, 10);
    at(5_000, 100);
    at(5_100, 200);
    bar.clear();
    expect(written).toEqual(['  0 %  100 of 100,000 entries, 20 cards, 20/s, 1:23:15 left\n']);
  });
});
