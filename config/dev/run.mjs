// @ts-check
// `npm run seed | ledger:verify | bench`: runs a tool on the services of a running `npm start`,
// else on services that it starts for the occasion. Further arguments and the exit code pass
// through.
import { compile } from './lib/builds.mjs';
import { appEnvironment, portsFrom } from './lib/environment.mjs';
import { fail } from './lib/failure.mjs';
import { installDependencies } from './lib/install.mjs';
import { requireNode } from './lib/node-version.mjs';
import { inRoot } from './lib/paths.mjs';
import { runShown } from './lib/processes.mjs';
import { runningStart } from './lib/running.mjs';
import { startKeptServices, startThrowAwayServices } from './lib/services.mjs';
import { runCommand } from './lib/session.mjs';

/**
 * @typedef {object} Tool
 * @property {string} file
 * @property {import('./lib/builds.mjs').Compiled[]} needs
 * @property {'kept' | 'throwAway'} data
 */

/** @type {Record<string, Tool>} */
const TOOLS = {
  seed: { file: 'config/dist/dev/seed/main.js', needs: ['shared', 'bff', 'config'], data: 'kept' },
  'ledger:verify': { file: 'bff/dist/verify.js', needs: ['shared', 'bff'], data: 'kept' },
  bench: {
    file: 'test/dist/bench/main.js',
    needs: ['shared', 'bff', 'config', 'test'],
    data: 'throwAway',
  },
};

runCommand(async (session) => {
  requireNode();
  const [name = '', ...args] = process.argv.slice(2);
  const tool = TOOLS[name] ?? fail(`There is no tool "${name}": ${Object.keys(TOOLS).join(', ')}.`);
  await installDependencies(session);
  const services =
    tool.data === 'throwAway'
      ? await startThrowAwayServices(session)
      : (runningStart()?.services ?? (await startKeptServices(session)));
  await compile(session, tool.needs);
  const { code } = await runShown(session, {
    name,
    file: process.execPath,
    args: ['--enable-source-maps', inRoot(tool.file), ...args],
    env: appEnvironment({ services, ports: portsFrom(process.env) }),
  });
  return code ?? 1;
});
