import { api, type PayCode, payCodeAt, payCodeStep } from '@merchant-coin/shared';
import mongoose from 'mongoose';
import { startTestApp, type TestApp } from '../support/app';
import type { Session } from '../support/client';
import { buildMember, buildStaff, buildUser, type TestStaff } from '../support/factories';
import { LiveClient } from '../support/live';
import { openTill, startOfStep, type Till } from '../support/till';

const STEP_MS = 30_000;

let app: TestApp;
let clerk: TestStaff;
let till: Till;
beforeAll(async () => {
  app = await startTestApp();
  clerk = await buildStaff();
});
beforeEach(async () => {
  startOfStep(app);
  till = await openTill(app, { clerk });
});
afterAll(() => app.close());
afterEach(() => app.clock.reset());

const ask = (as: Session, takeOver = false) =>
  app.call(api.cards.getPayCode, { cardId: till.member.cardId, takeOver }, { as });

const anotherDevice = () => buildUser({ phone: till.member.phone });

/** What the device shows by itself, at this moment. */
const shownBy = ({ serial, secret }: PayCode, offset = 0) =>
  payCodeAt(serial, secret, payCodeStep(app.clock.now().getTime()) + offset);

async function pays(payCode: string): Promise<boolean> {
  const { status, code } = await till.redeem({ payCode, confirmDuplicate: true });
  if (status !== 201) expect(code).toBe('payCodeInvalid');
  return status === 201;
}

describe('the codes of cards.getPayCode', () => {
  it('come from the device alone afterwards', async () => {
    const kept = await till.payCode();
    for (const later of [0, 1, 7, 2_880]) {
      app.clock.advance(later * STEP_MS);
      expect(await pays(shownBy(kept))).toBe(true);
    }
  });

  it('are good now and unused: this step, the next two, the last, then none until later', async () => {
    const kept = await till.payCode();
    for (const offset of [0, 1, 2, -1]) {
      const { code } = await till.payCode();
      expect(code).toBe(shownBy(kept, offset));
      expect(await pays(code)).toBe(true);
    }
    const none = await ask(till.member);
    expect([none.status, none.code]).toEqual([409, 'payCodeUsed']);
    app.clock.advance(STEP_MS);
    expect((await till.payCode()).code).toBe(shownBy(kept, 2));
  });

  it('are another secret on every card', async () => {
    const { merchant } = till;
    const [one, two] = [till.member, await buildMember({ user: till.member })];
    const neighbour = await buildMember({ merchant });
    const secrets = await Promise.all(
      [one, two, neighbour].map(async (as) => {
        const { body } = await app.call(api.cards.getPayCode, { cardId: as.cardId }, { as });
        return body.secret;
      }),
    );
    expect(new Set(secrets).size).toBe(3);
  });
});

describe('the device of cards.getPayCode', () => {
  it('stays, where another one asks without taking over', async () => {
    const kept = await till.payCode();
    const { status, code } = await ask(await anotherDevice());
    expect([status, code]).toEqual([409, 'payDeviceElsewhere']);
    expect((await till.payCode()).secret).toBe(kept.secret);
    expect(await pays(shownBy(kept))).toBe(true);
  });

  it('is the same one after signing in again on it', async () => {
    const kept = await till.payCode();
    const { phone, deviceId } = till.member;
    const { body } = await ask(await buildUser({ phone, deviceId }));
    expect(body.secret).toBe(kept.secret);
  });

  it('moves when taken over: the old codes end, and the old device is told', async () => {
    const kept = await till.payCode();
    const watching = await LiveClient.signIn(app, till.member);
    const { body } = await ask(await anotherDevice(), true);
    await watching.until(() => watching.ofType('payDeviceMoved').length === 1);
    expect(watching.ofType('payDeviceMoved')[0]?.cardId).toBe(till.member.cardId);
    watching.ws.terminate();
    expect(await pays(shownBy(kept))).toBe(false);
    expect(await pays(shownBy(body))).toBe(true);
    expect((await ask(till.member)).code).toBe('payDeviceElsewhere');
    expect((await ask(till.member, true)).body.secret).not.toBe(kept.secret);
  });

  it('does not move, and tells nobody, when the device itself takes over', async () => {
    const kept = await till.payCode();
    const watching = await LiveClient.signIn(app, till.member);
    expect((await ask(till.member, true)).body.secret).toBe(kept.secret);
    await till.sale();
    await watching.until(() => watching.ofType('entry').length === 1);
    expect(watching.ofType('payDeviceMoved')).toEqual([]);
    watching.ws.terminate();
  });

  it.each([false, true])('is one of many that ask at once (taking over: %p)', async (takeOver) => {
    if (takeOver) await till.payCode();
    const devices = await Promise.all([1, 2, 3, 4, 5].map(anotherDevice));
    const replies = await Promise.all(devices.map((as) => ask(as, takeOver)));
    const winners = replies.filter((reply) => reply.status === 200);
    const losers = replies.filter((reply) => reply.status !== 200);
    expect(losers.map((reply) => reply.code)).toEqual(losers.map(() => 'payDeviceElsewhere'));
    const paying = await Promise.all(winners.map(({ body }) => pays(shownBy(body))));
    expect(paying.filter(Boolean)).toHaveLength(1);
  });
});

describe('the secret of cards.getPayCode', () => {
  it('is in no other answer, and sealed at rest', async () => {
    const { secret } = await till.payCode();
    const watching = await LiveClient.signIn(app, till.member);
    const { cardId, phone } = till.member;
    const { merchantId } = till.merchant;
    const sale = await till.redeem();
    const as = till.member;
    const answers = [
      sale,
      await till.look(sale.body.redemption.id),
      await till.preview(),
      await till.recharge(),
      await till.reverse(sale.body.redemption.id),
      await app.call(api.cards.joinMerchant, { merchantId }, { as }),
      await app.call(api.cards.listMyCards, {}, { as }),
      await app.call(api.cards.getMyCard, { cardId }, { as }),
      await app.call(api.cards.listMyEntries, { cardId }, { as }),
      await app.call(api.cards.findMembers, { merchantId, phone }, { as: clerk }),
      await app.call(api.accounts.getMe, {}, { as }),
    ];
    await watching.until(() => watching.ofType('entry').length === 3);
    watching.ws.terminate();
    expect(answers.map(({ status }) => status >= 300)).not.toContain(true);
    const said = JSON.stringify([answers.map(({ body }) => body), watching.events]);
    expect(said).toContain(cardId);
    expect(said).not.toContain(secret);
    expect(said).not.toContain('secretSealed');
    const stored = await mongoose.connection
      .collection<{ _id: string }>('cards')
      .findOne({ _id: cardId });
    expect(JSON.stringify(stored)).toContain('secretSealed');
    expect(JSON.stringify(stored)).not.toContain(secret);
  });
});
