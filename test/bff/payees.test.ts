import {
  configureWechat,
  type ServiceProvider,
  wechatConfig,
} from '@merchant-coin/bff/wechat/config';
import { api } from '@merchant-coin/shared';
import mongoose from 'mongoose';
import { startTestApp, type TestApp } from '../support/app';
import { invalid } from '../support/client';
import { buildMerchant, buildStaff, buildUser, type TestMerchant } from '../support/factories';
import {
  APPID,
  control,
  freeze,
  keysAtWechat,
  lookAtDue,
  newKeyPair,
  PayingMember,
} from '../support/wechat-pay';

let app: TestApp;
let merchant: TestMerchant;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  merchant = await buildMerchant();
});
afterEach(() => control(app, 'DELETE', ''));
afterAll(() => app.close());

type Fields = Record<string, unknown>;

function enter(fields: Fields, as = merchant.owner) {
  const { merchantId } = merchant;
  return app.call(api.payees.enterPayee, invalid({ merchantId, ...fields }), { as });
}

const test = (as = merchant.owner) =>
  app.call(api.payees.testPayee, { merchantId: merchant.merchantId }, { as });

const look = (as = merchant.owner) =>
  app.call(api.payees.getPayee, { merchantId: merchant.merchantId }, { as });

const issuesOf = (problem: { details?: Record<string, unknown> } | null) =>
  (problem?.details?.['issues'] as { path: string }[]).map(({ path }) => path);

describe('payees.enterPayee', () => {
  it('keeps the account and gives no secret back', async () => {
    const keys = await keysAtWechat(app);
    const { body } = await enter(keys);
    expect(body.payee).toEqual({
      id: expect.stringMatching(/^pye_/),
      mode: 'direct',
      mchid: keys.mchid,
      appid: APPID,
      serialNumber: keys.serialNumber,
      platformKeyIds: keys.platformPublicKeys?.map(({ id }) => id),
      state: 'untested',
      problem: null,
      testedAt: null,
      enteredAt: expect.any(String) as string,
    });
    const { body: looked } = await look();
    expect(looked).toEqual({ payee: body.payee, platformAppid: APPID, hasPartner: false });
  });

  it('seals what is secret', async () => {
    const keys = await keysAtWechat(app);
    await enter(keys);
    const stored = await mongoose.connection.db
      ?.collection('payees')
      .findOne({ merchantId: merchant.merchantId });
    const text = JSON.stringify(stored);
    expect(text).toContain(keys.mchid);
    expect(text).not.toContain(keys.apiV3Key);
    expect(text).not.toContain('PRIVATE KEY');
  });

  it('keeps what is left empty of a known account, and tests it anew', async () => {
    const keys = await keysAtWechat(app);
    await enter(keys);
    await test();
    const { body } = await enter({ mchid: keys.mchid });
    expect(body.payee).toMatchObject({ serialNumber: keys.serialNumber, state: 'untested' });
    expect((await test()).body.payee.state).toBe('ready');
  });

  it('starts anew with another account', async () => {
    await enter(await keysAtWechat(app));
    const other = await keysAtWechat(app);
    expect(issuesOf((await enter({ mchid: other.mchid })).problem)).toEqual(['serialNumber']);
    expect((await enter(other)).body.payee.mchid).toBe(other.mchid);
    expect((await look()).body.payee?.mchid).toBe(other.mchid);
  });

  it.each<[string, () => Fields]>([
    ['privateKey', () => ({ privateKey: 'no key' })],
    ['privateKey', () => ({ privateKey: newKeyPair().publicKey })],
    ['platformPublicKeys.0.pem', () => ({ platformPublicKeys: [{ id: 'K', pem: 'no key' }] })],
    [
      'platformPublicKeys.0.pem',
      () => ({ platformPublicKeys: [{ id: 'K', pem: newKeyPair().privateKey }] }),
    ],
    ['platformPublicKeys', () => ({ platformPublicKeys: [] })],
    ['apiV3Key', () => ({ apiV3Key: 'short' })],
    ['mchid', () => ({ mchid: '12' })],
    ['appSecret', () => ({ appid: 'wx0123456789abcdef' })],
    ['mode', () => ({ mode: 'partner' })],
  ])('refuses a wrong %s by its name and keeps nothing', async (field, wrong) => {
    const keys = await keysAtWechat(app);
    const { status, problem } = await enter({ ...keys, ...wrong() });
    expect(status).toBe(400);
    expect(issuesOf(problem)).toEqual([field]);
    expect((await look()).body.payee).toBeNull();
  });

  it('is the owner’s alone', async () => {
    const manager = await buildStaff({ merchant, role: 'manager' });
    const keys = await keysAtWechat(app);
    expect((await enter(keys, manager)).code).toBe('forbidden');
    expect((await test(manager)).code).toBe('forbidden');
    expect((await look(manager)).code).toBe('forbidden');
    expect((await look(await buildUser())).code).toBe('forbidden');
    expect((await look({ ...merchant.owner, token: 'none' })).code).toBe('unauthenticated');
  });
});

