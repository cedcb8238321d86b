import { createCardType, createTier, setTier } from '@merchant-coin/bff/modules/cards';
import { api, parsePayCode, payCodeAt, payCodeStep } from '@merchant-coin/shared';
import { startTestApp, type TestApp } from '../support/app';
import { invalid, type Session } from '../support/client';
import {
  buildMember,
  buildMerchant,
  buildRecharge,
  buildRedemption,
  buildStaff,
  buildUser,
} from '../support/factories';
import { INVALID, NOT_FOUND, NOTHING, refusalOf, UNAUTHENTICATED } from '../support/refusals';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
afterEach(() => app.clock.reset());

const EMPTY = { principalFen: 0, bonusFen: 0, heldFen: 0, spendableFen: 0 };

describe('cards.joinMerchant', () => {
  const join = (merchantId: string, as: Session) =>
    app.call(api.cards.joinMerchant, { merchantId }, { as });

  it('gives the default type with one tap, and the same card again', async () => {
    app.clock.set(new Date('2027-01-31T04:00:00Z'));
    const { merchantId } = await buildMerchant();
    const user = await buildUser();
    const first = await join(merchantId, user);
    expect(first.status).toBe(201);
    expect(first.body.card).toMatchObject({
      merchantId,
      typeName: '会员卡',
      tierName: null,
      joinedOn: '2027-01-31',
      validThrough: '2030-01-31',
      benefitsActive: true,
      discountBp: 10_000,
      points: 0,
      status: 'active',
      balance: EMPTY,
      lots: [],
      payDevice: 'none',
      payCodeLockedUntil: null,
    });
    expect(first.body.card.number).toMatch(/^\d{10}$/);
    const again = await join(merchantId, user);
    expect([again.status, again.body.card.id]).toEqual([200, first.body.card.id]);
  });

  it('gives a merchant’s own default type', async () => {
    const { merchantId } = await buildMerchant();
    const type = { merchantId, name: '月卡', termMonths: 1, priceFen: 0, isDefault: true };
    await createCardType({ ...type, discountBp: 8_800, pointsBp: 20_000 });
    app.clock.set(new Date('2028-01-31T15:00:00Z'));
    const { body } = await join(merchantId, await buildUser());
    expect(body.card).toMatchObject({
      typeName: '月卡',
      joinedOn: '2028-01-31',
      validThrough: '2028-02-29',
      discountBp: 8_800,
      pointsBp: 20_000,
    });
  });

  it('counts days in the merchant’s zone', async () => {
    app.clock.set(new Date('2026-12-31T16:00:00Z'));
    const { merchantId } = await buildMerchant();
    const { body } = await join(merchantId, await buildUser());
    expect(body.card.joinedOn).toBe('2027-01-01');
  });

  it('makes one card of many taps at once', async () => {
    const { merchantId } = await buildMerchant();
    const user = await buildUser();
    const replies = await Promise.all(Array.from({ length: 10 }, () => join(merchantId, user)));
    expect(new Set(replies.map((reply) => reply.body.card.id)).size).toBe(1);
    expect(replies.filter((reply) => reply.status === 201)).toHaveLength(1);
    expect(replies.filter((reply) => reply.status === 200)).toHaveLength(9);
  });

  it('gives many people at once cards of their own', async () => {
    const { merchantId } = await buildMerchant();
    const users = await Promise.all(Array.from({ length: 12 }, () => buildUser()));
    const replies = await Promise.all(users.map((user) => join(merchantId, user)));
    expect(replies.map((reply) => reply.status)).toEqual(users.map(() => 201));
    expect(new Set(replies.map((reply) => reply.body.card.number)).size).toBe(users.length);
  });

  it('accepts the contract that was shown, and no other', async () => {
    const { merchantId } = await buildMerchant();
    const as = await buildUser();
    const accept = (contractVersion: number) =>
      app.call(api.cards.joinMerchant, { merchantId, contractVersion }, { as });
    const { status, problem } = await accept(2);
    expect([status, problem?.code]).toEqual([409, 'conflict']);
    expect(problem?.details).toEqual({ reason: 'contractChanged', version: 1 });
    expect((await app.call(api.cards.listMyCards, {}, { as })).body.items).toEqual([]);
    expect((await accept(1)).status).toBe(201);
    // A member, too, reads the new one before accepting it.
    expect((await accept(2)).status).toBe(409);
  });

  it('knows no merchant that is not open', async () => {
    const { merchantId } = await buildMerchant({ status: 'pending' });
    const as = await buildUser();
    for (const id of [merchantId, NOTHING.merchantId, 'mer_x']) {
      const input = { merchantId: id };
      expect(await refusalOf(app, api.cards.joinMerchant, input, { as })).toEqual(NOT_FOUND);
    }
  });

  it('needs a session, and an account with a phone', async () => {
    const { merchantId } = await buildMerchant();
    expect(await refusalOf(app, api.cards.joinMerchant, { merchantId })).toEqual(UNAUTHENTICATED);
    const { body } = await app.call(api.accounts.signInWithWechat, { code: 'code:nophone:1' });
    const reply = await app.call(api.cards.joinMerchant, { merchantId }, { as: body });
    expect([reply.status, reply.code]).toEqual([409, 'conflict']);
    expect(reply.problem?.details).toEqual({ reason: 'phoneMissing' });
  });
});

