import { databaseClock } from '@merchant-coin/bff/db/clock';
import { inTransaction } from '@merchant-coin/bff/db/transaction';
import { deliverDue, type OutboxMessage } from '@merchant-coin/bff/jobs/message-outbox';
import { deliverMessage, sendToMember } from '@merchant-coin/bff/modules/accounts';
import { api } from '@merchant-coin/shared';
import mongoose from 'mongoose';
import { AsyncResource } from 'node:async_hooks';
import { startTestApp, type TestApp } from '../support/app';
import { type CallOptions, invalid, type Session } from '../support/client';
import { buildUser, newName, newPhone } from '../support/factories';
import { MessagesAt } from '../support/messages';

const KIND = 'approvalAsked';
const SEND = '/cgi-bin/message/subscribe/send';

let app: TestApp;
let wechat: MessagesAt;
beforeAll(async () => {
  app = await startTestApp();
  wechat = new MessagesAt(app);
});
afterAll(() => app.close());
afterEach(() => app.standIn.faults.clear());

interface Person extends Session {
  openid: string;
}

/** Someone in WeChat, who has pressed 'allow' so many times. */
async function buildPerson(allowed = 0): Promise<Person> {
  const user = await wechat.buildUser(newName('p'), newPhone());
  for (let count = 0; count < allowed; count += 1) await allow(user);
  return user;
}

async function allow({ openid, ...as }: Person): Promise<void> {
  await wechat.grant(openid);
  await record([{ kind: KIND, accepted: true }], { as });
}

const record = (results: { kind: typeof KIND; accepted: boolean }[], options: CallOptions) =>
  app.call(api.accounts.recordMessageConsents, { results }, options);

async function leftOf(as: Session): Promise<number | undefined> {
  const { body } = await app.call(api.accounts.listMessageConsents, {}, { as });
  return body.items.find(({ kind }) => kind === KIND)?.left;
}

const about = (person: Session, fields: Partial<OutboxMessage> = {}): OutboxMessage => ({
  userId: person.userId,
  kind: KIND,
  occurrence: newName('occurrence'),
  facts: { merchant: '青禾咖啡', amount: '¥36.00', store: '总店', until: '12:00', secret: 'x' },
  page: 'pages/cards/index',
  notAfter: new Date(databaseClock.now().getTime() + 60_000),
  ...fields,
});

const put = (message: OutboxMessage) => sendToMember(message, databaseClock.now());
const deliver = () => deliverDue(deliverMessage, databaseClock);

async function send(message: OutboxMessage): Promise<void> {
  await put(message);
  await deliver();
}

/** Waits out the pause before a message is tried again. */
async function laterOn(seconds: number): Promise<void> {
  const now = () => new Date(databaseClock.now().getTime() + seconds * 1_000);
  await deliverDue(deliverMessage, { now });
}

