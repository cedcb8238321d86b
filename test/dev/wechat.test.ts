import { startStandIn } from '../../config/dev/wechat/stand-in';
import type { StandIn } from '../../config/dev/wechat/stand-in';

const APP = { appid: 'wx00000000deadbeef', secret: 'secret', smsKey: 'sms-key' };

let standIn: StandIn;
beforeAll(async () => {
  standIn = await startStandIn({ ...APP, host: '127.0.0.1', port: 0 });
});
afterAll(() => standIn.close());

async function call(method: string, path: string, body?: unknown, headers = {}) {
  const answer = await fetch(`${standIn.url}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: text ? JSON.parse(text) : null };
}

const login = (code: string, { appid, secret } = APP) =>
  call(
    'GET',
    `/sns/jscode2session?appid=${appid}&secret=${secret}&js_code=${code}&grant_type=authorization_code`,
  );

const token = (force_refresh = false) =>
  call('POST', '/cgi-bin/stable_token', {
    grant_type: 'client_credential',
    appid: APP.appid,
    secret: APP.secret,
    force_refresh,
  });

describe('code2session', () => {
  test('a person has one openid, whatever the code', async () => {
    const first = await login('code:alice:1');
    const second = await login('code:alice:2');
    const other = await login('code:bob:1');
    expect(first.body.openid).toMatch(/^o[\w-]{27}$/);
    expect(second.body.openid).toBe(first.body.openid);
    expect(other.body.openid).not.toBe(first.body.openid);
    expect(second.body.session_key).not.toBe(first.body.session_key);
  });

  test.each([
    ['a used code', 'code:carol:1', {}, 40163],
    ['a code that is none', 'nonsense', {}, 40029],
    ['a wrong secret', 'code:carol:2', { secret: 'other' }, 40125],
    ['a wrong appid', 'code:carol:3', { appid: 'wx1' }, 40013],
  ])('refuses %s', async (_, code, app, errcode) => {
    await login('code:carol:1');
    expect(await login(code, { ...APP, ...app })).toMatchObject({ status: 200, body: { errcode } });
  });
});

describe('phone number', () => {
  test('a code gives its number once', async () => {
    const { access_token } = (await token()).body;
    const ask = (code: string, accessToken: string) =>
      call('POST', `/wxa/business/getuserphonenumber?access_token=${accessToken}`, { code });
    expect((await ask('phone:13800000009:a', access_token)).body).toMatchObject({
      errcode: 0,
      phone_info: { purePhoneNumber: '13800000009', countryCode: '86' },
    });
    expect((await ask('phone:13800000009:a', access_token)).body.errcode).toBe(40029);
    expect((await ask('phone:13800000009:b', 'other')).body.errcode).toBe(40001);
  });

  test('the stable token stays the same until a refresh is forced', async () => {
    const first = (await token()).body.access_token;
    expect((await token()).body).toMatchObject({ access_token: first });
    expect((await token(true)).body.access_token).not.toBe(first);
  });
});

describe('SMS gateway', () => {
  const bearer = { authorization: `Bearer ${APP.smsKey}` };

  test('shows the last code sent', async () => {
    expect((await call('GET', '/sms/13800000009')).status).toBe(404);
    for (const code of ['111111', '222222']) {
      const sent = await call('POST', '/sms', { phone: '13800000009', code }, bearer);
      expect(sent.status).toBe(204);
    }
    expect((await call('GET', '/sms/13800000009')).body).toEqual({ code: '222222' });
  });

  test('takes messages only with its key', async () => {
    const message = { phone: '13800000008', code: '111111' };
    expect((await call('POST', '/sms', message)).status).toBe(401);
    expect((await call('GET', '/sms/13800000008')).status).toBe(404);
  });
});

describe('told to misbehave', () => {
  afterEach(() => call('DELETE', '/control'));

  test('fails as often as told, then behaves again', async () => {
    const body = { errcode: -1, errmsg: 'system error' };
    await call('POST', '/control', { path: '/sns/*', times: 2, body });
    expect((await login('code:dave:1')).body).toEqual(body);
    expect((await login('code:dave:1')).body).toEqual(body);
    expect((await login('code:dave:1')).body.openid).toBeDefined();
  });

  test('is slow', async () => {
    await call('POST', '/control', { path: '/sns/jscode2session', delayMs: 200 });
    const startedAt = Date.now();
    expect((await login('code:erin:1')).body.openid).toBeDefined();
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(195);
  });

  test('loses an answer after the call took effect', async () => {
    await call('POST', '/control', { path: '/sns/jscode2session', drop: 'after' });
    await expect(login('code:frank:1')).rejects.toThrow();
    expect((await login('code:frank:1')).body.errcode).toBe(40163);
  });
});