describe('cards.listMyCards', () => {
  it('lists one’s own cards of all merchants, newest first, page by page', async () => {
    const user = await buildUser();
    const cards = [
      await buildMember({ user }),
      await buildMember({ user }),
      await buildMember({ user }),
    ];
    await buildMember();
    const first = await app.call(api.cards.listMyCards, { limit: 2 }, { as: user });
    const cursor = first.body.nextCursor ?? '';
    const rest = await app.call(api.cards.listMyCards, { cursor }, { as: user });
    expect(rest.body.nextCursor).toBeNull();
    expect([...first.body.items, ...rest.body.items].map((card) => card.id)).toEqual(
      cards.map((card) => card.cardId).reverse(),
    );
    expect(first.body.items[0]).not.toHaveProperty('lots');
  });

  it('shows exact balances', async () => {
    const member = await buildMember();
    await buildRecharge(app, { member, amountFen: 50_000 });
    const { body } = await app.call(api.cards.listMyCards, {}, { as: member });
    expect(body.items[0]?.balance).toEqual({
      ...EMPTY,
      principalFen: 50_000,
      spendableFen: 50_000,
    });
  });

  it('is empty without a card, and needs a session', async () => {
    const { body } = await app.call(api.cards.listMyCards, {}, { as: await buildUser() });
    expect(body).toEqual({ items: [], nextCursor: null });
    expect(await refusalOf(app, api.cards.listMyCards, {})).toEqual(UNAUTHENTICATED);
  });
});

