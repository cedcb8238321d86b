import { createCardType } from '@merchant-coin/bff/modules/cards';
import { api, DAY_MS } from '@merchant-coin/shared';
import { startTestApp, type TestApp } from '../support/app';
import { invalid, type Session } from '../support/client';
import {
  buildMember,
  buildMerchant,
  buildStaff,
  buildStore,
  buildUser,
  newPhone,
  signInAs,
  type TestStaff,
} from '../support/factories';
import {
  CONFLICT,
  FORBIDDEN,
  INVALID,
  NOT_FOUND,
  NOTHING,
  refusalOf,
  STORE_FORBIDDEN,
  UNAUTHENTICATED,
} from '../support/refusals';
import { openTill } from '../support/till';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
afterEach(() => app.clock.reset());

describe('cards.findMembers', () => {
  const find = (merchantId: string, phone: string, as: Session) =>
    app.call(api.cards.findMembers, { merchantId, phone }, { as });

  it('fills in everything from the phone number alone, masked', async () => {
    const user = await buildUser({ name: '林晓' });
    const member = await buildMember({ user });
    const clerk = await buildStaff({ merchant: member.merchant });
    const { body } = await find(member.merchant.merchantId, member.phone, clerk);
    expect(body.items).toHaveLength(1);
    expect(body.items[0]).toMatchObject({
      id: member.cardId,
      number: member.cardNumber,
      memberName: '林**',
      memberPhone: `139****${member.phone.slice(-4)}`,
      phoneConfirmed: true,
      balance: { spendableFen: 0 },
    });
    expect(JSON.stringify(body)).not.toContain(member.phone);
    expect(body.items[0]).not.toHaveProperty('lots');
  });

  it('finds members of the own merchant only', async () => {
    const member = await buildMember();
    const clerk = await buildStaff();
    const { merchantId } = clerk.merchant;
    expect((await find(merchantId, member.phone, clerk)).body.items).toEqual([]);
    expect((await find(merchantId, newPhone(), clerk)).body.items).toEqual([]);
    const there = { merchantId: member.merchant.merchantId, phone: member.phone };
    expect(await refusalOf(app, api.cards.findMembers, there, { as: clerk })).toEqual(FORBIDDEN);
  });

  it.each(['8888', '', '139', 'abc', ['1', '2']])('refuses %p as a phone', async (phone) => {
    const as = await buildStaff();
    const input = invalid({ merchantId: as.merchant.merchantId, phone });
    expect(await refusalOf(app, api.cards.findMembers, input, { as })).toEqual(INVALID);
  });

  it('is for staff', async () => {
    const member = await buildMember();
    const { merchantId } = member.merchant;
    const input = { merchantId, phone: member.phone };
    expect(await refusalOf(app, api.cards.findMembers, input, { as: member })).toEqual(FORBIDDEN);
    expect(await refusalOf(app, api.cards.findMembers, input)).toEqual(UNAUTHENTICATED);
    const nowhere = { ...input, merchantId: NOTHING.merchantId };
    expect(await refusalOf(app, api.cards.findMembers, nowhere, { as: member })).toEqual(NOT_FOUND);
  });
});

