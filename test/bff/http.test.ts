import { api, type Endpoint, ERRORS } from '@merchant-coin/shared';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { startTestApp, type TestApp } from '../support/app';
import { buildStaff, buildUser, newPhone } from '../support/factories';
import { NOTHING } from '../support/refusals';

const INLINE = 'window.started = true;';
const h5Dir = mkdtempSync(join(tmpdir(), 'h5-'));
writeFileSync(join(h5Dir, 'index.html'), `<html><script>${INLINE}</script></html>`);
writeFileSync(join(h5Dir, 'app.0a1b2c3d.js'), 'export {};');
writeFileSync(join(h5Dir, 'app.0a1b2c3d.js.br'), brotliCompressSync('export {};'));
writeFileSync(join(h5Dir, 'sw.js'), 'self;');

let app: TestApp;
beforeAll(async () => {
  const corsOrigins = ['https://shop.example'];
  app = await startTestApp({ h5Dir, corsOrigins, trustProxy: 1 });
});
afterAll(async () => {
  await app.close();
  rmSync(h5Dir, { recursive: true });
});

const endpoints: [string, Endpoint][] = Object.entries(api).flatMap(([module, calls]) =>
  Object.entries(calls as Record<string, Endpoint>).map(([name, endpoint]): [string, Endpoint] => [
    `${module}.${name}`,
    endpoint,
  ]),
);

const pathOf = ({ path }: Endpoint, ids: Record<string, string> = NOTHING) =>
  path.replace(/\{(\w+)\}/g, (_all, name: string) => ids[name] ?? 'ent_01ARZ3NDEKTSV4RRFFQ69G5FAV');

const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  app.raw(path, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });

describe('every endpoint of the contract', () => {
  it.each(endpoints.filter(([, { access }]) => access !== 'public'))(
    '%s is mounted and needs a session',
    async (_name, endpoint) => {
      const { method } = endpoint;
      const { status, code } = await app.raw(pathOf(endpoint), { method });
      expect([status, code]).toEqual([401, 'unauthenticated']);
    },
  );

  // Public reads are of one thing by its id: their own tests read one.
  it.each(endpoints.filter(([, { access, method }]) => access === 'public' && method === 'POST'))(
    '%s is mounted and open to anyone',
    async (_name, endpoint) => {
      const { status, code } = await post(pathOf(endpoint), '{}');
      expect([status, code]).toEqual([400, 'validationFailed']);
    },
  );

  it.each(endpoints.filter(([, { idempotent }]) => idempotent))(
    '%s needs an Idempotency-Key',
    async (_name, endpoint) => {
      const owner = await buildStaff({ role: 'owner' });
      const path = pathOf(endpoint, { merchantId: owner.merchant.merchantId });
      const authorization = `Bearer ${owner.token}`;
      for (const key of [null, '', ' ', 'x'.repeat(129)]) {
        const headers = { authorization, ...(key !== null && { 'idempotency-key': key }) };
        const { status, code } = await post(path, '{}', headers);
        expect([status, code]).toEqual([400, 'idempotencyKeyMissing']);
      }
      const { code } = await post(path, '{}', {
        authorization,
        'idempotency-key': 'x'.repeat(128),
      });
      expect(code).not.toBe('idempotencyKeyMissing');
    },
  );
});