describe('cards.getMyCard', () => {
  const get = (member: { cardId: string }, as: Session) =>
    app.call(api.cards.getMyCard, { cardId: member.cardId }, { as });

  it('shows lots with where they were sold', async () => {
    const merchant = await buildMerchant({ headOfficeName: '东街店' });
    const member = await buildMember({ merchant });
    await buildRecharge(app, { member, amountFen: 30_000 });
    const { body } = await get(member, member);
    expect(body.lots).toEqual([
      {
        id: expect.any(String) as string,
        kind: 'principal',
        remainingFen: 30_000,
        expiresAt: null,
        originStoreName: '东街店',
      },
    ]);
    expect(body).toMatchObject({ homeStoreName: '东街店', spentFen: 0 });
  });

  it('pauses benefits after the last day, not the coins', async () => {
    const merchant = await buildMerchant();
    const { merchantId } = merchant;
    const type = { merchantId, name: '季卡', termMonths: 3, priceFen: 0, isDefault: true };
    await createCardType({ ...type, discountBp: 9_000, pointsBp: 10_000 });
    const member = await buildMember({ merchant });
    const { body: before } = await get(member, member);
    // Shanghai's midnight after the last day.
    const end = new Date(`${before.validThrough}T16:00:00Z`);
    app.clock.set(new Date(end.getTime() - 60_000));
    expect((await get(member, member)).body).toMatchObject({
      benefitsActive: true,
      discountBp: 9_000,
    });
    app.clock.set(end);
    expect((await get(member, member)).body).toMatchObject({
      benefitsActive: false,
      discountBp: 10_000,
      pointsBp: 0,
      validThrough: before.validThrough,
    });
  });

  it('applies the better of card type and tier', async () => {
    const merchant = await buildMerchant();
    const { merchantId } = merchant;
    const type = { merchantId, name: '年卡', termMonths: 12, priceFen: 0, isDefault: true };
    await createCardType({ ...type, discountBp: 9_500, pointsBp: 20_000 });
    const tier = { merchantId, name: '金卡', minSpentFen: 100_000, pointsBp: 10_000 };
    const { _id: tierId } = await createTier({ ...tier, discountBp: 8_800 });
    const member = await buildMember({ merchant });
    await setTier(merchantId, member.cardId, tierId);
    expect((await get(member, member)).body).toMatchObject({
      tierName: '金卡',
      discountBp: 8_800,
      pointsBp: 20_000,
    });
  });

  it('is nobody else’s: another member, the merchant’s staff, a stranger', async () => {
    const member = await buildMember();
    const clerk = await buildStaff({ merchant: member.merchant });
    const input = { cardId: member.cardId };
    for (const as of [await buildMember(), clerk, member.merchant.owner]) {
      expect(await refusalOf(app, api.cards.getMyCard, input, { as })).toEqual(NOT_FOUND);
    }
    expect(await refusalOf(app, api.cards.getMyCard, NOTHING, { as: member })).toEqual(NOT_FOUND);
    const odd = { cardId: 'crd_1' };
    expect(await refusalOf(app, api.cards.getMyCard, odd, { as: member })).toEqual(NOT_FOUND);
    expect(await refusalOf(app, api.cards.getMyCard, input)).toEqual(UNAUTHENTICATED);
  });
});

describe('cards.listMyEntries', () => {
  it('tells what happened, newest first, page by page', async () => {
    const member = await buildMember();
    for (const amountFen of [10_000, 20_000, 30_000]) {
      await buildRecharge(app, { member, amountFen });
    }
    const { cardId } = member;
    const list = api.cards.listMyEntries;
    const first = await app.call(list, { cardId, limit: 2 }, { as: member });
    expect(first.body.items.map((entry) => [entry.seq, entry.changeFen])).toEqual([
      [3, 30_000],
      [2, 20_000],
    ]);
    const cursor = first.body.nextCursor ?? '';
    const rest = await app.call(list, { cardId, limit: 2, cursor }, { as: member });
    expect(rest.body.nextCursor).toBeNull();
    expect(rest.body.items).toMatchObject([
      { seq: 1, type: 'recharge', principalChangeFen: 10_000, spendableAfterFen: 10_000 },
    ]);
  });

  it('is nobody else’s and takes no invented cursor', async () => {
    const member = await buildMember();
    const { cardId } = member;
    const list = api.cards.listMyEntries;
    const as = await buildUser();
    expect(await refusalOf(app, list, { cardId }, { as })).toEqual(NOT_FOUND);
    expect(await refusalOf(app, list, { cardId })).toEqual(UNAUTHENTICATED);
    for (const cursor of ['!', Buffer.from('{"$gt":0}').toString('base64url')]) {
      expect(await refusalOf(app, list, { cardId, cursor }, { as: member })).toEqual(INVALID);
    }
  });
});

