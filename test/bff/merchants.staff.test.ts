import { api } from '@merchant-coin/shared';
import { startTestApp, type TestApp } from '../support/app';
import { invalid, type Session } from '../support/client';
import {
  buildMerchant,
  buildStaff,
  buildStore,
  buildUser,
  newPhone,
  signInAs,
} from '../support/factories';
import {
  CONFLICT,
  FORBIDDEN,
  INVALID,
  NOT_FOUND,
  NOTHING,
  refusalOf,
  UNAUTHENTICATED,
} from '../support/refusals';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

describe('merchants.inviteStaff', () => {
  it('lets a phone number work here, before its first sign-in', async () => {
    const { merchantId, owner, storeId } = await buildMerchant();
    const phone = newPhone();
    const input = { merchantId, phone, role: 'clerk' as const, storeIds: [storeId] };
    const { status, body } = await app.call(api.merchants.inviteStaff, input, { as: owner });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      role: 'clerk',
      storeIds: [storeId],
      phone: `139****${phone.slice(-4)}`,
    });
    const session = await signInAs(app, phone);
    const me = await app.call(api.accounts.getMe, {}, { as: session });
    expect(me.body.staffOf).toEqual([{ merchantId, role: 'clerk', storeIds: [storeId] }]);
  });

  it('changes role and stores when asked again, at once', async () => {
    const merchant = await buildMerchant();
    const { merchantId, owner } = merchant;
    const second = await buildStore(merchant);
    const clerk = await buildStaff({ merchant });
    const list = () => app.call(api.merchants.listStaff, { merchantId }, { as: clerk });
    expect((await list()).code).toBe('forbidden');
    const before = await app.call(
      api.cards.findMembers,
      { merchantId, phone: newPhone() },
      {
        as: clerk,
      },
    );
    expect(before.status).toBe(200);
    const input = { merchantId, phone: clerk.phone, role: 'owner' as const };
    const again = await app.call(api.merchants.inviteStaff, input, { as: owner });
    expect(again.body.id).toBe(clerk.staffId);
    expect((await list()).status).toBe(200);
    const back = { ...input, role: 'manager' as const, storeIds: [second] };
    await app.call(api.merchants.inviteStaff, back, { as: owner });
    expect((await list()).code).toBe('forbidden');
  });

  it('refuses strangers’ stores, no stores, and oneself', async () => {
    const { merchantId, owner, storeId } = await buildMerchant();
    const other = await buildMerchant();
    const invite = api.merchants.inviteStaff;
    const input = { merchantId, phone: newPhone(), role: 'clerk' as const, storeIds: [storeId] };
    const foreign = { ...input, storeIds: [storeId, other.storeId] };
    expect(await refusalOf(app, invite, foreign, { as: owner })).toEqual(NOT_FOUND);
    const nowhere = { ...input, storeIds: [] };
    expect(await refusalOf(app, invite, nowhere, { as: owner })).toEqual(INVALID);
    const self = { ...input, phone: owner.phone };
    expect(await refusalOf(app, invite, self, { as: owner })).toEqual(CONFLICT);
    const bad = invalid({ ...input, role: 'king' });
    expect(await refusalOf(app, invite, bad, { as: owner })).toEqual(INVALID);
  });

  it('is the owner’s', async () => {
    const merchant = await buildMerchant();
    const { merchantId, storeId } = merchant;
    const invite = api.merchants.inviteStaff;
    const input = { merchantId, phone: newPhone(), role: 'clerk' as const, storeIds: [storeId] };
    const manager = await buildStaff({ merchant, role: 'manager' });
    expect(await refusalOf(app, invite, input, { as: manager })).toEqual(FORBIDDEN);
    const { owner: stranger } = await buildMerchant();
    expect(await refusalOf(app, invite, input, { as: stranger })).toEqual(FORBIDDEN);
    expect(await refusalOf(app, invite, input)).toEqual(UNAUTHENTICATED);
  });
});

