import { api } from '@merchant-coin/shared';
import { startTestApp, type TestApp } from '../support/app';
import { invalid, type Session } from '../support/client';
import { buildMerchant, buildStaff, buildStore, buildUser, newName } from '../support/factories';
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
let operator: Session;
beforeAll(async () => {
  app = await startTestApp();
  operator = await buildUser({ isOperator: true });
});
afterAll(() => app.close());

describe('merchants.openMerchant', () => {
  it('opens a merchant that waits for approval, with head office and owner', async () => {
    const owner = await buildUser();
    const name = newName('面馆');
    const { status, body } = await app.call(
      api.merchants.openMerchant,
      { name, headOfficeName: '东街店', headOfficePhone: '0571-5550 0128' },
      { as: owner },
    );
    expect(status).toBe(201);
    expect(body).toMatchObject({
      name,
      legalName: name,
      status: 'pending',
      issuing: true,
      filing: { status: 'pending' },
      zone: 'Asia/Shanghai',
      contract: { version: 1 },
      mark: '面',
      stores: [
        {
          name: '东街店',
          kind: 'own',
          isHeadOffice: true,
          address: null,
          phone: '0571-5550 0128',
        },
      ],
    });
    expect(body.colour).toMatch(/^#[0-9a-f]{6}$/);
    const me = await app.call(api.accounts.getMe, {}, { as: owner });
    expect(me.body.staffOf).toEqual([
      { merchantId: body.id, role: 'owner', storeIds: [body.stores[0]?.id] },
    ]);
  });

  it('makes one of two that ask for the same name at once', async () => {
    const name = newName('茶馆');
    const users = await Promise.all([buildUser(), buildUser(), buildUser()]);
    const replies = await Promise.all(
      users.map((as) => app.call(api.merchants.openMerchant, { name }, { as })),
    );
    expect(replies.map((reply) => reply.status).sort()).toEqual([201, 409, 409]);
  });

  it('answers the same again where the first answer got lost', async () => {
    const as = await buildUser();
    const wanted = { name: newName('茶馆'), category: '茶', headOfficeName: '西街店' };
    const open = (fields: object = {}) =>
      app.call(api.merchants.openMerchant, { ...wanted, ...fields }, { as });
    const first = await open();
    expect((await open()).body).toEqual(first.body);
    // Other wishes under the same name are another request, and so is anybody else's.
    expect(await open({ category: '咖啡' })).toMatchObject({ status: 409 });
    expect(await open({ headOfficePhone: '0571-88886666' })).toMatchObject({ status: 409 });
    const other = await app.call(api.merchants.openMerchant, wanted, { as: await buildUser() });
    expect([other.status, other.problem?.details]).toEqual([409, { reason: 'nameTaken' }]);
    const me = await app.call(api.accounts.getMe, {}, { as });
    expect(me.body.staffOf).toHaveLength(1);
  });

  it.each([
    {},
    { name: '' },
    { name: 'x'.repeat(31) },
    { name: { $gt: '' } },
    { name: 'a', filing: { status: 'number' } },
    { name: 'a', filing: 'pending' },
  ])('refuses %p', async (input) => {
    const as = await buildUser();
    expect(await refusalOf(app, api.merchants.openMerchant, invalid(input), { as })).toEqual(
      INVALID,
    );
  });

  it('needs an account with a phone', async () => {
    const code = 'code:nophone:1';
    const { body: as } = await app.call(api.accounts.signInWithWechat, { code });
    const input = { name: newName('无号') };
    expect(await refusalOf(app, api.merchants.openMerchant, input, { as })).toEqual(CONFLICT);
  });

  it('needs a session', async () => {
    expect(await refusalOf(app, api.merchants.openMerchant, { name: 'x' })).toEqual(
      UNAUTHENTICATED,
    );
  });
});

describe('merchants.getMerchant', () => {
  it.each([
    ['signed in', () => buildUser()],
    ['with a session that is over', async () => ({ token: 'x'.repeat(43) })],
    ['without a session', async () => undefined],
  ])('shows an open merchant to anyone %s', async (_who, caller) => {
    const { merchantId, storeId } = await buildMerchant();
    const reply = await app.call(api.merchants.getMerchant, { merchantId }, { as: await caller() });
    expect(reply.body).toMatchObject({ id: merchantId, status: 'open', stores: [{ id: storeId }] });
    expect(Object.keys(reply.body)).not.toContain('openedBy');
  });

  it('shows one that waits for approval to its staff only', async () => {
    const merchant = await buildMerchant({ status: 'pending' });
    const { merchantId } = merchant;
    const manager = await buildStaff({ merchant, role: 'manager' });
    for (const as of [merchant.owner, manager]) {
      expect((await app.call(api.merchants.getMerchant, { merchantId }, { as })).status).toBe(200);
    }
    for (const as of [await buildUser(), undefined]) {
      expect(await refusalOf(app, api.merchants.getMerchant, { merchantId }, { as })).toEqual(
        NOT_FOUND,
      );
    }
  });

  it.each([NOTHING.merchantId, 'nonsense', 'mer_', '%7B%7D'])('knows no %p', async (merchantId) => {
    const as = await buildUser();
    expect(await refusalOf(app, api.merchants.getMerchant, { merchantId }, { as })).toEqual(
      NOT_FOUND,
    );
  });
});

describe('merchants.approveMerchant and merchants.listMerchantsToApprove', () => {
  it('list what waits, page by page, and let it into the directory', async () => {
    const waiting = [
      await buildMerchant({ status: 'pending' }),
      await buildMerchant({ status: 'pending' }),
    ].map((merchant) => merchant.merchantId);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const { body } = await app.call(
        api.merchants.listMerchantsToApprove,
        { limit: 1, ...(cursor && { cursor }) },
        { as: operator },
      );
      seen.push(...body.items.map((merchant) => merchant.id));
      cursor = body.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(expect.arrayContaining(waiting));
    expect(new Set(seen).size).toBe(seen.length);
    for (const merchantId of [...waiting, ...waiting]) {
      const reply = await app.call(api.merchants.approveMerchant, { merchantId }, { as: operator });
      expect([reply.status, reply.body.status]).toEqual([200, 'open']);
    }
  });

  it('are the operator’s', async () => {
    const merchant = await buildMerchant({ status: 'pending' });
    const { merchantId } = merchant;
    const approve = api.merchants.approveMerchant;
    expect(await refusalOf(app, approve, { merchantId }, { as: merchant.owner })).toEqual(
      FORBIDDEN,
    );
    expect(await refusalOf(app, approve, { merchantId })).toEqual(UNAUTHENTICATED);
    expect(await refusalOf(app, approve, NOTHING, { as: operator })).toEqual(NOT_FOUND);
    const list = api.merchants.listMerchantsToApprove;
    expect(await refusalOf(app, list, {}, { as: merchant.owner })).toEqual(FORBIDDEN);
    expect(await refusalOf(app, list, {})).toEqual(UNAUTHENTICATED);
  });

  it('give the operator nothing of a merchant’s own', async () => {
    const { merchantId } = await buildMerchant();
    const as = operator;
    expect(await refusalOf(app, api.merchants.listStaff, { merchantId }, { as })).toEqual(
      FORBIDDEN,
    );
  });
});

describe('merchants.addStore', () => {
  it('adds a store, which the owner works at from then on', async () => {
    const { merchantId, owner } = await buildMerchant();
    const kind = 'terminal' as const;
    const phone = '13900000001';
    const input = { merchantId, name: '松间书屋', kind, address: '灵隐路6号', phone };
    const { status, body } = await app.call(api.merchants.addStore, input, { as: owner });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      name: '松间书屋',
      kind: 'terminal',
      address: '灵隐路6号',
      phone,
      isHeadOffice: false,
    });
    const me = await app.call(api.accounts.getMe, {}, { as: owner });
    expect(me.body.staffOf[0]?.storeIds).toContain(body.id);
  });

  it('conflicts on a name that the merchant has, not on another merchant’s', async () => {
    const [one, other] = [await buildMerchant(), await buildMerchant()];
    await buildStore(one, { name: '西溪店' });
    const add = (merchantId: string, as: Session) =>
      app.call(api.merchants.addStore, { merchantId, name: '西溪店' }, { as });
    expect((await add(one.merchantId, one.owner)).code).toBe('conflict');
    expect((await add(other.merchantId, other.owner)).status).toBe(201);
  });

  it('is the owner’s', async () => {
    const merchant = await buildMerchant();
    const input = { merchantId: merchant.merchantId, name: '新店' };
    const add = api.merchants.addStore;
    for (const role of ['clerk', 'manager'] as const) {
      const as = await buildStaff({ merchant, role });
      expect(await refusalOf(app, add, input, { as })).toEqual(FORBIDDEN);
    }
    const { owner: stranger } = await buildMerchant();
    expect(await refusalOf(app, add, input, { as: stranger })).toEqual(FORBIDDEN);
    expect(await refusalOf(app, add, input)).toEqual(UNAUTHENTICATED);
    const nowhere = { ...input, merchantId: NOTHING.merchantId };
    expect(await refusalOf(app, add, nowhere, { as: merchant.owner })).toEqual(NOT_FOUND);
    for (const wrong of [{ kind: 'franchise' }, { phone: 'ask the clerk' }]) {
      const bad = invalid({ ...input, ...wrong });
      expect(await refusalOf(app, add, bad, { as: merchant.owner })).toEqual(INVALID);
    }
  });
});
