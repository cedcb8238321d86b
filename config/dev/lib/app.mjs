// @ts-check
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { fail } from './failure.mjs';
import { dataDir, inRoot } from './paths.mjs';
import { mustRun, startService } from './processes.mjs';
import { during } from './progress.mjs';

/** @typedef {import('./session.mjs').Session} Session */

const READY_MS = 60_000;

/** Short-lived objects of a busy BFF fit (MB): a fifth less CPU a redemption than with Node's 16. */
const NEW_SPACE = '--max-semi-space-size=64';

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
 * Starts the WeChat stand-in, the worker and the BFF, and waits until the BFF is ready. Stopped in
 * the opposite order.
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
      args: ['--enable-source-maps', NEW_SPACE, inRoot(file)],
      env,
      log: join(dataDir, 'logs', log),
      graceMs,
    });
  };
  start('The WeChat stand-in', 'config/dist/dev/wechat/main.js', 'wechat.log', 1000);
  start('The worker', 'bff/dist/worker.js', 'worker.log', 3000);
  start('The BFF', 'bff/dist/main.js', 'bff.log', 4000);
  const ready = Promise.all([
    untilReady(`http://127.0.0.1:${env['WECHAT_STANDIN_PORT']}/control`),
    untilReady(`http://127.0.0.1:${env['PORT']}/readyz`),
  ]);
  await during('Starting', () => Promise.race([ready, session.broken]));
  // They are known to the stand-in only while it runs.
  await during('Opening the demo merchants’ accounts at WeChat Pay', () =>
    mustRun(session, {
      name: 'The demo accounts',
      file: process.execPath,
      args: [inRoot('config/dist/dev/seed/payees.js')],
      env,
    }),
  );
}

/** @param {string} url */
async function untilReady(url) {
  const deadline = Date.now() + READY_MS;
  while (
    !(await fetch(url).then(
      (answer) => answer.ok,
      () => false,
    ))
  ) {
    if (Date.now() > deadline) fail(`${url} did not answer within a minute: see the logs.`);
    await sleep(100);
  }
}