describe('payees.testPayee', () => {
  it('is ready once WeChat has answered it', async () => {
    await enter(await keysAtWechat(app));
    const { body } = await test();
    expect(body.payee).toMatchObject({ state: 'ready', problem: null });
    expect(body.payee.testedAt).not.toBeNull();
  });

  it('finds nothing before one is entered', async () => {
    expect((await test()).code).toBe('notFound');
  });

  it('says when WeChat does not know the key that signs', async () => {
    const keys = await keysAtWechat(app);
    await enter({ ...keys, privateKey: newKeyPair().privateKey });
    expect((await test()).body.payee).toMatchObject({ state: 'refused', problem: 'keys' });
  });

  it('says when the public key is not the one that WeChat signs with', async () => {
    const keys = await keysAtWechat(app);
    const wrong = keys.platformPublicKeys?.map(({ id }) => ({ id, pem: newKeyPair().publicKey }));
    await enter({ ...keys, platformPublicKeys: wrong });
    expect((await test()).body.payee).toMatchObject({ state: 'refused', problem: 'platformKeys' });
  });

  it('keeps what it knew while WeChat cannot be reached', async () => {
    await enter(await keysAtWechat(app));
    await test();
    await control(app, 'POST', '/switches', { name: 'down', times: 3 });
    expect((await test()).body.payee).toMatchObject({ state: 'ready', problem: 'outage' });
  });
});

describe('another app of the same account', () => {
  it('is another payee: what was ordered before is credited all the same', async () => {
    const keys = await keysAtWechat(app);
    await enter(keys);
    await test();
    const phone = await PayingMember.of(app, merchant);
    await control(app, 'POST', '/callbacks/faults', { times: 50, lost: true });
    const order = await phone.ordered();
    await phone.pay(order);
    const other = { appid: 'wx0123456789abcdef', appSecret: 'a'.repeat(32) };
    const { body } = await enter({ mchid: keys.mchid, ...other });
    expect(body.payee).toMatchObject({ ...keysOf(keys), appid: other.appid, state: 'untested' });
    expect((await phone.look(order)).state).toBe('credited');
    await control(app, 'DELETE', '/callbacks/faults');
  });
});

const keysOf = ({ mchid, serialNumber }: { mchid: string; serialNumber?: string | undefined }) => ({
  mchid,
  serialNumber,
});

describe('a merchant with an app of its own', () => {
  const own = { appid: 'wx00000000feedf00d', secret: 'b'.repeat(32) };

  it('is paid in it: the login code is asked about there', async () => {
    await control(app, 'POST', '/apps', own);
    const keys = await keysAtWechat(app, { appid: own.appid });
    await enter({ ...keys, appSecret: own.secret });
    expect((await test()).body.payee.state).toBe('ready');
    const phone = await PayingMember.of(app, merchant);
    const order = await phone.ordered();
    await phone.pay(order);
    await phone.reaches(order, 'credited');
  });

  it('is told where the secret is another one', async () => {
    await control(app, 'POST', '/apps', own);
    const keys = await keysAtWechat(app, { appid: own.appid });
    await enter({ ...keys, appSecret: 'c'.repeat(32) });
    await test();
    const phone = await PayingMember.of(app, merchant);
    expect((await phone.order()).status).toBeGreaterThanOrEqual(400);
    expect(await phone.entries()).toEqual([]);
  });
});

describe('a payee under a service provider', () => {
  const subMchid = '1900000109';
  afterEach(() => configureWechat({ ...wechatConfig(), partner: null }));

  it('needs no keys of its own, is paid, and gives back', async () => {
    const keys = await keysAtWechat(app, { subMchids: [subMchid] });
    const partner = { ...keys, appid: APPID } as unknown as ServiceProvider;
    configureWechat({ ...wechatConfig(), partner });
    const { body } = await enter({ mode: 'partner', mchid: subMchid });
    expect(body.payee).toMatchObject({ mode: 'partner', serialNumber: null, platformKeyIds: [] });
    expect((await test()).body.payee).toMatchObject({ state: 'ready', problem: null });
    expect((await look()).body.hasPartner).toBe(true);
    const phone = await PayingMember.of(app, merchant);
    const order = await phone.ordered();
    await phone.pay(order);
    await phone.reaches(order, 'credited');
    const other = await phone.ordered();
    await freeze(phone);
    await phone.pay(other);
    await phone.reaches(other, 'refunding');
    await lookAtDue(app);
    await phone.reaches(other, 'refunded');
  });

  it('is refused where the service provider does not know it', async () => {
    const keys = await keysAtWechat(app, { subMchids: [] });
    configureWechat({
      ...wechatConfig(),
      partner: { ...keys, appid: APPID } as unknown as ServiceProvider,
    });
    await enter({ mode: 'partner', mchid: '1900000110' });
    expect((await test()).body.payee.state).toBe('refused');
  });

  it('is refused where it is another merchant’s here', async () => {
    const keys = await keysAtWechat(app, { subMchids: [subMchid] });
    configureWechat({
      ...wechatConfig(),
      partner: { ...keys, appid: APPID } as unknown as ServiceProvider,
    });
    const number = '1900000777';
    await enter({ mode: 'partner', mchid: number });
    const other = await buildMerchant();
    const { merchantId, owner } = other;
    const input = { merchantId, mode: 'partner' as const, mchid: number };
    const { code, problem } = await app.call(api.payees.enterPayee, input, { as: owner });
    expect([code, problem?.details?.['reason']]).toEqual(['conflict', 'mchidTaken']);
  });
});