describe('cards.getPayCode', () => {
  const payCode = (cardId: string, as: Session, takeOver = false) =>
    app.call(api.cards.getPayCode, { cardId, takeOver }, { as });

  it('gives the device all it needs to show codes by itself', async () => {
    const member = await buildMember();
    const { status, body } = await payCode(member.cardId, member);
    expect(status).toBe(200);
    expect(body).toMatchObject({ digits: 9, stepSeconds: 30 });
    expect(body.secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(body.code).toMatch(/^62\d{20}$/);
    expect(parsePayCode(body.code)?.serial).toBe(body.serial);
    const step = payCodeStep(Date.parse(body.serverTime));
    expect(body.code).toBe(payCodeAt(body.serial, body.secret, step));
    const again = await payCode(member.cardId, member);
    expect(again.body.secret).toBe(body.secret);
  });

  it('belongs to one device at a time, which another takes over only on purpose', async () => {
    const member = await buildMember();
    const other = await buildUser({ phone: member.phone });
    const first = await payCode(member.cardId, member);
    const refused = await payCode(member.cardId, other);
    expect([refused.status, refused.code]).toEqual([409, 'payDeviceElsewhere']);
    const taken = await payCode(member.cardId, other, true);
    expect(taken.body.secret).not.toBe(first.body.secret);
    expect((await payCode(member.cardId, member)).code).toBe('payDeviceElsewhere');
    const { cardId } = member;
    const shown = async (as: Session) =>
      (await app.call(api.cards.getMyCard, { cardId }, { as })).body.payDevice;
    expect([await shown(member), await shown(other)]).toEqual(['other', 'this']);
  });

  it('settles on one secret when a device asks twice at once', async () => {
    const member = await buildMember();
    const replies = await Promise.all([1, 2, 3].map(() => payCode(member.cardId, member)));
    expect(new Set(replies.map((reply) => reply.body.secret)).size).toBe(1);
  });

  it('never shows a code that has paid: the next step, then none', async () => {
    const member = await buildMember();
    await buildRecharge(app, { member, amountFen: 50_000 });
    const clerk = await buildStaff({ merchant: member.merchant });
    const seen = new Set<string>();
    app.clock.set(new Date('2027-03-01T04:00:10Z'));
    for (let paid = 0; paid < 4; paid += 1) {
      const { body } = await payCode(member.cardId, member);
      expect(seen.has(body.code)).toBe(false);
      seen.add(body.code);
      const listFen = 1_000 + paid;
      const { status } = await buildRedemption(app, { clerk, payCode: body.code, listFen });
      expect(status).toBe(201);
      app.clock.set(new Date('2027-03-01T04:00:10Z'));
    }
    expect((await payCode(member.cardId, member)).code).toBe('payCodeUsed');
  });

  it('is nobody else’s', async () => {
    const { cardId } = await buildMember();
    const as = await buildUser();
    expect(await refusalOf(app, api.cards.getPayCode, { cardId }, { as })).toEqual(NOT_FOUND);
    expect(await refusalOf(app, api.cards.getPayCode, { cardId })).toEqual(UNAUTHENTICATED);
    const bad = invalid({ cardId, takeOver: 'yes' });
    expect(await refusalOf(app, api.cards.getPayCode, bad, { as })).toEqual(INVALID);
  });
});

describe('cards.listCardTypes', () => {
  it('lists what the merchant issues, the default first', async () => {
    const { merchantId } = await buildMerchant();
    const terms = { merchantId, termMonths: 12, priceFen: 9_900, pointsBp: 10_000 };
    await createCardType({ ...terms, name: '年卡', discountBp: 8_800, isDefault: false });
    await createCardType({ ...terms, name: '体验卡', discountBp: 9_500, isDefault: true });
    const as = await buildUser();
    const { body } = await app.call(api.cards.listCardTypes, { merchantId }, { as });
    expect(body.items.map((type) => [type.name, type.isDefault])).toEqual([
      ['体验卡', true],
      ['年卡', false],
    ]);
    expect(body.nextCursor).toBeNull();
  });

  it('knows no other merchant, and needs a session', async () => {
    const as = await buildUser();
    expect(await refusalOf(app, api.cards.listCardTypes, NOTHING, { as })).toEqual(NOT_FOUND);
    const { merchantId } = await buildMerchant();
    expect(await refusalOf(app, api.cards.listCardTypes, { merchantId })).toEqual(UNAUTHENTICATED);
  });
});
