import { api, type PayCode, payCodeAt, payCodeStep } from '@merchant-coin/shared';
import mongoose from 'mongoose';
import { startTestApp, type TestApp } from '../support/app';
import { invalid, type Session } from '../support/client';
import { buildMember, buildStaff, buildUser, newPhone, type TestStaff } from '../support/factories';
import { LiveClient } from '../support/live';
import { FORBIDDEN, INVALID, NOT_FOUND, refusalOf, UNAUTHENTICATED } from '../support/refusals';
import { openTill, startOfStep, type Till } from '../support/till';

let app: TestApp;
let clerk: TestStaff;
let manager: TestStaff;
let till: Till;
beforeAll(async () => {
  app = await startTestApp();
  clerk = await buildStaff();
  manager = await buildStaff({ merchant: clerk.merchant, role: 'manager' });
});
beforeEach(async () => {
  startOfStep(app);
  till = await openTill(app, { clerk });
});
afterAll(() => app.close());
afterEach(() => app.clock.reset());

const INVALID_CODE = [422, 'payCodeInvalid'];
const mine = () => ({ cardId: till.member.cardId });

const anotherDevice = () => buildUser({ phone: till.member.phone });
const replaceOn = (as: Session, key?: string) =>
  app.call(api.cards.replaceMyCard, mine(), { as, ...(key && { key }) });
const ask = (as: Session, fields: { takeOver?: boolean } = {}) =>
  app.call(api.cards.getPayCode, { ...mine(), ...fields }, { as });
const shownBy = ({ serial, secret }: PayCode) =>
  payCodeAt(serial, secret, payCodeStep(app.clock.now().getTime()));

async function smsCode(phone = till.member.phone): Promise<string> {
  await app.call(api.accounts.requestSmsCode, { phone, purpose: 'replace' });
  return app.smsCodeOf(phone);
}
const atCounter = (smsCodeRead: string) => ({
  ...mine(),
  merchantId: clerk.merchant.merchantId,
  phone: till.member.phone,
  smsCode: smsCodeRead,
  reason: '手机丢失',
});
const replaceAtCounter = async (as: Session = manager) =>
  app.call(api.cards.replaceCard, atCounter(await smsCode()), { as });

const storedCard = () =>
  mongoose.connection
    .collection<{ _id: string; serial: string; serials: string[]; number: string }>('cards')
    .findOne({ _id: mine().cardId });

