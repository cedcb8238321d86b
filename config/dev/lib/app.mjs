// @ts-check
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { fail } from './failure.mjs';
import { dataDir, inRoot } from './paths.mjs';
import { mustRun, startService } from './processes.mjs';
import { during } from './progress.mjs';

/** @typedef {import('./session.mjs').Session} Session */

const READY_MS = 60_000;

/**
 * @param {Session} session
 * @param {NodeJS.ProcessEnv} env
 */
export async function seed(session, env) {
  await during('Filling in the demo merchants', () =>
    mustRun(session, {
      name: 'The demo seed',
      file: process.execPath,
      args: [inRoot('config/dist/dev/seed/main.js')],
      env,
    }),
  );
}

/**
 * Starts the WeChat stand-in, the worker and the BFF, and waits until the BFF is ready. Stopped in the
 * opposite order.
 * @param {Session} session
 * @param {NodeJS.ProcessEnv} env
 */
export async function startApp(session, env) {
  const start = (
    /** @type {[name: string, file: string, log: string, graceMs: number]} */ ...parts
  ) => {
    const [name, file, log, graceMs] = parts;
    startService(session, {
      name,
      file: process.execPath,
      args: ['--enable-source-maps', inRoot(file)],
      env,
      log: join(dataDir, 'logs', log),
      graceMs,
    });
  };
  start('The WeChat stand-in', 'config/dist/dev/wechat/main.js', 'wechat.log', 1000);
  start('The worker', 'bff/dist/worker.js', 'worker.log', 3000);
  start('The BFF', 'bff/dist/main.js', 'bff.log', 4000);
  await during('Starting', () => Promise.race([untilReady(env['PORT']), session.broken]));
}

/** @param {string | undefined} port */
async function untilReady(port) {
  const deadline = Date.now() + READY_MS;
  const url = `http://127.0.0.1:${port}/readyz`;
  while (
    !(await fetch(url).then(
      (answer) => answer.ok,
      () => false,
    ))
  ) {
    if (Date.now() > deadline)
      fail(`The BFF did not say that it is ready within a minute (${url}).`);
    await sleep(100);
  }
}
