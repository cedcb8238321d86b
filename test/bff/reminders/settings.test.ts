import { addDays, api, DEFAULT_REMINDERS, MAX_OCCASIONS } from '@merchant-coin/shared';
import mongoose from 'mongoose';
import { startTestApp, type TestApp } from '../../support/app';
import { invalid } from '../../support/client';
import { buildMember, buildStaff, buildUser, type TestMember } from '../../support/factories';
import { Reminding } from '../../support/reminders';

let app: TestApp;
let at: Reminding;
let member: TestMember;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  app.clock.set(new Date('2026-12-01T04:00:00Z'));
  at = await Reminding.at(app);
  member = await at.member();
});
afterEach(() => app.clock.reset());
afterAll(() => app.close());

const mine = (as: { token: string } = member) =>
  app.call(api.reminders.getMyReminders, { cardId: member.cardId }, { as });

describe('reminders.setMyReminders', () => {
  it('keeps what the member wants, of this card alone', async () => {
    const { body } = await at.want(member, { offKinds: ['birthday'], sms: true, call: true });
    expect(body).toMatchObject({ allOff: false, offKinds: ['birthday'], sms: true, call: true });
    expect((await mine()).body).toEqual(body);
    const other = await buildMember({ user: member });
    const { body: there } = await app.call(
      api.reminders.getMyReminders,
      { cardId: other.cardId },
      { as: member },
    );
    expect(there).toMatchObject({ offKinds: [], sms: false, merchantLowBalanceFen: 2_000 });
  });

  it('is the cardholder’s', async () => {
    expect((await mine(await buildUser())).code).toBe('notFound');
    expect((await mine({ token: 'none' })).code).toBe('unauthenticated');
    expect((await at.want({ ...member, token: 'none' }, {})).code).toBe('unauthenticated');
    expect((await at.want(member, { lowBalanceFen: 0 })).code).toBe('validationFailed');
    expect((await at.want(member, invalid({ offKinds: ['lunch'] }))).code).toBe('validationFailed');
  });
});

describe('reminders.setMyBirthday', () => {
  const set = (birthday: unknown, as: { token: string } = member) =>
    app.call(api.reminders.setMyBirthday, invalid({ cardId: member.cardId, birthday }), { as });

  it('says when it falls next, by sun and moon, and seals it', async () => {
    const birthday = { date: '1990-12-03', solarOn: true, lunarOn: false };
    const { body } = await set(birthday);
    expect(body.birthday).toEqual({
      ...birthday,
      nextSolarOn: '2026-12-03',
      nextLunarOn: '2027-11-14',
      lunarText: '农历丁未年十月十七',
    });
    const kept = await mongoose.connection.db
      ?.collection<{ _id: string }>('birthdays')
      .findOne({ _id: member.cardId });
    expect(JSON.stringify(kept)).not.toContain('1990');
  });

  it('can be taken back, and then reminds of nothing', async () => {
    await set({ date: '1990-12-01', solarOn: true, lunarOn: true });
    expect((await set(null)).body.birthday).toBeNull();
    await at.plan();
    expect(await at.inbox(member)).toEqual([]);
  });

  it.each([
    [{ date: '1990-02-30', solarOn: true, lunarOn: true }],
    [{ date: '2026-12-02', solarOn: true, lunarOn: true }],
    [{ date: '1990-12-03' }],
  ])('refuses %p', async (birthday) => {
    expect((await set(birthday)).status).toBe(400);
    expect((await mine()).body.birthday).toBeNull();
  });
});

describe('reminders.addOccasion', () => {
  const day = { calendar: 'lunar', month: 6, day: 1, leap: true } as const;
  const add = (fields: object = {}, as: { token: string } = member) =>
    app.call(
      api.reminders.addOccasion,
      invalid({ cardId: member.cardId, name: '结婚纪念日', day, ...fields }),
      { as },
    );
  const remove = (occasionId: string, as: { token: string } = member) =>
    app.call(api.reminders.removeOccasion, { cardId: member.cardId, occasionId }, { as });

  it('keeps it with the date on which it falls next', async () => {
    const { status, body } = await add();
    expect(status).toBe(201);
    expect(body).toMatchObject({ name: '结婚纪念日', day, nextOn: '2027-07-04' });
    expect((await mine()).body.occasions).toEqual([body]);
    expect((await add()).body).toEqual(body);
    expect((await mine()).body.occasions).toHaveLength(1);
  });

  it('refuses days that no year has, and a twenty-first', async () => {
    expect((await add({ day: { ...day, month: 13 } })).status).toBe(400);
    expect((await add({ day: { ...day, day: 31 } })).status).toBe(400);
    expect((await add({ name: '' })).status).toBe(400);
    for (let count = 0; count < MAX_OCCASIONS; count += 1) await add({ name: `第${count}个` });
    const { code, problem } = await add();
    expect([code, problem?.details?.['reason']]).toEqual(['conflict', 'tooManyOccasions']);
  });

  it('is taken out by reminders.removeOccasion, by its own member alone', async () => {
    const { body } = await add();
    expect((await remove(body.id, await buildUser())).code).toBe('notFound');
    expect((await remove(body.id)).status).toBe(204);
    expect((await remove(body.id)).code).toBe('notFound');
    expect((await mine()).body.occasions).toEqual([]);
  });
});