describe('cards.replaceMyCard', () => {
  it('ends the old codes at once; card, number and coins stay', async () => {
    const lost = await till.payCode();
    const device = await anotherDevice();
    const { status, body } = await replaceOn(device);
    expect([status, body.replacement.cardId]).toEqual([201, mine().cardId]);
    for (const call of [
      till.redeem({ payCode: shownBy(lost) }),
      till.preview({ payCode: shownBy(lost) }),
    ]) {
      const { status: refused, code } = await call;
      expect([refused, code]).toEqual(INVALID_CODE);
    }
    const { body: shown } = await ask(device);
    expect(shown.serial).not.toBe(lost.serial);
    expect(shown.secret).not.toBe(lost.secret);
    expect((await till.redeem({ payCode: shown.code })).status).toBe(201);
    const { body: card } = await app.call(api.cards.getMyCard, mine(), { as: device });
    expect(card).toMatchObject({ number: till.member.cardNumber, payDevice: 'this' });
    expect(card.balance.spendableFen).toBe(9_000);
  });

  it('tells the old device and signs it out, so that it cannot take the code back', async () => {
    await till.payCode();
    const watching = await LiveClient.signIn(app, till.member);
    const device = await anotherDevice();
    const bystander = await anotherDevice();
    await replaceOn(device);
    await watching.closed();
    expect(watching.ofType('payDeviceMoved')).toEqual([
      { type: 'payDeviceMoved', cardId: mine().cardId },
    ]);
    expect((await ask(till.member)).status).toBe(401);
    expect((await ask(device)).status).toBe(200);
    expect((await ask(bystander)).status).toBe(401);
  });

  it('signs a lost phone out that has shown no code for a while', async () => {
    await till.payCode();
    const device = await anotherDevice();
    expect((await ask(device, { takeOver: true })).status).toBe(200);
    await replaceOn(device);
    expect((await ask(till.member, { takeOver: true })).status).toBe(401);
    expect((await ask(device)).status).toBe(200);
  });

  it('on the device that shows the code keeps it signed in', async () => {
    const before = await till.payCode();
    expect((await replaceOn(till.member)).status).toBe(201);
    expect((await till.payCode()).serial).not.toBe(before.serial);
    expect((await till.redeem()).status).toBe(201);
  });

  it('answers a payment again whose card was replaced since', async () => {
    const payment = { payCode: await till.code(), listFen: 1_000 };
    const first = await till.redeem(payment, { key: 'paid-before' });
    await replaceOn(await anotherDevice());
    const again = await till.redeem(payment, { key: 'paid-before' });
    expect([again.status, again.body]).toEqual([201, first.body]);
    const anew = await till.redeem(payment, { key: 'paid-after' });
    expect([anew.status, anew.code]).toEqual(INVALID_CODE);
    expect((await till.holdings()).balance.spendableFen).toBe(9_000);
  });

  it('has one effect under one key, of many at once too', async () => {
    const device = await anotherDevice();
    const replies = await Promise.all([1, 2, 3].map(() => replaceOn(device, 'replace-1')));
    replies.push(await replaceOn(device, 'replace-1'));
    expect(replies.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect(new Set(replies.map(({ body }) => body.replacement.id)).size).toBe(1);
    expect((await storedCard())?.serials).toHaveLength(2);
    const other = await buildMember({ merchant: clerk.merchant, user: await buildUser() });
    const mismatch = { as: other, key: 'replace-1' };
    const input = { cardId: other.cardId };
    expect(await refusalOf(app, api.cards.replaceMyCard, input, mismatch)).toEqual([
      422,
      'idempotencyMismatch',
    ]);
  });

  it('leaves a freeze as it is', async () => {
    await app.call(api.cards.freezeMyCard, mine(), { as: till.member });
    const device = await anotherDevice();
    await replaceOn(device);
    const { body } = await ask(device);
    expect((await till.redeem({ payCode: body.code })).code).toBe('cardFrozen');
    await app.call(api.cards.unfreezeMyCard, mine(), { as: device });
    expect((await till.redeem({ payCode: body.code })).status).toBe(201);
  });

  it('is for the card’s own member', async () => {
    const stranger = await buildMember();
    const as = till.member;
    const endpoint = api.cards.replaceMyCard;
    expect(await refusalOf(app, endpoint, mine())).toEqual(UNAUTHENTICATED);
    expect(await refusalOf(app, endpoint, mine(), { as: stranger })).toEqual(NOT_FOUND);
    expect(await refusalOf(app, endpoint, invalid({ cardId: 'x' }), { as })).toEqual(NOT_FOUND);
    const none = { as, key: null };
    expect(await refusalOf(app, endpoint, mine(), none)).toEqual([400, 'idempotencyKeyMissing']);
    expect((await storedCard())?.serials).toHaveLength(1);
  });
});

describe('cards.replaceCard', () => {
  it('leaves the code to the member’s next device', async () => {
    const lost = await till.payCode();
    expect((await replaceAtCounter()).status).toBe(201);
    expect((await till.redeem({ payCode: shownBy(lost) })).code).toBe('payCodeInvalid');
    expect((await ask(till.member)).status).toBe(401);
    const device = await anotherDevice();
    const { body } = await ask(device);
    expect(body.serial).not.toBe(lost.serial);
    expect((await till.redeem({ payCode: body.code })).status).toBe(201);
  });

  it('signs every device out, or a lost one that shows no code would be the next that asks', async () => {
    await till.payCode();
    const device = await anotherDevice();
    await ask(device, { takeOver: true });
    expect((await replaceAtCounter()).status).toBe(201);
    for (const as of [till.member, device]) expect((await ask(as)).status).toBe(401);
    expect((await ask(await anotherDevice())).status).toBe(200);
  });

  it('has one effect under one key, though the code is used up', async () => {
    const input = atCounter(await smsCode());
    const options = { as: manager, key: 'counter-replace' };
    const first = await app.call(api.cards.replaceCard, input, options);
    const again = await app.call(api.cards.replaceCard, input, options);
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect((await storedCard())?.serials).toHaveLength(2);
    const other = { ...input, reason: '换手机' };
    expect(await refusalOf(app, api.cards.replaceCard, other, options)).toEqual([
      422,
      'idempotencyMismatch',
    ]);
  });

  it('needs the code that was sent to the phone of this card', async () => {
    const right = await smsCode();
    const wrong = right === '111111' ? '222222' : '111111';
    const refusal = (input: object) =>
      refusalOf(app, api.cards.replaceCard, invalid(input), { as: manager });
    expect(await refusal(atCounter(wrong))).toEqual([422, 'smsCodeInvalid']);
    const neighbour = await buildMember({ merchant: clerk.merchant });
    const theirCode = await smsCode(neighbour.phone);
    const theirs = { ...atCounter(theirCode), phone: neighbour.phone };
    expect(await refusal(theirs)).toEqual(NOT_FOUND);
    const nobody = newPhone();
    expect(await refusal({ ...atCounter(await smsCode(nobody)), phone: nobody })).toEqual(
      NOT_FOUND,
    );
    for (const bad of [{ reason: '' }, { smsCode: '12' }, { phone: '139' }]) {
      expect(await refusal({ ...atCounter(right), ...bad })).toEqual(INVALID);
    }
    expect((await storedCard())?.serials).toHaveLength(1);
  });

  it('is for managers of the card’s merchant, and not for their own card', async () => {
    const input = atCounter('000000');
    const refusal = (as?: Session, fields: object = {}) =>
      refusalOf(app, api.cards.replaceCard, { ...input, ...fields }, { as });
    expect(await refusal()).toEqual(UNAUTHENTICATED);
    expect(await refusal(till.member)).toEqual(FORBIDDEN);
    expect(await refusal(clerk)).toEqual(FORBIDDEN);
    expect(await refusal(await buildStaff({ role: 'manager' }))).toEqual(FORBIDDEN);
    expect(await refusal(manager, { cardId: (await buildMember()).cardId })).toEqual(NOT_FOUND);
    const own = await buildMember({ merchant: clerk.merchant, user: manager });
    expect(await refusal(manager, { cardId: own.cardId, phone: own.phone })).toEqual(FORBIDDEN);
  });
});

describe('a serial', () => {
  it('that was replaced is never another card’s, nor this one’s again', async () => {
    const before = await storedCard();
    await replaceOn(till.member);
    await replaceOn(till.member);
    const after = await storedCard();
    expect(after?.number).toBe(before?.number);
    expect(after?.serials).toHaveLength(3);
    expect(new Set(after?.serials).size).toBe(3);
    expect(after?.serials[0]).toBe(before?.serial);
    expect(after?.serials.at(-1)).toBe(after?.serial);
    const neighbour = await buildMember({ merchant: clerk.merchant });
    const cards = mongoose.connection.collection<{ _id: string; serials: string[] }>('cards');
    for (const serial of after?.serials ?? []) {
      const taking = cards.updateOne({ _id: neighbour.cardId }, { $push: { serials: serial } });
      await expect(taking).rejects.toMatchObject({ code: 11_000 });
    }
    const elsewhere = await buildMember();
    const [free] = after?.serials ?? [];
    const given = { $push: { serials: free ?? '' } };
    expect((await cards.updateOne({ _id: elsewhere.cardId }, given)).modifiedCount).toBe(1);
  });
});
