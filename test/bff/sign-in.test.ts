import { api, CONSENT_VERSION } from '@merchant-coin/shared';
import mongoose from 'mongoose';
import { startTestApp, type TestApp } from '../support/app';
import { invalid } from '../support/client';
import { buildStaff, newName, newPhone, signInAs } from '../support/factories';

/** One person, a phone and a WeChat: whichever comes first, in the end they are one account. */

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

let nonce = 0;
const loginCode = (person: string) => `code:${person}:${(nonce += 1)}`;
const phoneCode = (phone: string) => `phone:${phone}:${(nonce += 1)}`;

interface Signed {
  token: string;
}

async function byWechat(person: string, as?: Signed) {
  const input = { code: loginCode(person) };
  const { body } = await app.call(api.accounts.signInWithWechat, input, { as });
  return { ...body, userId: body.user.id };
}

async function bySms(phone: string, as?: Signed, fields: { consentVersion?: number } = {}) {
  await app.call(api.accounts.requestSmsCode, { phone });
  const input = { phone, code: app.smsCodeOf(phone), ...fields };
  const reply = await app.call(api.accounts.verifySmsCode, input, { as });
  expect(reply.problem).toBeNull();
  return { ...reply.body, userId: reply.body.user.id };
}

const attach = (as: Signed, phone: string, fields: { consentVersion?: number } = {}) =>
  app.call(api.accounts.attachWechatPhone, { code: phoneCode(phone), ...fields }, { as });
const statusOf = async (as: Signed) => (await app.call(api.accounts.getMe, {}, { as })).status;

describe('WeChat first, then the phone by SMS', () => {
  it('gives the WeChat account the phone', async () => {
    const phone = newPhone();
    const person = newName('p');
    const wechat = await byWechat(person);
    const signed = await bySms(phone, wechat);
    expect(signed.userId).toBe(wechat.userId);
    expect(signed.user).toMatchObject({ phone: `139****${phone.slice(-4)}`, hasWechat: true });
    expect(await byWechat(person)).toMatchObject({ userId: wechat.userId, needsPhone: false });
    expect((await signInAs(app, phone)).userId).toBe(wechat.userId);
  });

  it('joins the account that a clerk made by phone, with its card and confirmed', async () => {
    const clerk = await buildStaff();
    const phone = newPhone();
    const { merchantId } = clerk.merchant;
    const made = await app.call(api.cards.registerMember, { merchantId, phone }, { as: clerk });
    expect(made.body.card.phoneConfirmed).toBe(false);
    const person = newName('p');
    const signed = await bySms(phone, await byWechat(person));
    expect((await byWechat(person)).userId).toBe(signed.userId);
    const cards = await app.call(api.cards.listMyCards, {}, { as: signed });
    expect(cards.body.items.map((card) => card.id)).toEqual([made.body.card.id]);
    const seen = await app.call(api.cards.findMembers, { merchantId, phone }, { as: clerk });
    expect(seen.body.items[0]?.phoneConfirmed).toBe(true);
  });

  it('joins it by the phone button just so', async () => {
    const clerk = await buildStaff();
    const phone = newPhone();
    const { merchantId } = clerk.merchant;
    const made = await app.call(api.cards.registerMember, { merchantId, phone }, { as: clerk });
    const wechat = await byWechat(newName('p'));
    expect((await attach(wechat, phone)).status).toBe(200);
    const cards = await app.call(api.cards.listMyCards, {}, { as: wechat });
    expect(cards.body.items.map((card) => card.id)).toEqual([made.body.card.id]);
  });

  it('ends the session that it grew out of, and those of the account that gave way', async () => {
    const person = newName('p');
    const [elsewhere, here] = [await byWechat(person), await byWechat(person)];
    const phone = newPhone();
    await signInAs(app, phone);
    const signed = await bySms(phone, here);
    expect(await Promise.all([here, elsewhere, signed].map(statusOf))).toEqual([401, 401, 200]);
  });

  it('lets the phone’s owner in without a join where the phone has another WeChat', async () => {
    const phone = newPhone();
    const [first, second] = [newName('p'), newName('p')];
    const before = await bySms(phone, await byWechat(first));
    const other = await byWechat(second);
    const signed = await bySms(phone, other);
    expect(signed.userId).toBe(before.userId);
    expect((await byWechat(first)).userId).toBe(before.userId);
    expect(await byWechat(second)).toMatchObject({ userId: other.userId, needsPhone: true });
  });

  it('lets the phone’s owner in without a join where the session has another phone', async () => {
    const person = newName('p');
    const own = await bySms(newPhone(), await byWechat(person));
    const phone = newPhone();
    const signed = await bySms(phone, own);
    expect(signed.userId).not.toBe(own.userId);
    expect(signed.user.hasWechat).toBe(false);
    expect(await statusOf(own)).toBe(200);
    expect((await byWechat(person)).userId).toBe(own.userId);
  });

  it('takes a session that is over for a stranger’s', async () => {
    const phone = newPhone();
    const signed = await bySms(phone, { token: 'x'.repeat(43) });
    expect(signed.user).toMatchObject({ hasWechat: false });
  });

  it('does not join on a wrong code', async () => {
    const wechat = await byWechat(newName('p'));
    const phone = newPhone();
    await app.call(api.accounts.requestSmsCode, { phone });
    const code = app.smsCodeOf(phone) === '111111' ? '222222' : '111111';
    const reply = await app.call(api.accounts.verifySmsCode, { phone, code }, { as: wechat });
    expect(reply.code).toBe('smsCodeInvalid');
    expect((await app.call(api.accounts.getMe, {}, { as: wechat })).body.phone).toBeNull();
  });
});

