import { newId } from '@merchant-coin/bff/db/ids';
import { openMerchant } from '@merchant-coin/bff/modules/merchants';
import { ProgressBar } from '@merchant-coin/bff/progress-bar';
import { addDays } from '@merchant-coin/shared';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import mongoose from 'mongoose';
import { residentMb } from './cpu';
import { personOf } from './stage';

const MERCHANTS = 200;
const DATE = '2031-06-01';
const BATCH = 1_000;
const LOOK_EVERY_MS = 50;
const REMINDERS = join(resolve(__dirname, '../../..'), 'bff/dist/reminders.js');

interface Size {
  cards: number;
}

const cardsIn = () => {
  const { db } = mongoose.connection;
  if (!db) throw new Error('not connected');
  return db.collection<{ _id: string }>('cards');
};

/** Merchants with cards that end, and were last seen, on days all over the year. */
async function fill({ cards }: Size, now: Date): Promise<void> {
  const owner = await personOf('137', 0, now);
  const merchantIds: string[] = [];
  for (let n = 0; n < MERCHANTS; n += 1) {
    merchantIds.push((await openMerchant(owner, { name: `提醒商家${n}` }, now))._id);
  }
  const bar = new ProgressBar(process.stderr);
  for (let first = 0; first < cards; first += BATCH) {
    const size = Math.min(BATCH, cards - first);
    const made = Array.from({ length: size }, (_, n) =>
      cardOf(first + n, merchantIds[(first + n) % MERCHANTS] ?? '', now),
    );
    await cardsIn().insertMany(made, { ordered: false, writeConcern: { w: 1, j: false } });
    bar.show({ done: first + size, estimate: cards, what: 'cards' });
  }
  bar.clear();
}

function cardOf(n: number, merchantId: string, now: Date) {
  const serial = String(n).padStart(10, '0');
  const people = { memberId: `mbr_bench${n}`, userId: `usr_bench${n}` };
  const numbers = { number: serial, serial, serials: [serial] };
  return {
    _id: newId('card', now),
    merchantId,
    ...people,
    ...numbers,
    typeId: 'cty_bench',
    tierId: null,
    joinedOn: '2030-01-01',
    validThrough: addDays(DATE, Math.floor(n / MERCHANTS) % 365),
    lastVisitOn: addDays(DATE, -(Math.floor(n / MERCHANTS) % 365)),
    payDevice: null,
    createdAt: now,
  };
}

/** Reads of every card what the planner needs of those that are due, and does nothing with it. */
async function bareScan(): Promise<{ seconds: number; cards: number }> {
  const fields = { merchantId: 1, userId: 1, validThrough: 1, lastVisitOn: 1 };
  const startedMs = performance.now();
  let cards = 0;
  for await (const card of cardsIn().find({}).project(fields)) cards += card._id === '' ? 0 : 1;
  return { seconds: (performance.now() - startedMs) / 1_000, cards };
}

/** `npm run reminders:plan` over all merchants, as a process of its own. */
async function plan(): Promise<{ seconds: number; peakMb: number; said: string }> {
  const startedMs = performance.now();
  const program = spawn(process.execPath, [REMINDERS, '--date', DATE], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  program.stdout.on('data', (data: Buffer) => {
    said += data.toString('utf8');
  });
  let peakMb = 0;
  const watch = setInterval(() => {
    peakMb = Math.max(peakMb, residentMb(program.pid) ?? 0);
  }, LOOK_EVERY_MS);
  const [code] = (await once(program, 'close')) as [number];
  clearInterval(watch);
  if (code !== 0) throw new Error(`the planner ended with ${code}`);
  return { seconds: (performance.now() - startedMs) / 1_000, peakMb, said };
}

/**
 * The planner over a large platform beside a bare scan of the same fields: how many cards a second it answers
 * for, and the most memory that it had.
 */
export async function measureReminders(size: Size, now: Date): Promise<void> {
  await fill(size, now);
  const scan = await bareScan();
  const planned = await plan();
  console.log(planned.said.trimEnd());
  const perSecond = (seconds: number) => Math.round(scan.cards / seconds);
  const ratio = (scan.seconds / planned.seconds).toFixed(2);
  console.log(
    `reminders: cards=${scan.cards} merchants=${MERCHANTS}` +
      ` planner=${perSecond(planned.seconds)}/s scan=${perSecond(scan.seconds)}/s` +
      ` planner/scan=${ratio} peakMb=${planned.peakMb}`,
  );
}
