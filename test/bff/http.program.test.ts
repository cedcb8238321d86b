import { connectMongo, disconnectMongo } from '@merchant-coin/bff/db/mongo';
import { api } from '@merchant-coin/shared';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { type StandIn, startStandIn } from '../../config/dev/wechat/stand-in';
import { Client } from '../support/client';
import { dropDatabase, freshMongoUri, freshRedisUrl } from '../support/db';
import { newPhone } from '../support/factories';
import { freePort } from '../support/processes';
import { Program } from '../support/program';

let standIn: StandIn;
let env: Record<string, string>;
const programs: Program[] = [];

const run = (name: 'main' | 'worker', changed: Record<string, string> = {}) => {
  const program = new Program(`bff/dist/${name}.js`, { ...env, ...changed });
  programs.push(program);
  return program;
};

async function occupied(): Promise<Server> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

beforeAll(async () => {
  const wechat = { appid: 'wx', secret: 'secret', smsKey: 'key' };
  standIn = await startStandIn({ ...wechat, host: '127.0.0.1', port: 0 });
  const key = () => randomBytes(32).toString('base64');
  env = {
    MONGODB_URI: freshMongoUri(),
    REDIS_URL: await freshRedisUrl(),
    HOST: '127.0.0.1',
    PORT: String(await freePort()),
    METRICS_PORT: String(await freePort()),
    WECHAT_API_BASE: standIn.url,
    WECHAT_APPID: wechat.appid,
    WECHAT_SECRET: wechat.secret,
    SMS_GATEWAY_URL: `${standIn.url}/sms`,
    SMS_GATEWAY_KEY: wechat.smsKey,
    SEAL_KEY: key(),
    INDEX_KEY: key(),
    FINGERPRINT_KEY: key(),
  };
});
afterAll(async () => {
  programs.forEach((program) => program.signal('SIGKILL'));
  await standIn.close();
  await connectMongo(env['MONGODB_URI'] ?? '');
  await dropDatabase();
  await disconnectMongo();
});

describe('the BFF', () => {
  it('lists all that its environment lacks and stops', async () => {
    const program = run('main', { MONGODB_URI: '', SEAL_KEY: 'short' });
    expect(await program.exits()).toBe(1);
    expect(program.output).toContain('MONGODB_URI');
    expect(program.output).toContain('SEAL_KEY');
    expect(program.output).not.toContain('    at ');
  });

  it('says in one line that its port is taken', async () => {
    const other = await occupied();
    const { port } = other.address() as AddressInfo;
    const program = run('main', { PORT: String(port) });
    expect(await program.exits()).toBe(1);
    other.close();
    expect(program.output.trim()).toBe(
      `Port ${port} is taken. Set PORT or METRICS_PORT, or stop the program that uses it.`,
    );
  });

  it('logs a line a request without anything personal, serves metrics, and stops in order', async () => {
    const program = run('main');
    await program.said('listening');
    const app = new Client(`http://127.0.0.1:${env['PORT']}`);
    const phone = newPhone();
    await app.call(api.accounts.requestSmsCode, { phone });
    const code = standIn.sentCodes.last(phone) ?? '';
    const { body } = await app.call(api.accounts.verifySmsCode, { phone, code });
    const as = { token: body.token };
    await app.call(api.accounts.updateMe, { name: '张三丰' }, { as });
    await app.call(api.merchants.openMerchant, { name: '保密茶馆' }, { as });
    await app.call(api.merchants.openMerchant, { name: '保密茶馆', category: '茶' }, { as });

    const metrics = await (await fetch(`http://127.0.0.1:${env['METRICS_PORT']}/metrics`)).text();
    expect(metrics).toContain('http_request_duration_seconds_count{method="POST",route="/v1/me"');
    expect(metrics).toContain('process_cpu_seconds_total');

    standIn.faults.add({ path: '/sms', times: 1, delayMs: 700 });
    const underWay = app.call(api.accounts.requestSmsCode, { phone: newPhone() });
    await new Promise((resolve) => setTimeout(resolve, 200));
    program.signal('SIGTERM');
    expect((await underWay).status).toBe(204);
    expect(await program.exits()).toBe(0);
    await expect(fetch(`${app.url}/healthz`)).rejects.toThrow();

    const lines = program.output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(lines).toContainEqual(
      expect.objectContaining({
        method: 'POST',
        route: '/v1/me',
        status: 200,
        userId: body.user.id,
      }),
    );
    for (const secret of [phone, code, body.token, '张三丰', '保密茶馆']) {
      expect(program.output).not.toContain(secret);
    }
  });
});

describe('the worker', () => {
  it('follows the ledger until it is told to stop', async () => {
    const program = run('worker');
    await program.said('following the ledger');
    program.signal('SIGINT');
    expect(await program.exits()).toBe(0);
  });
});
