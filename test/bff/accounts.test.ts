import { api } from '@merchant-coin/shared';
import {
  signInAs,
  buildMerchant,
  buildStaff,
  buildStore,
  buildUser,
  newPhone,
} from '../support/factories';
import { startTestApp, type TestApp } from '../support/app';
import { invalid } from '../support/client';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
afterEach(() => app.standIn.faults.clear());

/** Login codes and phone codes of the stand-in work once. */
let nonce = 0;
const loginCode = (person: string) => `code:${person}:${(nonce += 1)}`;
const phoneCode = (phone: string) => `phone:${phone}:${(nonce += 1)}`;

async function sendCode(phone: string): Promise<string> {
  await app.call(api.accounts.requestSmsCode, { phone });
  return app.smsCodeOf(phone);
}

describe('accounts.requestSmsCode', () => {
  it('sends six digits', async () => {
    const phone = newPhone();
    const { status, body } = await app.call(api.accounts.requestSmsCode, { phone });
    expect([status, body]).toEqual([204, undefined]);
    expect(app.smsCodeOf(phone)).toMatch(/^\d{6}$/);
  });

  it.each(['', '12345', '23800000000', '1380000000a', 13800000000, null, { $ne: '' }])(
    'refuses %p as a phone',
    async (phone) => {
      const { status, code, problem } = await app.call(
        api.accounts.requestSmsCode,
        invalid({ phone }),
      );
      expect([status, code]).toEqual([400, 'validationFailed']);
      expect(problem?.details).toEqual({
        issues: [{ path: 'phone', message: expect.any(String) as string }],
      });
    },
  );

  it('is unavailable while the gateway fails', async () => {
    app.standIn.faults.add({ path: '/sms', times: 1, status: 500, body: {} });
    const { status, code } = await app.call(api.accounts.requestSmsCode, { phone: newPhone() });
    expect([status, code]).toEqual([503, 'unavailable']);
  });

  it('stops after ten codes for one phone', async () => {
    const phone = newPhone();
    for (let count = 0; count < 10; count += 1) {
      expect((await app.call(api.accounts.requestSmsCode, { phone })).status).toBe(204);
    }
    const refused = await app.call(api.accounts.requestSmsCode, { phone });
    expect([refused.status, refused.code]).toEqual([429, 'rateLimited']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});

describe('accounts.verifySmsCode', () => {
  it('signs up a new phone and signs the same account in again', async () => {
    const phone = newPhone();
    const first = await signInAs(app, phone);
    const again = await signInAs(app, phone);
    expect(again.userId).toBe(first.userId);
    expect(again.token).not.toBe(first.token);
  });

  it('shows the phone masked only', async () => {
    const phone = newPhone();
    const code = await sendCode(phone);
    const { body } = await app.call(api.accounts.verifySmsCode, { phone, code });
    expect(body.user).toMatchObject({
      phone: `139****${phone.slice(-4)}`,
      name: null,
      isOperator: false,
      staffOf: [],
    });
    expect(JSON.stringify(body)).not.toContain(phone);
  });

  it('takes a code once', async () => {
    const phone = newPhone();
    const code = await sendCode(phone);
    const replies = await Promise.all(
      Array.from({ length: 6 }, () => app.call(api.accounts.verifySmsCode, { phone, code })),
    );
    expect(replies.map((reply) => reply.status).sort()).toEqual([200, 422, 422, 422, 422, 422]);
    expect(replies.find((reply) => reply.code)?.code).toBe('smsCodeInvalid');
  });

  it('drops the code after five wrong tries', async () => {
    const phone = newPhone();
    const code = await sendCode(phone);
    const wrong = code === '000000' ? '000001' : '000000';
    for (let count = 0; count < 5; count += 1) {
      const reply = await app.call(api.accounts.verifySmsCode, { phone, code: wrong });
      expect(reply.code).toBe('smsCodeInvalid');
    }
    expect((await app.call(api.accounts.verifySmsCode, { phone, code })).code).toBe(
      'smsCodeInvalid',
    );
  });

  it('takes only the code that was sent last', async () => {
    const phone = newPhone();
    const first = await sendCode(phone);
    const second = await sendCode(phone);
    if (first !== second) {
      const early = await app.call(api.accounts.verifySmsCode, { phone, code: first });
      expect(early.code).toBe('smsCodeInvalid');
    }
    expect((await app.call(api.accounts.verifySmsCode, { phone, code: second })).status).toBe(200);
  });

  it('does not take another phone’s code', async () => {
    const code = await sendCode(newPhone());
    const reply = await app.call(api.accounts.verifySmsCode, { phone: newPhone(), code });
    expect(reply.code).toBe('smsCodeInvalid');
  });

  it('makes one account of sign-ins at the same time', async () => {
    const phone = newPhone();
    const users = await Promise.all(Array.from({ length: 8 }, () => buildUser({ phone })));
    expect(new Set(users.map((user) => user.userId)).size).toBe(1);
  });

  it.each([{ code: '12345' }, { code: 123456 }, { deviceId: 'short' }, { deviceId: '../../etc' }])(
    'refuses %p',
    async (fields) => {
      const input = { phone: newPhone(), code: '123456', ...fields };
      const reply = await app.call(api.accounts.verifySmsCode, invalid(input));
      expect(reply.code).toBe('validationFailed');
    },
  );
});

describe('accounts.signInWithWechat', () => {
  it('signs up, asks for the phone, and finds the same account again', async () => {
    const first = await app.call(api.accounts.signInWithWechat, { code: loginCode('alice') });
    expect(first.body).toMatchObject({ needsPhone: true, user: { phone: null } });
    const again = await app.call(api.accounts.signInWithWechat, { code: loginCode('alice') });
    expect(again.body.user.id).toBe(first.body.user.id);
  });

  it('refuses a code that WeChat does not know or has seen', async () => {
    const unknown = await app.call(api.accounts.signInWithWechat, { code: 'nonsense' });
    expect([unknown.status, unknown.code]).toEqual([422, 'wechatCodeInvalid']);
    const code = loginCode('bob');
    await app.call(api.accounts.signInWithWechat, { code });
    const used = await app.call(api.accounts.signInWithWechat, { code });
    expect(used.code).toBe('wechatCodeInvalid');
  });

  it.each([
    { status: 502, body: 'bad gateway' },
    { body: { errcode: -1, errmsg: 'system error' } },
    { body: 'not json' },
    { drop: 'before' as const },
  ])('is unavailable when WeChat answers %p', async (fault) => {
    app.standIn.faults.add({ path: '/sns/jscode2session', times: 1, ...fault });
    const reply = await app.call(api.accounts.signInWithWechat, { code: loginCode('carol') });
    expect([reply.status, reply.code]).toEqual([503, 'unavailable']);
  });
});

describe('accounts.attachWechatPhone', () => {
  async function wechatUser(person: string) {
    const { body } = await app.call(api.accounts.signInWithWechat, { code: loginCode(person) });
    return { token: body.token, userId: body.user.id };
  }

  it('gives a new account its phone, confirmed', async () => {
    const session = await wechatUser('dave');
    const phone = newPhone();
    const input = { code: phoneCode(phone) };
    const { body } = await app.call(api.accounts.attachWechatPhone, input, { as: session });
    expect(body.user).toMatchObject({ id: session.userId, phone: `139****${phone.slice(-4)}` });
    expect((await signInAs(app, phone)).userId).toBe(session.userId);
  });

  it('joins the account that the phone already is, with its openid and this session', async () => {
    const phone = newPhone();
    const before = await signInAs(app, phone);
    const session = await wechatUser('erin');
    const input = { code: phoneCode(phone) };
    const { body } = await app.call(api.accounts.attachWechatPhone, input, { as: session });
    expect(body.user.id).toBe(before.userId);
    const me = await app.call(api.accounts.getMe, {}, { as: session });
    expect(me.body.id).toBe(before.userId);
    const later = await app.call(api.accounts.signInWithWechat, { code: loginCode('erin') });
    expect(later.body).toMatchObject({ needsPhone: false, user: { id: before.userId } });
  });

  it('ends the other sessions of the account that gave way', async () => {
    const phone = newPhone();
    await signInAs(app, phone);
    const other = await wechatUser('frank');
    const session = await wechatUser('frank');
    await app.call(api.accounts.attachWechatPhone, { code: phoneCode(phone) }, { as: session });
    expect((await app.call(api.accounts.getMe, {}, { as: other })).status).toBe(401);
    expect((await app.call(api.accounts.getMe, {}, { as: session })).status).toBe(200);
  });

  it('conflicts where the phone’s account has another openid', async () => {
    const phone = newPhone();
    const input = () => ({ code: phoneCode(phone) });
    await app.call(api.accounts.attachWechatPhone, input(), { as: await wechatUser('grace') });
    const reply = await app.call(api.accounts.attachWechatPhone, input(), {
      as: await wechatUser('heidi'),
    });
    expect([reply.status, reply.code]).toEqual([409, 'conflict']);
  });

  it('conflicts where the account has another phone', async () => {
    const session = await signInAs(app, newPhone());
    const input = { code: phoneCode(newPhone()) };
    const reply = await app.call(api.accounts.attachWechatPhone, input, { as: session });
    expect(reply.code).toBe('conflict');
  });

  it('gets a new access token when WeChat no longer knows the old one', async () => {
    const session = await wechatUser('ivan');
    app.standIn.faults.add({
      path: '/wxa/business/getuserphonenumber',
      times: 1,
      body: { errcode: 42001, errmsg: 'access_token expired' },
    });
    const input = { code: phoneCode(newPhone()) };
    const reply = await app.call(api.accounts.attachWechatPhone, input, { as: session });
    expect(reply.status).toBe(200);
  });

  it('refuses a bad code and a stranger', async () => {
    const session = await wechatUser('judy');
    const bad = await app.call(api.accounts.attachWechatPhone, { code: 'x' }, { as: session });
    expect(bad.code).toBe('wechatCodeInvalid');
    const stranger = await app.call(api.accounts.attachWechatPhone, { code: 'x' });
    expect(stranger.code).toBe('unauthenticated');
  });
});

describe('accounts.getMe', () => {
  it('tells where the user works; an owner at every store', async () => {
    const merchant = await buildMerchant();
    const second = await buildStore(merchant);
    const clerk = await buildStaff({ merchant, storeIds: [second] });
    const { merchantId, storeId, owner } = merchant;
    const asClerk = await app.call(api.accounts.getMe, {}, { as: clerk });
    expect(asClerk.body.staffOf).toEqual([{ merchantId, role: 'clerk', storeIds: [second] }]);
    const asOwner = await app.call(api.accounts.getMe, {}, { as: owner });
    expect(asOwner.body.staffOf).toEqual([
      { merchantId, role: 'owner', storeIds: [storeId, second] },
    ]);
  });

  it.each(['', 'Bearer', 'Bearer nonsense', 'Basic abc', `Bearer ${'x'.repeat(300)}`])(
    'is for whoever is signed in, not for %p',
    async (authorization) => {
      const reply = await app.call(api.accounts.getMe, {}, { headers: { authorization } });
      expect([reply.status, reply.code]).toEqual([401, 'unauthenticated']);
    },
  );
});

describe('accounts.updateMe', () => {
  it('changes the name', async () => {
    const session = await buildUser();
    const reply = await app.call(api.accounts.updateMe, { name: ' 林晓 ' }, { as: session });
    expect(reply.body.name).toBe('林晓');
    expect((await app.call(api.accounts.getMe, {}, { as: session })).body.name).toBe('林晓');
  });

  it.each(['', '   ', 'a\u0000b', 'x'.repeat(31), 7, null])('refuses %p', async (name) => {
    const session = await buildUser();
    const reply = await app.call(api.accounts.updateMe, invalid({ name }), { as: session });
    expect(reply.code).toBe('validationFailed');
  });

  it('needs a session', async () => {
    expect((await app.call(api.accounts.updateMe, { name: 'x' })).status).toBe(401);
  });
});

describe('accounts.signOut', () => {
  it('ends this session and no other', async () => {
    const phone = newPhone();
    const [here, there] = [await buildUser({ phone }), await buildUser({ phone })];
    expect((await app.call(api.accounts.signOut, {}, { as: here })).status).toBe(204);
    expect((await app.call(api.accounts.getMe, {}, { as: here })).status).toBe(401);
    expect((await app.call(api.accounts.getMe, {}, { as: there })).status).toBe(200);
    expect((await app.call(api.accounts.signOut, {}, { as: here })).status).toBe(401);
  });
});
