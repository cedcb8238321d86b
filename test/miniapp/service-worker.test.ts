import { buildH5, type H5Build } from './support/h5-build';
import { WorkerHost } from './support/worker-host';

let before: H5Build;
let now: H5Build;
beforeAll(async () => {
  before = await buildH5('console.log("before")');
  now = await buildH5('console.log("now")');
});

function onAbort(end: (error: Error) => void, signal?: AbortSignal): void {
  signal?.addEventListener('abort', () => end(new DOMException('aborted', 'AbortError')));
}

/** The network: which build a server has; null while there is none, and one that never ends an answer. */
let server: H5Build | 'silent' | 'stuck' | null;
function serve(path: string, signal?: AbortSignal): Response | Promise<Response> {
  if (server === 'silent') return new Promise((_, reject) => onAbort(reject, signal));
  if (server === 'stuck') {
    const start = (body: ReadableStreamDefaultController) =>
      onAbort((error) => body.error(error), signal);
    return new Response(new ReadableStream({ start }));
  }
  if (!server) throw new TypeError('Failed to fetch');
  const text = server.files.get(path);
  return text === undefined ? new Response('', { status: 404 }) : new Response(text);
}

const partOf = ({ files }: H5Build) => [...files.keys()].find((path) => path.endsWith('.js')) ?? '';
const pageFrom = async (host: WorkerHost) => (await host.get('/', 'navigate'))?.text();

async function installed(): Promise<WorkerHost> {
  server = now;
  const host = new WorkerHost(now.worker, serve);
  await host.install();
  return host;
}

test('a page names its version, and another app has another', () => {
  const versionOf = ({ page }: H5Build) => /name="app-version" content="(\w{8})"/.exec(page)?.[1];
  expect(versionOf(now)).toBeDefined();
  expect(now.worker).toMatch(new RegExp(`VERSION ?= ?["']${versionOf(now)}`));
  expect(versionOf(before)).not.toBe(versionOf(now));
});

test('what was installed starts without a network', async () => {
  const host = await installed();
  server = null;
  expect(await pageFrom(host)).toBe(now.page);
  expect(await (await host.get(partOf(now)))?.text()).toContain('now');
  expect(host.get('/v1/me')).toBeUndefined();
});

test('a server that still has the page before is not believed', async () => {
  server = before;
  const host = new WorkerHost(now.worker, serve);
  await expect(host.install()).rejects.toThrow('another version');
  expect(host.keeps()).toEqual([]);
});

test('one whose part is not there yet is not installed', async () => {
  server = { ...now, files: new Map([['/', now.page]]) };
  await expect(new WorkerHost(now.worker, serve).install()).rejects.toThrow('404');
});

test('once a part is gone the page comes from the network, and from storage where there is none', async () => {
  const host = await installed();
  server = before;
  expect(await pageFrom(host)).toBe(now.page);
  expect((await host.get('/js/gone.0a1b2c3d.js'))?.status).toBe(404);
  expect(await pageFrom(host)).toBe(before.page);
  server = null;
  expect(await pageFrom(host)).toBe(now.page);
  // This version's page is there after all: from now on it comes at once again.
  server = now;
  expect(await pageFrom(host)).toBe(now.page);
  server = before;
  expect(await pageFrom(host)).toBe(now.page);
});

describe('on a network that never answers', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  /** What has come within that time. */
  async function within(ms: number, asked: Promise<Response> | undefined): Promise<string | null> {
    const text = asked?.then((answer) => answer.text()) ?? null;
    const waited = new Promise<null>((resolve) => setTimeout(() => resolve(null), ms));
    const first = Promise.race([text, waited]);
    await jest.advanceTimersByTimeAsync(ms);
    return first;
  }

  test('what is kept comes at once', async () => {
    const host = await installed();
    server = 'silent';
    expect(await within(0, host.get('/', 'navigate'))).toBe(now.page);
    expect(await within(0, host.get(partOf(now)))).toContain('now');
  });

  test('a page in doubt is waited for, but not for long', async () => {
    const host = await installed();
    server = before;
    await host.get('/js/gone.0a1b2c3d.js');
    server = 'silent';
    expect(await within(2_900, host.get('/', 'navigate'))).toBeNull();
    expect(await within(3_100, host.get('/', 'navigate'))).toBe(now.page);
  });

  test('a page whose text does not arrive is one that did not come', async () => {
    const host = await installed();
    server = before;
    await host.get('/js/gone.0a1b2c3d.js');
    server = 'stuck';
    expect(await within(3_100, host.get('/', 'navigate'))).toBe(now.page);
  });
});