describe('cards.getMemberCard', () => {
  const look = (merchantId: string, cardId: string, as?: Session) =>
    app.call(api.cards.getMemberCard, { merchantId, cardId }, as ? { as } : {});

  it('tells what the phone number tells, also when no number or code is at hand any more', async () => {
    const till = await openTill(app);
    const { merchantId } = till.merchant;
    const { cardId, phone } = till.member;
    const as = till.clerk;
    const found = await app.call(api.cards.findMembers, { merchantId, phone }, { as });
    expect((await look(merchantId, cardId, as)).body.card).toEqual(found.body.items[0]);
    await till.freeze();
    app.clock.advance(DAY_MS);
    const { status, body } = await look(merchantId, cardId, as);
    expect(status).toBe(200);
    expect(body.card).toMatchObject({ id: cardId, status: 'frozen', balance: { heldFen: 0 } });
    expect(JSON.stringify(body)).not.toContain(phone);
  });

  it('is for staff of the card’s merchant', async () => {
    const member = await buildMember();
    const { merchantId } = member.merchant;
    const clerk = await buildStaff({ merchant: member.merchant });
    const strange = await buildStaff();
    const answers = await Promise.all([
      look(merchantId, member.cardId),
      look(merchantId, member.cardId, member),
      look(merchantId, member.cardId, strange),
      look(strange.merchant.merchantId, member.cardId, strange),
      look(merchantId, NOTHING.cardId, clerk),
      look(merchantId, 'crd_x', clerk),
      look(NOTHING.merchantId, member.cardId, clerk),
    ]);
    expect(answers.map(({ status, code }) => [status, code])).toEqual([
      UNAUTHENTICATED,
      FORBIDDEN,
      FORBIDDEN,
      ...Array<unknown>(4).fill(NOT_FOUND),
    ]);
  });
});

