import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { freePort, Machine, outcomeOf, root } from './kit';

let machine: Machine;
let child: ChildProcess | undefined;
beforeEach(() => (machine = new Machine()));
afterEach(() => {
  child?.kill('SIGKILL');
  machine.remove();
});

/** `npm start` on data of its own, with the binaries and builds that are there. */
function start(env: NodeJS.ProcessEnv): ChildProcess {
  child = spawn(process.execPath, [join(root, 'config/dev/start.mjs')], {
    env: {
      // The page of the default port: the app that is built is not built anew for another one.
      PAY_PAGE: 'http://localhost:3010/pay',
      ...process.env,
      NODE_ENV: 'development',
      DATA_DIR: machine.env['DATA_DIR'],
      ...env,
    },
  });
  return child;
}

const answers = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });

test('a port in use is one sentence', async () => {
  const port = await machine.silentServer();
  const outcome = await outcomeOf(start({ PORT: String(port) }));
  expect(outcome).toEqual({
    code: 1,
    stdout: '',
    stderr: `Port ${port} (the app) is in use: stop what listens there, or set PORT to another port.\n`,
  });
});

test('starts everything; Ctrl-C stops everything in under 15 seconds', async () => {
  const [app, standIn, metrics] = [await freePort(), await freePort(), await freePort()];
  const running = start({
    PORT: String(app),
    WECHAT_STANDIN_PORT: String(standIn),
    METRICS_PORT: String(metrics),
  });
  const outcome = outcomeOf(running);
  await new Promise<void>((resolve) => {
    running.stdout?.on('data', (text: string) => text.includes('Ctrl-C stops') && resolve());
    running.on('close', () => resolve());
  });

  expect((await fetch(`http://127.0.0.1:${app}/readyz`)).status).toBe(200);
  expect((await fetch(`http://127.0.0.1:${standIn}/sms/13800000009`)).status).toBe(404);
  const record = readFileSync(join(machine.dir, 'data/running.json'), 'utf8');
  const { services } = JSON.parse(record) as { services: Record<string, string> };
  const ports = [services['mongodbUri'], services['redisUrl']].map((url) =>
    Number(new URL(url ?? '').port),
  );

  const startedAt = Date.now();
  running.kill('SIGINT');
  expect(await outcome).toMatchObject({ code: 0, stderr: '' });
  expect(Date.now() - startedAt).toBeLessThan(15_000);
  for (const port of [app, standIn, metrics, ...ports]) expect(await answers(port)).toBe(false);
}, 120_000);