describe('the phone first, then WeChat', () => {
  it('gives the session’s account a WeChat that nobody has', async () => {
    const phone = newPhone();
    const person = newName('p');
    const signed = await bySms(phone);
    expect(signed.user.hasWechat).toBe(false);
    expect(await byWechat(person, signed)).toMatchObject({
      userId: signed.userId,
      needsPhone: false,
      user: { hasWechat: true },
    });
    expect((await byWechat(person)).userId).toBe(signed.userId);
  });

  it('takes over the account that the WeChat was without a phone', async () => {
    const person = newName('p');
    const wechat = await byWechat(person);
    const signed = await bySms(newPhone());
    expect((await byWechat(person, signed)).userId).toBe(signed.userId);
    expect(await statusOf(wechat)).toBe(401);
    expect((await byWechat(person)).userId).toBe(signed.userId);
  });

  it('takes nothing from a WeChat that has another phone: that is who signs in', async () => {
    const person = newName('p');
    const owner = await bySms(newPhone(), await byWechat(person));
    const signed = await bySms(newPhone());
    expect((await byWechat(person, signed)).userId).toBe(owner.userId);
    const me = await app.call(api.accounts.getMe, {}, { as: signed });
    expect(me.body).toMatchObject({ id: signed.userId, hasWechat: false });
  });

  it('leaves an account its WeChat: another one signs in as itself', async () => {
    const [mine, theirs] = [newName('p'), newName('p')];
    const signed = await bySms(newPhone(), await byWechat(mine));
    const other = await byWechat(theirs, signed);
    expect(other.userId).not.toBe(signed.userId);
    expect((await byWechat(mine)).userId).toBe(signed.userId);
  });

  it('makes one account of joins at the same time', async () => {
    const person = newName('p');
    const phones = [newPhone(), newPhone()] as const;
    const [one, two] = [await bySms(phones[0]), await bySms(phones[1])];
    const joins = await Promise.all([byWechat(person, one), byWechat(person, two)]);
    const later = await byWechat(person);
    expect([one.userId, two.userId]).toContain(later.userId);
    expect(joins.map(({ userId }) => userId)).toEqual([later.userId, later.userId]);
    expect((await signInAs(app, phones[1])).userId).toBe(two.userId);
  });
});

describe('accounts.signOut in WeChat', () => {
  const signOut = (as: Signed, forgetWechat: boolean) =>
    app.call(api.accounts.signOut, { forgetWechat }, { as });

  it('ends the silent way back: a friend’s WeChat does not open the account again', async () => {
    const phone = newPhone();
    const person = newName('p');
    const signed = await bySms(phone, await byWechat(person));
    expect((await signOut(signed, true)).status).toBe(204);
    const later = await byWechat(person);
    expect(later).toMatchObject({ needsPhone: true });
    expect(later.userId).not.toBe(signed.userId);
    // One's own number brings everything back.
    const { body } = await attach(later, phone);
    expect(body.user).toMatchObject({ id: signed.userId, hasWechat: true });
  });

  it('leaves the way back where it is not asked to end it, as in a browser', async () => {
    const person = newName('p');
    const signed = await bySms(newPhone(), await byWechat(person));
    await signOut(signed, false);
    expect((await byWechat(person)).userId).toBe(signed.userId);
  });

  it('keeps an account that has nothing but its WeChat', async () => {
    const person = newName('p');
    const wechat = await byWechat(person);
    await signOut(wechat, true);
    expect((await byWechat(person)).userId).toBe(wechat.userId);
  });
});

describe('consent', () => {
  interface Kept {
    _id: string;
    consent?: { version: number; at: Date };
  }
  const keptOf = async (userId: string) =>
    (await mongoose.connection.collection<Kept>('users').findOne({ _id: userId }))?.consent;

  it('is recorded with its version and the time, by SMS and by the phone button', async () => {
    const consentVersion = CONSENT_VERSION;
    const signed = await bySms(newPhone(), undefined, { consentVersion });
    expect(signed.user.consentVersion).toBe(CONSENT_VERSION);
    const wechat = await byWechat(newName('p'));
    expect(wechat.user.consentVersion).toBeNull();
    const { body } = await attach(wechat, newPhone(), { consentVersion });
    expect(body.user.consentVersion).toBe(CONSENT_VERSION);
    for (const userId of [signed.userId, body.user.id]) {
      const ageMs = app.clock.now().getTime() - ((await keptOf(userId))?.at.getTime() ?? 0);
      expect(Math.abs(ageMs)).toBeLessThan(10_000);
    }
  });

  it('keeps the time of the first acceptance of a version', async () => {
    const phone = newPhone();
    const { userId } = await bySms(phone, undefined, { consentVersion: 1 });
    const before = await keptOf(userId);
    app.clock.advance(60_000);
    await bySms(phone, undefined, { consentVersion: 1 });
    await bySms(phone);
    app.clock.reset();
    expect(await keptOf(userId)).toEqual(before);
  });

  it.each([0, CONSENT_VERSION + 1, '1', null])('is not of a version %p', async (consentVersion) => {
    const input = invalid({ phone: newPhone(), code: '123456', consentVersion });
    expect((await app.call(api.accounts.verifySmsCode, input)).code).toBe('validationFailed');
  });
});