describe('cards.registerMember', () => {
  interface Fields {
    phone: string;
    storeId?: string;
    cardTypeId?: string;
    name?: string;
    joinedOn?: string;
    smsCode?: string;
  }
  const register = (clerk: TestStaff, fields: Fields) =>
    app.call(
      api.cards.registerMember,
      { merchantId: clerk.merchant.merchantId, ...fields },
      { as: clerk },
    );
  const codeFor = async (phone: string) => {
    await app.call(api.accounts.requestSmsCode, { phone, purpose: 'register' });
    return app.smsCodeOf(phone);
  };

  it('registers a phone that nobody has confirmed yet', async () => {
    const clerk = await buildStaff();
    const phone = newPhone();
    const { status, body } = await register(clerk, { phone, name: '王小明' });
    expect(status).toBe(201);
    expect(body.card).toMatchObject({ memberName: '王**', phoneConfirmed: false });
    const session = await signInAs(app, phone);
    const mine = await app.call(api.cards.listMyCards, {}, { as: session });
    expect(mine.body.items.map((card) => card.id)).toEqual([body.card.id]);
  });

  it('confirms the phone with the code that was sent to it, once', async () => {
    const clerk = await buildStaff();
    const phone = newPhone();
    const smsCode = await codeFor(phone);
    const wrong = smsCode === '111111' ? '222222' : '111111';
    const refused = await register(clerk, { phone, smsCode: wrong });
    expect([refused.status, refused.code]).toEqual([422, 'smsCodeInvalid']);
    const found = await app.call(
      api.cards.findMembers,
      { merchantId: clerk.merchant.merchantId, phone },
      { as: clerk },
    );
    expect(found.body.items).toEqual([]);
    const { status, body } = await register(clerk, { phone, smsCode });
    expect([status, body.card.phoneConfirmed]).toEqual([201, true]);
    expect((await register(clerk, { phone, smsCode })).code).toBe('smsCodeInvalid');
  });

  it('keeps the card of who is a member already, and confirms it later', async () => {
    const clerk = await buildStaff();
    const phone = newPhone();
    const first = await register(clerk, { phone, name: '王小明' });
    const again = await register(clerk, { phone, name: '李四', smsCode: await codeFor(phone) });
    expect(again.status).toBe(200);
    expect(again.body.card).toMatchObject({
      id: first.body.card.id,
      memberName: '王**',
      phoneConfirmed: true,
    });
  });

  it('makes one card of two clerks at once', async () => {
    const merchant = await buildMerchant();
    const clerks = [await buildStaff({ merchant }), await buildStaff({ merchant })];
    const phone = newPhone();
    const replies = await Promise.all(
      [...clerks, ...clerks].map((clerk) => register(clerk, { phone })),
    );
    expect(replies.map((reply) => reply.status).sort()).toEqual([200, 200, 200, 201]);
    expect(new Set(replies.map((reply) => reply.body.card.id)).size).toBe(1);
  });

  it('issues the chosen type from the chosen day; earlier days are a manager’s', async () => {
    app.clock.set(new Date('2027-05-10T04:00:00Z'));
    const merchant = await buildMerchant();
    const { merchantId } = merchant;
    const type = { merchantId, name: '年卡', termMonths: 12, priceFen: 0, isDefault: false };
    const { _id: cardTypeId } = await createCardType({
      ...type,
      discountBp: 8_800,
      pointsBp: 10_000,
    });
    const manager = await buildStaff({ merchant, role: 'manager' });
    const backdated = { cardTypeId, joinedOn: '2027-02-28' };
    const { body } = await register(manager, { phone: newPhone(), ...backdated });
    expect(body.card).toMatchObject({
      typeName: '年卡',
      joinedOn: '2027-02-28',
      validThrough: '2028-02-28',
    });
    const clerk = await buildStaff({ merchant });
    const refused = await register(clerk, { phone: newPhone(), ...backdated });
    expect([refused.status, refused.code]).toEqual([403, 'forbidden']);
    const today = await register(clerk, { phone: newPhone(), joinedOn: '2027-05-10' });
    expect(today.status).toBe(201);
    const tomorrow = await register(manager, { phone: newPhone(), joinedOn: '2027-05-11' });
    expect(tomorrow.code).toBe('validationFailed');
  });

  it('makes the clerk’s store the member’s home', async () => {
    const merchant = await buildMerchant({ headOfficeName: '总店' });
    const storeId = await buildStore(merchant, { name: '湖滨店' });
    const clerk = await buildStaff({ merchant, storeIds: [storeId] });
    const phone = newPhone();
    const { body } = await register(clerk, { phone });
    const session = await signInAs(app, phone);
    const mine = await app.call(api.cards.getMyCard, { cardId: body.card.id }, { as: session });
    expect(mine.body.homeStoreName).toBe('湖滨店');
  });

  it('keeps to the clerk’s stores and the merchant’s types, and not oneself', async () => {
    const merchant = await buildMerchant();
    const clerk = await buildStaff({ merchant });
    const elsewhere = await buildStore(merchant);
    const phone = newPhone();
    const at = async (fields: Fields) => {
      const { status, code } = await register(clerk, fields);
      return [status, code];
    };
    expect(await at({ phone, storeId: elsewhere })).toEqual(STORE_FORBIDDEN);
    expect(await at({ phone, storeId: (await buildMerchant()).storeId })).toEqual(STORE_FORBIDDEN);
    expect(await at({ phone, cardTypeId: NOTHING.cardTypeId })).toEqual(NOT_FOUND);
    expect(await at({ phone: clerk.phone })).toEqual(FORBIDDEN);
    expect(await at({ phone, joinedOn: '2026-02-30' })).toEqual(INVALID);
    expect(await at({ phone: '123' })).toEqual(INVALID);
    const owner = { ...merchant.owner, staffId: '', merchant };
    const foreign = await register(owner, { phone, storeId: (await buildMerchant()).storeId });
    expect(foreign.code).toBe('notFound');
  });

  it('waits for the merchant’s approval', async () => {
    const merchant = await buildMerchant({ status: 'pending' });
    const as = await buildStaff({ merchant });
    const input = { merchantId: merchant.merchantId, phone: newPhone() };
    expect(await refusalOf(app, api.cards.registerMember, input, { as })).toEqual(CONFLICT);
  });

  it('is for staff of this merchant', async () => {
    const { merchantId } = await buildMerchant();
    const input = { merchantId, phone: newPhone() };
    for (const as of [await buildUser(), await buildStaff()]) {
      expect(await refusalOf(app, api.cards.registerMember, input, { as })).toEqual(FORBIDDEN);
    }
    expect(await refusalOf(app, api.cards.registerMember, input)).toEqual(UNAUTHENTICATED);
  });
});
