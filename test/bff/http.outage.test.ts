import { redis } from '@merchant-coin/bff/db/redis';
import { api } from '@merchant-coin/shared';
import { startTestApp, type TestApp } from '../support/app';
import { buildMember, buildStaff, buildUser, newPhone, signInAs } from '../support/factories';
import { LiveClient } from '../support/live';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy';

let app: TestApp;
let line: TcpProxy;
beforeAll(async () => {
  const { hostname, port } = new URL(process.env['TEST_REDIS_URL'] ?? '');
  line = await startTcpProxy({ host: hostname, port: Number(port || 6379) });
  app = await startTestApp({ redisPort: line.port });
});
afterEach(() => line.mend());
afterAll(async () => {
  await app.close();
  line.close();
});

const status = async (path: string) => (await fetch(`${app.url}${path}`)).status;

async function untilReady(): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if ((await status('/readyz')) === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('Redis did not come back');
}

describe('without Redis', () => {
  it('answers 503 at once, never 401, and is well again afterwards', async () => {
    const user = await buildUser();
    line.cut();
    const started = performance.now();
    const me = await app.call(api.accounts.getMe, {}, { as: user });
    expect([me.status, me.code]).toEqual([503, 'unavailable']);
    const sms = await app.call(api.accounts.requestSmsCode, { phone: newPhone() });
    expect([sms.status, sms.code]).toEqual([503, 'unavailable']);
    expect(performance.now() - started).toBeLessThan(2_000);
    expect(await status('/healthz')).toBe(200);
    expect(await (await fetch(`${app.url}/readyz`)).json()).toEqual({
      status: 'unavailable',
      mongo: true,
      redis: false,
    });
    line.mend();
    await untilReady();
    expect((await app.call(api.accounts.getMe, {}, { as: user })).status).toBe(200);
  });

  it('is well again when Redis comes back empty: people sign in once more', async () => {
    const user = await buildUser();
    await redis().script('FLUSH');
    await redis().flushdb();
    expect((await app.call(api.accounts.getMe, {}, { as: user })).status).toBe(401);
    const again = await signInAs(app, user.phone);
    expect(again.userId).toBe(user.userId);
  });

  it('closes live connections, which come back and catch up', async () => {
    const member = await buildMember();
    const clerk = await buildStaff({ merchant: member.merchant });
    const before = await LiveClient.signIn(app, member);
    line.cut();
    expect(await before.closed()).toBe(1012);
    line.mend();
    await untilReady();
    const { merchantId, storeId } = member.merchant;
    const { cardId } = member;
    const input = { merchantId, storeId, cardId, amountFen: 5_000, tender: 'cash' as const };
    const { body } = await app.call(api.recharges.createRecharge, input, { as: clerk });
    const after = await LiveClient.signIn(app, member, 'ent_00000000000000000000000000');
    await after.until(() => after.ofType('entry').length === 1);
    expect(after.ofType('entry')[0]?.cursor).toBe(body.recharge.id);
    after.ws.terminate();
  });

  it('still ends someone’s work: the role is gone though nobody could be told', async () => {
    const clerk = await buildStaff();
    const { merchantId } = clerk.merchant;
    const find = () =>
      app.call(api.cards.findMembers, { merchantId, phone: newPhone() }, { as: clerk });
    expect((await find()).status).toBe(200);
    const { endStaff } = await import('@merchant-coin/bff/modules/accounts');
    line.cut();
    await endStaff(merchantId, clerk.staffId, app.clock.now()).catch(() => undefined);
    line.mend();
    await untilReady();
    expect((await find()).code).toBe('forbidden');
  });
});
