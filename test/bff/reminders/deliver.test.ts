import { nextTime } from '@merchant-coin/bff/modules/reminders/deliver';
import { remindOfLowBalance } from '@merchant-coin/bff/modules/reminders';
import { cardById, markVisits } from '@merchant-coin/bff/modules/cards';
import { type Entry, entryById } from '@merchant-coin/bff/modules/coins';
import { startTestApp, type TestApp } from '../../support/app';
import { buildStaff, type TestMember } from '../../support/factories';
import { Reminding } from '../../support/reminders';
import { Till } from '../../support/till';

const NOON = new Date('2026-12-01T04:00:00Z');
const HOUR_MS = 3_600_000;

let app: TestApp;
let at: Reminding;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  app.clock.set(NOON);
  at = await Reminding.at(app);
});
afterEach(() => {
  app.clock.reset();
  app.standIn.faults.clear();
});
afterAll(() => app.close());

const states = async () => (await at.log()).map(({ message, sms }) => [message, sms]);

describe('a notice', () => {
  it('leaves once for a consent, and stays in the inbox without one', async () => {
    const [member, silent] = [await at.inWechat(1), await at.inWechat(0)];
    await at.notice(member);
    await at.notice(silent);
    await at.deliver();
    await at.deliver();
    const [message, ...more] = await at.messagesTo(member.openid);
    expect(more).toEqual([]);
    expect(JSON.stringify(message)).toContain('60 天没见');
    expect(await at.messagesTo(silent.openid)).toEqual([]);
    expect(await states()).toEqual([
      ['noConsent', 'off'],
      ['sent', 'off'],
    ]);
    expect(await at.inbox(silent)).toHaveLength(1);
  });

  it('is not tried again after WeChat says that no consent is left', async () => {
    const member = await at.inWechat(2);
    app.standIn.faults.add({
      path: '/cgi-bin/message/subscribe/send',
      times: 1,
      body: { errcode: 43101, errmsg: 'user refuse to accept the msg' },
    });
    await at.notice(member);
    await at.deliver();
    app.clock.advance(HOUR_MS);
    await at.notice(member);
    await at.deliver();
    expect(await states()).toEqual([
      ['noConsent', 'off'],
      ['noConsent', 'off'],
    ]);
  });

  it('waits while it is quiet, by the merchant’s clock', async () => {
    const member = await at.inWechat(1);
    app.clock.set(new Date('2026-12-01T13:30:00Z'));
    await at.notice(member);
    await at.deliver();
    expect(await at.messagesTo(member.openid)).toEqual([]);
    expect(await at.inbox(member)).toHaveLength(1);
    app.clock.set(new Date('2026-12-02T00:59:00Z'));
    await at.deliver();
    expect(await at.messagesTo(member.openid)).toEqual([]);
    app.clock.set(new Date('2026-12-02T01:00:30Z'));
    await at.deliver();
    expect(await at.messagesTo(member.openid)).toHaveLength(1);
  });

  it('stays in the inbox above the day’s cap', async () => {
    const member = await at.inWechat(5);
    for (let count = 0; count < 3; count += 1) await at.notice(member);
    await at.deliver();
    expect(await at.messagesTo(member.openid)).toHaveLength(2);
    expect(await states()).toEqual([
      ['capReached', 'capReached'],
      ['sent', 'off'],
      ['sent', 'off'],
    ]);
    app.clock.advance(24 * HOUR_MS);
    await at.notice(member);
    await at.deliver();
    expect(await at.messagesTo(member.openid)).toHaveLength(3);
  });

  it('goes out by SMS where merchant and member want that', async () => {
    await at.set({ smsKinds: ['absent'] });
    const [wanting, other] = [await at.member(), await at.member()];
    await at.want(wanting, { sms: true });
    await at.notice(wanting);
    await at.notice(other);
    await at.deliver();
    const [words, ...more] = app.standIn.sentCodes.textsTo(wanting.phone);
    expect(more).toEqual([]);
    expect(words).toContain('60 天没见');
    expect(app.standIn.sentCodes.textsTo(other.phone)).toEqual([]);
  });

  it('is let go where its member does not want it any more, or nobody could send it for days', async () => {
    const [member, late] = [await at.inWechat(1), await at.inWechat(1)];
    await at.notice(member);
    await at.want(member, { allOff: true });
    await at.deliver();
    await at.notice(late);
    app.clock.advance(3 * 24 * HOUR_MS);
    await at.deliver();
    expect(await states()).toEqual([
      ['late', 'late'],
      ['off', 'off'],
    ]);
  });
});