describe('merchants.listStaff', () => {
  it('shows who works here, page by page, and nobody else', async () => {
    const merchant = await buildMerchant();
    const { merchantId, owner } = merchant;
    const clerks = [await buildStaff({ merchant }), await buildStaff({ merchant })];
    await buildStaff();
    const first = await app.call(api.merchants.listStaff, { merchantId, limit: 2 }, { as: owner });
    expect(first.body.items).toHaveLength(2);
    const cursor = first.body.nextCursor ?? '';
    const rest = await app.call(api.merchants.listStaff, { merchantId, cursor }, { as: owner });
    expect(rest.body.nextCursor).toBeNull();
    const ids = [...first.body.items, ...rest.body.items].map((staff) => staff.userId);
    expect(ids.sort()).toEqual([owner, ...clerks].map((person) => person.userId).sort());
    const text = JSON.stringify([first.body, rest.body]);
    expect(clerks.some((clerk) => text.includes(clerk.phone))).toBe(false);
  });

  it.each([{ limit: 0 }, { limit: 101 }, { limit: 'x' }, { cursor: '' }, { cursor: '!!' }])(
    'refuses the page %p',
    async (page) => {
      const { merchantId, owner: as } = await buildMerchant();
      const input = invalid({ merchantId, ...page });
      expect(await refusalOf(app, api.merchants.listStaff, input, { as })).toEqual(INVALID);
    },
  );

  it('is the owner’s', async () => {
    const merchant = await buildMerchant();
    const { merchantId } = merchant;
    const list = api.merchants.listStaff;
    const as = await buildStaff({ merchant, role: 'manager' });
    expect(await refusalOf(app, list, { merchantId }, { as })).toEqual(FORBIDDEN);
    expect(await refusalOf(app, list, { merchantId })).toEqual(UNAUTHENTICATED);
    expect(await refusalOf(app, list, NOTHING, { as: merchant.owner })).toEqual(NOT_FOUND);
  });
});

describe('merchants.endStaff', () => {
  it('ends the work and every session', async () => {
    const merchant = await buildMerchant();
    const { merchantId, owner } = merchant;
    const clerk = await buildStaff({ merchant });
    const otherDevice = await buildUser({ phone: clerk.phone });
    const end = () =>
      app.call(api.merchants.endStaff, { merchantId, staffId: clerk.staffId }, { as: owner });
    expect((await end()).status).toBe(204);
    for (const as of [clerk, otherDevice]) {
      expect(await refusalOf(app, api.accounts.getMe, {}, { as })).toEqual(UNAUTHENTICATED);
    }
    const back = await signInAs(app, clerk.phone);
    const phone = newPhone();
    const find = api.cards.findMembers;
    expect(await refusalOf(app, find, { merchantId, phone }, { as: back })).toEqual(FORBIDDEN);
    expect((await end()).code).toBe('notFound');
  });

  it('never leaves a merchant without an owner, whoever ends whom at once', async () => {
    const merchant = await buildMerchant();
    const { merchantId, owner } = merchant;
    const second = await buildStaff({ merchant, role: 'owner', storeIds: [] });
    const { body } = await app.call(api.merchants.listStaff, { merchantId }, { as: owner });
    const idOf = (session: Session) =>
      body.items.find((staff) => staff.userId === session.userId)?.id ?? '';
    const end = (staffId: string, as: Session) =>
      app.call(api.merchants.endStaff, { merchantId, staffId }, { as });
    const replies = await Promise.all([end(idOf(second), owner), end(idOf(owner), second)]);
    expect(replies.filter((reply) => reply.status === 204)).toHaveLength(1);
  });

  it('is not for oneself, strangers or other merchants’ staff', async () => {
    const merchant = await buildMerchant();
    const { merchantId, owner } = merchant;
    const end = api.merchants.endStaff;
    const { staffId } = await buildStaff({ merchant });
    const elsewhere = await buildStaff();
    const { body } = await app.call(api.merchants.listStaff, { merchantId }, { as: owner });
    const own = body.items.find((staff) => staff.userId === owner.userId)?.id ?? '';
    expect(await refusalOf(app, end, { merchantId, staffId: own }, { as: owner })).toEqual(
      CONFLICT,
    );
    const foreign = { merchantId, staffId: elsewhere.staffId };
    expect(await refusalOf(app, end, foreign, { as: owner })).toEqual(NOT_FOUND);
    const input = { merchantId, staffId };
    expect(await refusalOf(app, end, input, { as: elsewhere })).toEqual(FORBIDDEN);
    expect(await refusalOf(app, end, input)).toEqual(UNAUTHENTICATED);
  });
});
