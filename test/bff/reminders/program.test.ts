import { redis } from '@merchant-coin/bff/db/redis';
import { addDays } from '@merchant-coin/shared';
import { setTimeout as sleep } from 'node:timers/promises';
import mongoose from 'mongoose';
import { startTestApp, type TestApp } from '../../support/app';
import { Program } from '../../support/program';
import { Reminding } from '../../support/reminders';

const CARDS = 3_000;

let app: TestApp;
let at: Reminding;
beforeAll(async () => {
  app = await startTestApp();
  at = await Reminding.at(app);
});
afterAll(() => app.close());

const start = (...args: string[]) => new Program('bff/dist/reminders.js', app.programEnv, args);

async function run(...args: string[]): Promise<{ code: number; output: string }> {
  const program = start(...args);
  return { code: await program.exits(), output: program.output };
}

const notices = () => mongoose.connection.db?.collection('notices');

/** Cards of one member many times over; only what the planner looks at differs. */
async function manyCards(validThrough: string): Promise<void> {
  const member = await at.member();
  const cards = mongoose.connection.db?.collection<{ _id: string }>('cards');
  const card = await cards?.findOne({ _id: member.cardId });
  if (!card) throw new Error('no card');
  const text = (n: number) => String(n).padStart(10, '0');
  await cards?.insertMany(
    Array.from({ length: CARDS }, (_, n) => ({
      ...card,
      _id: `crd_many${text(n)}`,
      memberId: `mbr_many${text(n)}`,
      number: text(n),
      serial: text(n),
      serials: [text(n)],
      validThrough,
    })),
  );
}

describe('npm run reminders:plan', () => {
  it('lists what would go out, by kind, and writes only without --dry-run', async () => {
    const member = await at.member();
    await at.change(member, { validThrough: addDays('2031-01-01', 7) });
    const dry = await run('--date', '2031-01-01', '--dry-run');
    expect(dry.code).toBe(0);
    expect(dry.output).toMatch(/cardExpiring\s+1\n/);
    expect(dry.output).toContain('would be planned: 1');
    expect(await notices()?.countDocuments()).toBe(0);
    const real = await run('--date', '2031-01-01', '--merchant', at.merchantId);
    expect(real.output).toMatch(/planned: 1\n/);
    expect(await notices()?.countDocuments()).toBe(1);
  });

  it.each([
    [['--date', '2026-02-30'], /--date takes a date/],
    [['--merchant', 'acme'], /--merchant takes/],
    [['--merchant', 'mer_00000000000000000000000000'], /There is no merchant mer_0/],
    [['--shout'], /Not understood: --shout/],
  ])('refuses %p by name', async (args, words) => {
    const { code, output } = await run(...args);
    expect(code).toBe(64);
    expect(output).toMatch(words);
  });

  it('killed half way and run again, twice at once and with Redis emptied, misses none and tells none twice', async () => {
    await manyCards('2032-01-31');
    const first = start('--date', '2032-01-01');
    while (((await notices()?.countDocuments({ plannedOn: '2032-01-01' })) ?? 0) < 500) {
      await sleep(5);
    }
    first.signal('SIGKILL');
    await first.exits();
    const left = (await notices()?.countDocuments({ plannedOn: '2032-01-01' })) ?? 0;
    expect(left).toBeLessThan(CARDS);
    await redis().flushdb();
    await Promise.all([run('--date', '2032-01-01'), run('--date', '2032-01-01')]);
    expect(await notices()?.countDocuments({ plannedOn: '2032-01-01' })).toBe(CARDS);
    expect(await notices()?.distinct('cardId', { plannedOn: '2032-01-01' })).toHaveLength(CARDS);
  });
});