describe('low balance', () => {
  const entryOf = async (id: string): Promise<Entry> => {
    const entry = await entryById(at.merchantId, id);
    if (!entry) throw new Error(`no entry ${id}`);
    return entry;
  };

  const remind = (entries: Entry[]) => remindOfLowBalance(app.clock)(entries);

  async function pay(till: Till, listFen: number): Promise<void> {
    app.clock.advance(30_000);
    const { id } = await till.sale({ listFen });
    const entries = [await entryOf(id)];
    // The feed tells at least once.
    await remind(entries);
    await remind(entries);
    await at.deliver();
  }

  async function tillFor(member: TestMember): Promise<Till> {
    const till = new Till(app, await buildStaff({ merchant: at.merchant }), member);
    await till.load({ principalFen: 5_000 });
    return till;
  }

  it('is told when a payment crosses the limit, and again only after it was above', async () => {
    await at.set({ dailyCap: 10 });
    const member = await at.inWechat(5);
    const till = await tillFor(member);
    await pay(till, 1_000);
    expect(await at.inbox(member)).toEqual([]);
    await pay(till, 2_500);
    expect(await at.messagesTo(member.openid)).toHaveLength(1);
    for (const listFen of [101, 102, 103]) await pay(till, listFen);
    expect(await at.inbox(member)).toHaveLength(1);
    await till.recharge({ amountFen: 3_000 });
    await pay(till, 3_000);
    expect(await at.inbox(member)).toHaveLength(2);
    expect(await at.messagesTo(member.openid)).toHaveLength(2);
    const [latest] = await at.inbox(member);
    expect(latest).toMatchObject({
      kind: 'lowBalance',
      facts: { limitFen: 2_000, balanceFen: 1_194 },
    });
  });

  it('goes by the member’s own limit, and not at all where it is off', async () => {
    const member = await at.member();
    await at.want(member, { lowBalanceFen: 4_500 });
    const till = await tillFor(member);
    await pay(till, 1_000);
    expect(await at.inbox(member)).toMatchObject([{ facts: { limitFen: 4_500 } }]);
    const other = await at.member();
    await at.set({ kinds: [] });
    await pay(await tillFor(other), 4_000);
    expect(await at.inbox(other)).toEqual([]);
  });
});

describe('the last visit', () => {
  it('is the merchant’s date of the latest payment, whatever the feed tells again', async () => {
    const member = await at.member();
    const till = new Till(app, await buildStaff({ merchant: at.merchant }), member);
    await till.load({ principalFen: 5_000 });
    const pay = async (now: string): Promise<Entry> => {
      app.clock.set(new Date(now));
      const { id } = await till.sale();
      const entry = await entryById(at.merchantId, id);
      if (!entry) throw new Error(`no entry ${id}`);
      return entry;
    };
    const [first, second] = [await pay('2026-12-01T15:59:00Z'), await pay('2026-12-01T16:01:00Z')];
    const lastVisitOn = async () => (await cardById(at.merchantId, member.cardId))?.lastVisitOn;
    await markVisits([first]);
    expect(await lastVisitOn()).toBe('2026-12-01');
    await markVisits([first, second]);
    await markVisits([first]);
    expect(await lastVisitOn()).toBe('2026-12-02');
  });
});

describe('nextTime', () => {
  it.each([
    ['Asia/Shanghai', '09:00', '2026-12-01T13:30:00Z', '2026-12-02T01:00:00.000Z'],
    ['Asia/Shanghai', '09:00', '2026-12-31T18:00:00Z', '2027-01-01T01:00:00.000Z'],
    ['Australia/Sydney', '09:00', '2026-10-03T13:30:00Z', '2026-10-03T22:00:00.000Z'],
    ['Australia/Sydney', '09:00', '2027-04-03T12:30:00Z', '2027-04-03T23:00:00.000Z'],
    ['Australia/Sydney', '09:00', '2026-12-01T12:30:00Z', '2026-12-01T22:00:00.000Z'],
  ])('in %s is %s after %s', (zone, time, now, next) => {
    expect(nextTime(zone, time, new Date(now)).toISOString()).toBe(next);
  });
});