describe('a problem', () => {
  it('has type, title, status, code and the request’s id', async () => {
    const { headers, problem } = await app.raw('/v1/me');
    expect(headers.get('content-type')).toBe('application/problem+json');
    expect(problem).toEqual({
      type: '/docs#unauthenticated',
      title: ERRORS.unauthenticated.title,
      status: 401,
      code: 'unauthenticated',
      requestId: headers.get('x-request-id'),
    });
  });

  it.each([
    ['GET', '/v1/nothing'],
    ['GET', '/v1/auth/sms'],
    ['POST', '/v1/me/cards'],
    ['PATCH', '/v1/me'],
    ['DELETE', '/v1/me'],
    ['GET', '/v1/me/'],
    ['GET', '/V1/me'],
    ['POST', '/'],
    ['GET', '/nothing.js'],
    ['GET', '/..%2f..%2fetc%2fpasswd'],
    ['GET', '/%00'],
  ])('answers %s %s, which nobody serves', async (method, path) => {
    const { status, code } = await app.raw(path, { method });
    expect([status, code]).toEqual([404, 'notFound']);
  });

  it.each([
    ['broken JSON', '{"phone":', 'application/json'],
    ['another content type', 'phone=13800000000', 'application/x-www-form-urlencoded'],
    ['no content type', '{"phone":"13800000000"}', ''],
    ['a list', '[]', 'application/json'],
    ['a bare value', 'null', 'application/json'],
    ['more than 100 kB', `{"phone":"${'1'.repeat(110_000)}"}`, 'application/json'],
  ])('refuses %s as a body', async (_what, body, contentType) => {
    const { status, code, problem } = await post('/v1/auth/sms', body, {
      'content-type': contentType,
    });
    expect([status, code]).toEqual([400, 'validationFailed']);
    expect(problem?.details?.['issues']).toHaveLength(1);
  });

  it('never repeats what was sent', async () => {
    const { problem } = await post('/v1/auth/sms', JSON.stringify({ phone: 'my-secret-phone' }));
    expect(JSON.stringify(problem)).not.toContain('my-secret-phone');
  });

  it('answers a query parameter given twice as not valid', async () => {
    const { token } = await buildUser();
    const headers = { authorization: `Bearer ${token}` };
    const { code } = await app.raw('/v1/merchants?query=a&query=b', { headers });
    expect(code).toBe('validationFailed');
  });
});

describe('rate limits', () => {
  it('count per address, believing our proxy and nobody before it', async () => {
    const from = (address: string) =>
      app.raw('/v1/auth/wechat', {
        method: 'POST',
        body: '{"code":"x"}',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
      });
    const statuses = [];
    for (let count = 0; count < 241; count += 1) {
      statuses.push((await from(`9.9.9.${count % 250}, 10.1.1.1`)).status);
    }
    expect(statuses.filter((status) => status === 422)).toHaveLength(240);
    const refused = await from('8.8.8.8, 10.1.1.1');
    expect([refused.status, refused.code]).toEqual([429, 'rateLimited']);
    const retryAfter = Number(refused.headers.get('retry-after'));
    expect(retryAfter).toBe(refused.problem?.details?.['retryAfterSeconds']);
    expect(retryAfter).toBeGreaterThan(0);
    expect((await from('10.1.1.2')).status).toBe(422);
  });
});

describe('headers', () => {
  it('let the page run its own scripts only', async () => {
    const page = await fetch(`${app.url}/`);
    const policy = page.headers.get('content-security-policy') ?? '';
    const hash = createHash('sha256').update(INLINE).digest('base64');
    expect(policy).toContain(`script-src 'self' 'sha256-${hash}';`);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain(`ws://${new URL(app.url).host}`);
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    expect(page.headers.get('x-frame-options')).toBe('DENY');
  });

  it('keep answers of the API out of caches', async () => {
    const { headers } = await app.raw('/v1/me');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('allow the listed origins and no others', async () => {
    const preflight = (origin: string) =>
      fetch(`${app.url}/v1/me`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'GET' },
      });
    const allowed = await preflight('https://shop.example');
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://shop.example');
    expect(allowed.headers.get('access-control-allow-headers')).toContain('Idempotency-Key');
    const other = await preflight('https://evil.example');
    expect([other.status, other.headers.get('access-control-allow-origin')]).toEqual([404, null]);
  });
});

