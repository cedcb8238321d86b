// @ts-check
// `npm run seed | ledger:verify | reminders:plan | bench | shots | test:faults`: runs a tool on the services of a
// running `npm start`, else on services that it starts for the occasion, or leaves them to the tool. Further
// arguments and the exit code pass through.
import { buildMiniapp, compile } from './lib/builds.mjs';
import { findChromium } from './lib/chromium.mjs';
import { appEnvironment, payPageFrom, portsFrom } from './lib/environment.mjs';
import { fail } from './lib/failure.mjs';
import { installDependencies } from './lib/install.mjs';
import { requireNode } from './lib/node-version.mjs';
import { inRoot } from './lib/paths.mjs';
import { runShown } from './lib/processes.mjs';
import { runningStart } from './lib/running.mjs';
import { startKeptServices, startThrowAwayServices } from './lib/services.mjs';
import { runCommand } from './lib/session.mjs';
import { testEnvironment } from './lib/tests.mjs';

/**
 * @typedef {object} Tool
 * @property {string} file
 * @property {import('./lib/builds.mjs').Compiled[]} needs
 * @property {'kept' | 'throwAway' | 'tests' | 'own'} data `tests`: for what starts the app's programs
 *   by itself, as the tests do; `own`: the tool starts and kills its services itself
 * @property {(args: string[]) => boolean} [app] whether it needs the app for browsers, and a browser
 */

/** @type {Record<string, Tool>} */
const TOOLS = {
  seed: { file: 'config/dist/dev/seed/main.js', needs: ['shared', 'bff', 'config'], data: 'kept' },
  'ledger:verify': { file: 'bff/dist/verify.js', needs: ['shared', 'bff'], data: 'kept' },
  'reminders:plan': { file: 'bff/dist/reminders.js', needs: ['shared', 'bff'], data: 'kept' },
  bench: {
    file: 'test/dist/bench/main.js',
    needs: ['shared', 'bff', 'config', 'test'],
    app: (args) => args.includes('app') || args.includes('--app'),
    data: 'throwAway',
  },
  shots: {
    file: 'test/dist/shots/main.js',
    needs: ['shared', 'bff', 'config', 'test'],
    app: () => true,
    data: 'tests',
  },
  'test:faults': {
    file: 'test/dist/faults/main.js',
    needs: ['shared', 'bff', 'config', 'test'],
    data: 'own',
  },
};

/**
 * @param {import('./lib/session.mjs').Session} session
 * @param {Tool['data']} data
 */
async function environmentFor(session, data) {
  if (data === 'own') return process.env;
  if (data === 'tests') return testEnvironment(session, await startThrowAwayServices(session));
  const services =
    data === 'throwAway'
      ? await startThrowAwayServices(session)
      : (runningStart()?.services ?? (await startKeptServices(session)));
  return appEnvironment({ services, ports: portsFrom(process.env) });
}

runCommand(async (session) => {
  requireNode();
  const [name = '', ...args] = process.argv.slice(2);
  const tool = TOOLS[name] ?? fail(`There is no tool "${name}": ${Object.keys(TOOLS).join(', ')}.`);
  await installDependencies(session);
  const env = await environmentFor(session, tool.data);
  await compile(session, tool.needs);
  if (tool.app?.(args)) {
    await buildMiniapp(session, 'h5', { payPage: payPageFrom(process.env) });
    env['CHROMIUM_PATH'] ??= await findChromium(session, process.env);
  }
  const { code } = await runShown(session, {
    name,
    file: process.execPath,
    args: ['--enable-source-maps', inRoot(tool.file), ...args],
    env,
  });
  return code ?? 1;
});
