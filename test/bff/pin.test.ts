import { api, isWeakPin } from '@merchant-coin/shared';
import mongoose from 'mongoose';
import { startTestApp, type TestApp } from '../support/app';
import { buildStaff, buildUser, type TestStaff } from '../support/factories';
import { PIN, PinsAt } from '../support/pins';
import { INVALID, NOT_FOUND, UNAUTHENTICATED } from '../support/refusals';
import { openTill, type Till } from '../support/till';

const WRONG_SMS = [422, 'smsCodeInvalid'];

let app: TestApp;
let clerk: TestStaff;
let till: Till;
let pins: PinsAt;
beforeAll(async () => {
  app = await startTestApp();
  clerk = await buildStaff();
});
beforeEach(async () => {
  till = await openTill(app, { clerk });
  pins = new PinsAt(till);
});
afterAll(() => app.close());
afterEach(() => app.clock.reset());

const told = ({ status, code }: { status: number; code: string | null }) => [status, code];

describe('cards.setMyPin', () => {
  it('sets a PIN by the code that came to the phone, and cards.getMyPin says so', async () => {
    expect((await pins.look()).body.pin).toEqual({
      setAt: null,
      lockedUntil: null,
      dayLimitFen: 20_000,
      leftTodayFen: 20_000,
    });
    const { status, body } = await pins.set({ pin: PIN, smsCode: await pins.code() });
    expect(status).toBe(200);
    expect(body.pin.setAt).not.toBeNull();
    expect((await pins.look()).body).toEqual(body);
  });

  it('keeps nothing that tells the PIN, or that two cards have the same', async () => {
    await pins.have();
    const neighbour = await openTill(app, { clerk });
    await new PinsAt(neighbour).have();
    const all = await mongoose.connection.collection('cardPins').find().toArray();
    const hashes = all.map(({ hash }) => String(hash));
    expect(new Set(hashes).size).toBe(hashes.length);
    expect(JSON.stringify(all)).not.toContain(PIN);
  });

  it('changes it: the one before pays no longer', async () => {
    await pins.have();
    await pins.have('846205');
    expect((await pins.pay()).code).toBe('pinInvalid');
    expect((await pins.pay({ pin: '846205' })).status).toBe(201);
  });

  it('is not done without the code, by an old one, or by another phone’s', async () => {
    const smsCode = await pins.code();
    await pins.set({ pin: PIN, smsCode });
    expect(told(await pins.set({ pin: '846205', smsCode }))).toEqual(WRONG_SMS);
    const neighbour = await openTill(app, { clerk });
    const theirs = await new PinsAt(neighbour).code();
    expect(told(await pins.set({ pin: '846205', smsCode: theirs }))).toEqual(WRONG_SMS);
    expect((await pins.pay()).status).toBe(201);
  });

  it.each(['000000', '123456', '654321', '975319', '121212', '520520', '110011', '112233'])(
    'refuses %s as easy to guess, and keeps the code good',
    async (pin) => {
      const smsCode = await pins.code();
      expect(told(await pins.set({ pin, smsCode }))).toEqual([422, 'pinTooWeak']);
      expect((await pins.set({ pin: PIN, smsCode })).status).toBe(200);
    },
  );

  it('refuses digits of the phone number', async () => {
    const pin = till.member.phone.slice(-6);
    const smsCode = await pins.code();
    expect(told(await pins.set({ pin, smsCode }))).toEqual([422, 'pinTooWeak']);
  });

  it.each([['12345'], ['1234567'], ['abcdef'], [''], [728_391 as never]])(
    'takes no PIN like %p',
    async (pin) => {
      expect(told(await pins.set({ pin, smsCode: '123456' }))).toEqual(INVALID);
    },
  );

  it('finds few of all PINs easy to guess', () => {
    const every17th = Array.from({ length: 58_823 }, (_, n) => String(n * 17).padStart(6, '0'));
    expect(every17th.filter(isWeakPin).length).toBeLessThan(350);
  });
});

describe('cards.removeMyPin', () => {
  it('ends paying by PIN', async () => {
    await pins.have();
    const { body } = await pins.remove();
    expect(body.pin.setAt).toBeNull();
    const paid = await pins.pay();
    expect([paid.code, paid.problem?.details]).toEqual(['pinInvalid', { reason: 'unset' }]);
  });
});

describe('the PIN of a card', () => {
  it('ends where the card gets new pay codes, as after a lost phone', async () => {
    await pins.have();
    const { cardId } = till.member;
    await app.call(api.cards.replaceMyCard, { cardId }, { as: till.member });
    expect((await pins.look()).body.pin.setAt).toBeNull();
    expect((await pins.pay()).code).toBe('pinInvalid');
  });

  const calls: [string, (as?: Awaited<ReturnType<typeof buildUser>>) => Promise<unknown[]>][] = [
    ['cards.getMyPin', async (as) => told(await pins.look({ as }))],
    ['cards.requestPinCode', async (as) => told(await pins.askForCode({ as }))],
    ['cards.setMyPin', async (as) => told(await pins.set({ pin: PIN, smsCode: '123456' }, { as }))],
    ['cards.removeMyPin', async (as) => told(await pins.remove({ as }))],
  ];

  it.each(calls)('is its member’s alone: %s', async (_name, call) => {
    expect(await call()).toEqual(UNAUTHENTICATED);
    expect(await call(await buildUser())).toEqual(NOT_FOUND);
    expect(await call(clerk)).toEqual(NOT_FOUND);
  });
});