describe('the H5 app', () => {
  it('keeps hashed files for ever and asks about the rest', async () => {
    const page = await fetch(`${app.url}/`);
    expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-cache']);
    expect(await page.text()).toContain(INLINE);
    const script = await fetch(`${app.url}/app.0a1b2c3d.js`);
    expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(script.headers.get('content-type')).toContain('javascript');
    expect((await fetch(`${app.url}/`, { method: 'HEAD' })).status).toBe(200);
    // The worker that lets the app start without a network has to learn of each new version.
    const worker = await fetch(`${app.url}/sw.js`);
    expect(worker.headers.get('cache-control')).toBe('no-cache');
    expect(worker.headers.get('vary')).toContain('Accept-Encoding');
  });

  it('sends what was compressed when it was built, to those who can read it', async () => {
    const script = (encodings: string) =>
      fetch(`${app.url}/app.0a1b2c3d.js`, { headers: { 'accept-encoding': encodings } });
    const compressed = await script('gzip, br');
    expect(compressed.headers.get('content-encoding')).toBe('br');
    expect(compressed.headers.get('vary')).toContain('Accept-Encoding');
    expect(compressed.headers.get('cache-control')).toContain('immutable');
    expect(compressed.headers.get('content-type')).toContain('javascript');
    expect(await compressed.text()).toBe('export {};');
    const plain = await script('identity');
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(plain.headers.get('vary')).toContain('Accept-Encoding');
  });
});

describe('/openapi.json and /docs', () => {
  interface Operation {
    responses: Record<string, unknown>;
    security: unknown[];
    parameters: { name: string; in: string }[];
    requestBody?: unknown;
  }

  const securityOf = ({ access, knowsSession }: Endpoint) => {
    if (access !== 'public') return [{ session: [] }];
    return knowsSession ? [{}, { session: [] }] : [];
  };

  it('describe every endpoint', async () => {
    const { body } = await app.raw('/openapi.json');
    const { openapi, paths } = body as {
      openapi: string;
      paths: Record<string, Record<string, Operation>>;
    };
    expect(openapi).toBe('3.1.0');
    for (const [, endpoint] of endpoints) {
      const operation = paths[endpoint.path]?.[endpoint.method.toLowerCase()];
      const statuses = [endpoint.status, ...endpoint.errors.map((code) => ERRORS[code].status)];
      expect(Object.keys(operation?.responses ?? {})).toEqual(
        expect.arrayContaining(statuses.map(String)),
      );
      expect(operation?.security).toEqual(securityOf(endpoint));
      const names = operation?.parameters.map((parameter) => parameter.name) ?? [];
      expect(names.includes('Idempotency-Key')).toBe(endpoint.idempotent === true);
      for (const [name] of endpoint.path.matchAll(/(?<=\{)\w+(?=\})/g)) {
        expect(names).toContain(name);
      }
    }
  });

  it('are readable as a page without inline scripts', async () => {
    const page = await (await fetch(`${app.url}/docs`)).text();
    const scripts = [...page.matchAll(/<script([^>]*)>([^<]*)/g)];
    expect(scripts.length).toBeGreaterThan(0);
    for (const [, attributes = '', text] of scripts) {
      expect(text).toBe('');
      const [, source = ''] = /src="([^"]+)"/.exec(attributes) ?? [];
      const script = await fetch(`${app.url}${source}`);
      expect([script.status, script.headers.get('content-type')]).toEqual([
        200,
        expect.stringContaining('javascript'),
      ]);
    }
    expect((await fetch(`${app.url}/docs/package.json`)).status).toBe(404);
  });
});

describe('/healthz and /readyz', () => {
  it('answer', async () => {
    expect((await app.raw('/healthz')).body).toEqual({ status: 'ok' });
    expect((await app.raw('/readyz')).body).toEqual({ status: 'ok', mongo: true, redis: true });
  });
});

describe('what leaves', () => {
  it('holds nothing that the contract does not name', async () => {
    const phone = newPhone();
    const { body } = await app.call(api.accounts.getMe, {}, { as: await buildUser({ phone }) });
    const fields = ['consentVersion', 'hasWechat', 'id', 'isOperator', 'name', 'phone', 'staffOf'];
    expect(Object.keys(body).sort()).toEqual(fields);
  });
});