describe('accounts.recordMessageConsents', () => {
  it('counts one for each yes, none for a no', async () => {
    const as = await buildUser();
    expect(await leftOf(as)).toBe(0);
    await record([{ kind: KIND, accepted: true }], { as });
    await record([{ kind: KIND, accepted: false }], { as });
    const { status, body } = await record([{ kind: KIND, accepted: true }], { as });
    expect(status).toBe(200);
    expect(body.items).toContainEqual({
      kind: KIND,
      templateId: 'template-approval-asked',
      left: 2,
    });
  });

  it('goes with the WeChat that it was given in to the account that it joins', async () => {
    const known = await buildUser();
    await record([{ kind: KIND, accepted: true }], { as: known });
    const code = `code:${newName('p')}:${newName('')}`;
    const { body } = await app.call(api.accounts.signInWithWechat, {
      code,
      deviceId: newName('test-device-'),
    });
    const as = { ...known, token: body.token };
    await record([{ kind: KIND, accepted: true }], { as });
    const phoneCode = `phone:${known.phone}:${newName('')}`;
    const joined = await app.call(api.accounts.attachWechatPhone, { code: phoneCode }, { as });
    expect(joined.problem).toBeNull();
    expect(joined.body.user.id).toBe(known.userId);
    expect(await leftOf(as)).toBe(2);
  });

  it('counts what two taps at once allow', async () => {
    const as = await buildUser();
    const taps = Array.from({ length: 8 }, () => record([{ kind: KIND, accepted: true }], { as }));
    expect((await Promise.all(taps)).map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect(await leftOf(as)).toBe(8);
  });

  it.each([
    [[]],
    [[{ kind: 'anything', accepted: true }]],
    [[{ kind: KIND, accepted: 'yes' }]],
    [
      [
        { kind: KIND, accepted: true },
        { kind: KIND, accepted: true },
      ],
    ],
    [Array.from({ length: 4 }, () => ({ kind: KIND, accepted: true }))],
  ])('refuses %j', async (results) => {
    const as = await buildUser();
    expect((await record(invalid(results), { as })).code).toBe('validationFailed');
    expect(await leftOf(as)).toBe(0);
  });

  it('is for whoever is signed in, like accounts.listMessageConsents', async () => {
    expect((await record([{ kind: KIND, accepted: true }], {})).status).toBe(401);
    expect((await app.call(api.accounts.listMessageConsents, {})).status).toBe(401);
  });
});

describe('a message to a member', () => {
  it('is sent for a consent, with what the template has fields for, and opens its page', async () => {
    const person = await buildPerson(1);
    await send(about(person, { facts: { merchant: '青'.repeat(30), amount: '¥36.00' } }));
    expect(await wechat.sentTo(person.openid)).toEqual([
      expect.objectContaining({
        templateId: 'template-approval-asked',
        page: 'pages/cards/index',
        values: { thing1: `${'青'.repeat(19)}…`, amount2: '¥36.00' },
      }),
    ]);
    expect(await leftOf(person)).toBe(0);
  });

  it('is one for one occurrence, however often it is asked for', async () => {
    const person = await buildPerson(3);
    const message = about(person);
    await Promise.all([put(message), put(message), put(message)]);
    await deliver();
    await send(message);
    expect(await wechat.sentTo(person.openid)).toHaveLength(1);
    expect(await leftOf(person)).toBe(2);
  });

  it('is taken by one of several workers', async () => {
    const person = await buildPerson(12);
    for (let count = 0; count < 12; count += 1) await put(about(person));
    await Promise.all([deliver(), deliver(), deliver(), deliver()]);
    expect(await wechat.sentTo(person.openid)).toHaveLength(12);
    expect(await leftOf(person)).toBe(0);
  });

  it('does not leave without a consent, a WeChat, or in time', async () => {
    const [none, late] = [await buildPerson(0), await buildPerson(1)];
    await wechat.grant(none.openid);
    await send(about(none));
    await send(about(await buildUser()));
    await send(about(late, { notAfter: databaseClock.now() }));
    expect(await wechat.sentTo(none.openid)).toEqual([]);
    expect(await wechat.sentTo(late.openid)).toEqual([]);
    expect(await leftOf(late)).toBe(1);
  });

  it('that WeChat refuses for want of consent (43101) sets the count to zero, and is left', async () => {
    const person = await buildPerson(0);
    const yes = [{ kind: KIND, accepted: true }] as const;
    for (let count = 0; count < 3; count += 1) await record([...yes], { as: person });
    await send(about(person));
    expect(await leftOf(person)).toBe(0);
    await wechat.grant(person.openid);
    await laterOn(3_600);
    expect(await wechat.sentTo(person.openid)).toEqual([]);
  });

  it('is tried again after WeChat was too busy, for the same consent', async () => {
    const person = await buildPerson(1);
    const busy = { errcode: -1, errmsg: 'system error' };
    app.standIn.faults.add({ path: SEND, times: 2, body: busy });
    await send(about(person));
    expect(await leftOf(person)).toBe(1);
    await laterOn(2);
    await laterOn(20);
    expect(await wechat.sentTo(person.openid)).toHaveLength(1);
    expect(await leftOf(person)).toBe(0);
  });

  it.each([
    ['lost before it arrived', { drop: 'before' as const }, 0],
    ['answered into nothing', { drop: 'after' as const }, 1],
    ['answered with nonsense', { status: 502, body: 'bad gateway' }, 0],
  ])('%s is not sent again: nobody knows whether it came', async (_what, fault, arrived) => {
    const person = await buildPerson(2);
    app.standIn.faults.add({ path: SEND, times: 1, ...fault });
    await send(about(person));
    await laterOn(3_600);
    expect(await wechat.sentTo(person.openid)).toHaveLength(arrived);
    expect(await leftOf(person)).toBe(1);
  });

  it('that the day’s quota stops is left, and costs no consent', async () => {
    const person = await buildPerson(1);
    app.standIn.faults.add({ path: SEND, times: 1, body: { errcode: 45009, errmsg: 'quota' } });
    await send(about(person));
    await laterOn(3_600);
    expect(await wechat.sentTo(person.openid)).toEqual([]);
    expect(await leftOf(person)).toBe(1);
  });

  it('waits for the commit of its transaction, and is gone with its rollback', async () => {
    const person = await buildPerson(2);
    const [kept, lost] = [about(person), about(person)];
    const deliverOutside = AsyncResource.bind(deliver);
    await inTransaction(async () => {
      await put(kept);
      await put(kept);
      await deliverOutside();
      expect(await wechat.sentTo(person.openid)).toEqual([]);
    });
    const rolledBack = inTransaction(async () => {
      await put(lost);
      throw new Error('rolled back');
    });
    await expect(rolledBack).rejects.toThrow('rolled back');
    await deliver();
    expect(await wechat.sentTo(person.openid)).toHaveLength(1);
  });

  it('of a worker that died on it is not sent again', async () => {
    const person = await buildPerson(1);
    await put(about(person));
    const died = deliverDue(() => Promise.reject(new Error('killed')), databaseClock);
    await expect(died).rejects.toThrow('killed');
    await laterOn(3_600);
    expect(await wechat.sentTo(person.openid)).toEqual([]);
  });

  it('keeps nothing personal', async () => {
    const person = await buildPerson(1);
    await send(about(person));
    const rows = await mongoose.connection.collection('messageOutbox').find().toArray();
    const text = JSON.stringify(rows);
    expect(text).toContain(person.userId);
    expect(text).not.toContain(person.openid);
    expect(text).not.toContain(person.phone);
  });
});