describe('the inbox', () => {
  const read = (through: string, as = member) =>
    app.call(api.reminders.readMyNotices, { through }, { as });
  const unread = async (as = member) =>
    (await app.call(api.reminders.countMyNotices, {}, { as })).body.unread;

  it('has notices of all cards, newest first, page by page (reminders.listMyNotices)', async () => {
    const elsewhere = await Reminding.at(app);
    const there = await buildMember({ merchant: elsewhere.merchant, user: member });
    const made = [
      await at.notice(member),
      await elsewhere.notice(there),
      await at.notice(member),
    ].map((notice) => notice?._id);
    const page = (cursor?: string) =>
      app.call(
        api.reminders.listMyNotices,
        { limit: 2, ...(cursor && { cursor }) },
        { as: member },
      );
    const { body: first } = await page();
    const { body: second } = await page(first.nextCursor ?? '');
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(made.reverse());
    expect(second.nextCursor).toBeNull();
    expect(await at.inbox(await at.member())).toEqual([]);
  });

  it('counts what is unread (reminders.countMyNotices), and reads through (reminders.readMyNotices)', async () => {
    const [first] = [await at.notice(member), await at.notice(member)];
    expect(await unread()).toBe(2);
    expect((await read(first?._id ?? '')).body.unread).toBe(1);
    const stranger = await at.member();
    await read((await at.inbox(member))[0]?.id ?? '', stranger);
    expect(await unread()).toBe(1);
    expect((await app.call(api.reminders.countMyNotices, {})).code).toBe('unauthenticated');
  });
});

describe('reminders.setReminderSettings', () => {
  it('starts with what all merchants have, and keeps the owner’s', async () => {
    const { merchantId, owner } = at.merchant;
    const get = (as: { token: string } = owner) =>
      app.call(api.reminders.getReminderSettings, { merchantId }, { as });
    expect((await get()).body).toEqual(DEFAULT_REMINDERS);
    const { body } = await at.set({ dailyCap: 5, quietFrom: '22:30' });
    expect(body).toEqual({ ...DEFAULT_REMINDERS, dailyCap: 5, quietFrom: '22:30' });
    expect((await get()).body).toEqual(body);
    const manager = await buildStaff({ merchant: at.merchant, role: 'manager' });
    expect((await get(manager)).code).toBe('forbidden');
  });

  it.each([
    [{ quietFrom: '24:00' }],
    [{ cardExpiringDays: [7, 7] }],
    [{ absentDays: 1 }],
    [{ dailyCap: 11 }],
    [{ kinds: ['lunch'] }],
    [{ texts: { lunch: '开饭了' } }],
    [{ texts: { birthday: '余额 {余额}' } }],
    [{ texts: { anniversary: '{名字} 快到了' } }],
    [{ texts: { absent: '' } }],
    [{ texts: { absent: '想'.repeat(61) } }],
  ])('refuses %p and changes nothing', async (fields) => {
    expect((await at.set(invalid(fields))).status).toBe(400);
    const { merchantId, owner } = at.merchant;
    const { body } = await app.call(
      api.reminders.getReminderSettings,
      { merchantId },
      { as: owner },
    );
    expect(body).toEqual(DEFAULT_REMINDERS);
  });
});

describe('the owner’s own text', () => {
  it('is what members read, as it was when they were reminded', async () => {
    const texts = { absent: '{天数} 天没来了，{ 日期 }起我们一直想你' };
    expect((await at.set({ texts })).body.texts).toEqual(texts);
    await at.change(member, { lastVisitOn: addDays(at.today, -60) });
    await at.plan();
    await at.set({ texts: { absent: '回来吧' } });
    const words = '60 天没来了，10月2日起我们一直想你';
    expect(await at.inbox(member)).toMatchObject([{ kind: 'absent', words }]);
    expect(await at.log()).toMatchObject([{ words }]);
    await at.set({ texts: {} });
    await at.notice(member, { kind: 'birthday', facts: {} });
    expect((await at.inbox(member))[0]).toMatchObject({ kind: 'birthday', words: null });
  });
});

