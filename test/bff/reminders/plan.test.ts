import { post, requestClaim } from '@merchant-coin/bff/modules/coins';
import { addDays, type AnnualDay, api } from '@merchant-coin/shared';
import mongoose from 'mongoose';
import { startTestApp, type TestApp } from '../../support/app';
import { buildStaff, type TestMember } from '../../support/factories';
import { Reminding } from '../../support/reminders';
import { Till } from '../../support/till';

let app: TestApp;
let at: Reminding;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  app.clock.set(new Date('2026-12-01T04:00:00Z'));
  at = await Reminding.at(app);
});
afterEach(() => app.clock.reset());
afterAll(() => app.close());

const told = async (member: TestMember) =>
  (await at.inbox(member)).map(({ kind, facts }) => [kind, facts.date, facts.days]);

const addOccasion = (member: TestMember, name: string, day: AnnualDay) =>
  app.call(api.reminders.addOccasion, { cardId: member.cardId, name, day }, { as: member });

const setBirthday = (member: TestMember, date: string, on = { solarOn: true, lunarOn: true }) =>
  app.call(
    api.reminders.setMyBirthday,
    { cardId: member.cardId, birthday: { date, ...on } },
    { as: member },
  );

describe('planDay', () => {
  it('reminds 30, 7 and 1 days before a card ends, and of nothing between', async () => {
    const [member, other] = [await at.member(), await at.member()];
    await at.change(member, { validThrough: '2026-12-31' });
    await at.change(other, { validThrough: '2026-12-30' });
    for (let days = 0; days <= 30; days += 1) await at.plan({ date: addDays('2026-12-01', days) });
    expect((await told(member)).reverse()).toEqual([
      ['cardExpiring', '2026-12-31', 30],
      ['cardExpiring', '2026-12-31', 7],
      ['cardExpiring', '2026-12-31', 1],
    ]);
    expect(await told(other)).toHaveLength(2);
  });

  it('reminds of bonus that ends, all of one day together', async () => {
    const member = await at.member();
    const clerk = await buildStaff({ merchant: at.merchant });
    const till = new Till(app, clerk, member);
    const day = (text: string) => new Date(`${text}T00:00:00+08:00`);
    await till.load({ principalFen: 100, bonusFen: 300, bonusExpiresAt: day('2026-12-09') });
    await grant(member, 500, day('2026-12-09'));
    await grant(member, 700, day('2026-12-10'));
    await snapshots(member, till);
    await at.plan();
    const [notice, ...more] = await at.inbox(member);
    expect(more).toEqual([]);
    // Good until the midnight that begins the 9th: the 8th is its last day.
    expect(notice).toMatchObject({
      kind: 'bonusExpiring',
      facts: { date: '2026-12-08', days: 7, amountFen: 800 },
    });
  });

  it('reminds of somebody who was not seen for sixty days, once a visit', async () => {
    const member = await at.member();
    await at.change(member, { lastVisitOn: addDays('2026-12-01', -60) });
    await at.plan();
    await at.plan({ date: '2026-12-02' });
    expect(await told(member)).toEqual([['absent', '2026-10-02', 60]]);
  });

  it('wishes a happy birthday by the sun and by the moon, once where they meet', async () => {
    const member = await at.member();
    await setBirthday(member, '1990-12-03');
    // 1990-12-03 is the 17th of the tenth month: 2026-11-25 has gone by, 2027-11-14 comes.
    for (let days = 0; days < 365; days += 1) {
      await at.plan({ date: addDays('2026-12-01', days) });
    }
    expect((await told(member)).map(([, date]) => date)).toEqual(['2027-11-14', '2026-12-03']);
    const twin = await at.member();
    // Nineteen years later sun and moon meet again: born 2007-12-26, the 17th of the eleventh month.
    await setBirthday(twin, '2007-12-26');
    await at.plan({ date: '2026-12-25' });
    await at.plan({ date: '2026-12-26' });
    expect((await told(twin)).map(([, date]) => date)).toEqual(['2026-12-26', '2026-12-25']);
  });

  it('tells of a day by sun and moon in one message', async () => {
    const member = await at.member();
    await setBirthday(member, '1990-12-03');
    // Both fall on one day where the moon's is put there.
    await mongoose.connection.db
      ?.collection('occasions')
      .updateMany({ cardId: member.cardId }, { $set: { nextOn: '2026-12-03' } });
    await at.plan({ date: '2026-12-03' });
    expect(await told(member)).toHaveLength(1);
  });

  it('tells each anniversary by its name, 29 February and leap months included', async () => {
    const member = await at.member();
    const solar = { calendar: 'solar', month: 2, day: 29, leap: false } as const;
    const lunar = { calendar: 'lunar', month: 5, day: 1, leap: true } as const;
    await addOccasion(member, '结婚', solar);
    await addOccasion(member, '开业', { ...solar });
    await addOccasion(member, '搬家', lunar);
    for (const date of ['2027-02-28', '2027-06-05', '2028-02-29', '2028-05-24', '2028-06-23']) {
      await at.plan({ date });
    }
    const names = (await at.inbox(member)).map(({ facts }) => `${facts.date} ${facts.name}`);
    expect(names.sort()).toEqual([
      '2027-02-28 开业',
      '2027-02-28 结婚',
      '2027-06-05 搬家',
      '2028-02-29 开业',
      '2028-02-29 结婚',
      '2028-06-23 搬家',
    ]);
  });

  it('makes up for one missed day, not for more, and goes on', async () => {
    const member = await at.member();
    await setBirthday(member, '1990-12-03', { solarOn: true, lunarOn: false });
    await at.plan({ date: '2026-12-04' });
    expect(await told(member)).toHaveLength(1);
    const other = await at.member();
    await setBirthday(other, '1990-12-03', { solarOn: true, lunarOn: false });
    await at.plan({ date: '2026-12-10' });
    expect(await told(other)).toEqual([]);
    await at.plan({ date: '2027-12-03' });
    expect(await told(other)).toHaveLength(1);
  });

  it('writes nothing twice, however often it runs and how many at once', async () => {
    const members = await Promise.all(Array.from({ length: 20 }, () => at.member()));
    for (const member of members) await at.change(member, { validThrough: '2026-12-31' });
    const counts = await Promise.all([at.plan(), at.plan(), at.plan()]);
    expect(counts.reduce((sum, { cardExpiring }) => sum + cardExpiring, 0)).toBe(20);
    expect((await at.plan()).cardExpiring).toBe(0);
    for (const member of members) expect(await told(member)).toHaveLength(1);
  });

  it('finishes what a run that was cut off has left', async () => {
    const members = await Promise.all(Array.from({ length: 5 }, () => at.member()));
    for (const member of members) {
      await setBirthday(member, '1990-12-01', { solarOn: true, lunarOn: false });
    }
    // As a killed run leaves it: some notices are written, and no day has moved on.
    await at.notice(members[0] as TestMember, {
      kind: 'birthday',
      occurrence: '2026-12-01',
      facts: { date: '2026-12-01' },
    });
    expect((await at.plan()).birthday).toBe(4);
    for (const member of members) expect(await told(member)).toHaveLength(1);
  });

  it('only counts in a dry run, what is there already left out', async () => {
    const [member, other] = [await at.member(), await at.member()];
    await at.change(member, { validThrough: '2026-12-31' });
    await at.change(other, { validThrough: '2026-12-31' });
    expect((await at.plan({ dryRun: true })).cardExpiring).toBe(2);
    expect(await told(member)).toEqual([]);
    await at.want(other, { offKinds: ['cardExpiring'] });
    expect((await at.plan({ dryRun: true })).cardExpiring).toBe(1);
    await at.plan();
    expect((await at.plan({ dryRun: true })).cardExpiring).toBe(0);
  });

  it('leaves out what merchant or member have switched off', async () => {
    const [member, silent] = [await at.member(), await at.member()];
    await at.change(member, { validThrough: '2026-12-31' });
    await at.change(silent, { validThrough: '2026-12-31' });
    await at.want(silent, { allOff: true });
    await at.set({ kinds: ['birthday'] });
    await at.plan();
    expect(await told(member)).toEqual([]);
    await at.set({ kinds: ['cardExpiring'], cardExpiringDays: [30] });
    await at.plan();
    expect(await told(member)).toHaveLength(1);
    expect(await told(silent)).toEqual([]);
  });
});

async function grant({ cardId }: TestMember, amountFen: number, expiresAt: Date): Promise<void> {
  const { merchantId, storeId } = at.merchant;
  await post({
    type: 'grant',
    merchantId,
    cardId,
    now: app.clock.now(),
    claims: [requestClaim(`grant-${amountFen}`)],
    fingerprint: '',
    storeId,
    staffId: null,
    amountFen,
    expiresAt,
    originStoreId: storeId,
  });
}

/** The wallets as the worker keeps them. */
async function snapshots({ cardId }: TestMember, till: Till): Promise<void> {
  const { lots } = await till.holdings();
  await mongoose.connection.db
    ?.collection<{ _id: string }>('wallets')
    .updateOne(
      { _id: cardId },
      { $set: { lots, merchantId: at.merchantId, cardId } },
      { upsert: true },
    );
}