describe('reminders.listToday', () => {
  const today = (as: { token: string }, fields: object = {}) =>
    app.call(api.reminders.listToday, { merchantId: at.merchantId, ...fields }, { as });

  it('shows whom to think of today, and a number to call only where that is allowed', async () => {
    const clerk = await buildStaff({ merchant: at.merchant });
    const callable = await at.member();
    await at.want(callable, { call: true });
    await at.change(member, { validThrough: addDays(at.today, 7) });
    await at.change(callable, { lastVisitOn: addDays(at.today, -60) });
    await at.plan();
    const { body } = await today(clerk);
    expect(body.items).toMatchObject([
      { kind: 'cardExpiring', cardId: member.cardId, phone: null, spendableFen: 0, doneAt: null },
      { kind: 'absent', cardId: callable.cardId, phone: callable.phone },
    ]);
    expect((await today(clerk, { kind: 'absent' })).body.items).toHaveLength(1);
    app.clock.advance(86_400_000);
    expect((await today(clerk)).body.items).toEqual([]);
  });

  it('lists what is to do apart from what is done, and counts both (reminders.countToday)', async () => {
    const clerk = await buildStaff({ merchant: at.merchant });
    const { merchantId } = at;
    const [first, second] = [await at.notice(member), await at.notice(member)];
    await at.notice(member, { kind: 'birthday', facts: {} });
    const done = { merchantId, noticeId: first?._id ?? '', done: true };
    await app.call(api.reminders.markToday, done, { as: clerk });
    const idsOf = async (fields: object) =>
      (await today(clerk, { kind: 'absent', ...fields })).body.items.map(({ id }) => id);
    expect(await idsOf({ done: 'true' })).toEqual([first?._id]);
    expect(await idsOf({ done: 'false' })).toEqual([second?._id]);
    expect(await idsOf({})).toEqual([first?._id, second?._id]);
    expect((await today(clerk, { done: 'perhaps' })).status).toBe(400);
    const count = (as: { token: string }) =>
      app.call(api.reminders.countToday, { merchantId }, { as });
    expect((await count(clerk)).body.counts).toEqual([
      { kind: 'absent', open: 1, done: 1 },
      { kind: 'birthday', open: 1, done: 0 },
    ]);
    expect((await count(member)).code).toBe('forbidden');
    expect((await count(await buildStaff())).code).toBe('forbidden');
    expect((await count({ token: 'none' })).code).toBe('unauthenticated');
    app.clock.advance(86_400_000);
    expect((await count(clerk)).body.counts).toEqual([]);
  });

  it('is marked as done, and not, by reminders.markToday', async () => {
    const clerk = await buildStaff({ merchant: at.merchant });
    const noticeId = (await at.notice(member))?._id ?? '';
    const mark = (done: boolean, as: { token: string } = clerk) =>
      app.call(api.reminders.markToday, { merchantId: at.merchantId, noticeId, done }, { as });
    const { body } = await mark(true);
    expect(body.doneAt).not.toBeNull();
    app.clock.advance(60_000);
    expect((await mark(true)).body).toEqual(body);
    expect((await mark(false)).body.doneAt).toBeNull();
    expect((await mark(true, member)).code).toBe('forbidden');
    const stranger = await buildStaff();
    const input = { merchantId: stranger.merchant.merchantId, noticeId, done: true };
    expect((await app.call(api.reminders.markToday, input, { as: stranger })).code).toBe(
      'notFound',
    );
  });
});

describe('reminders.listReminderLog', () => {
  it('tells the owner what was sent, masked, by kind, and nobody else', async () => {
    await at.notice(member);
    await at.deliver();
    const { merchantId, owner } = at.merchant;
    const [row, ...more] = await at.log();
    expect(more).toEqual([]);
    expect(row).toMatchObject({ kind: 'absent', message: 'notPossible', sms: 'off' });
    expect(row?.phoneMasked).toContain('****');
    const of = (kind: 'absent' | 'birthday', as: { token: string } = owner) =>
      app.call(api.reminders.listReminderLog, { merchantId, kind }, { as });
    expect((await of('birthday')).body.items).toEqual([]);
    const manager = await buildStaff({ merchant: at.merchant, role: 'manager' });
    expect((await of('absent', manager)).code).toBe('forbidden');
  });
});
