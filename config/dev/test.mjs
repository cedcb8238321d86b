// @ts-check
// `npm test`: every test on services of its own. Further arguments go to jest. The last line is the
// tally.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildMiniapp, compile } from './lib/builds.mjs';
import { payPageFrom } from './lib/environment.mjs';
import { installDependencies } from './lib/install.mjs';
import { requireNode } from './lib/node-version.mjs';
import { inRoot } from './lib/paths.mjs';
import { runShown } from './lib/processes.mjs';
import { say } from './lib/progress.mjs';
import { startThrowAwayServices } from './lib/services.mjs';
import { report, runCommand } from './lib/session.mjs';
import { testEnvironment } from './lib/tests.mjs';

/** @typedef {{ passed: number, failed: number, code: number }} Tally */

/**
 * @param {import('./lib/session.mjs').Session} session
 * @param {string[]} jestArgs
 * @returns {Promise<Tally>}
 */
async function runTests(session, jestArgs) {
  requireNode();
  await installDependencies(session);
  await compile(session, ['shared', 'bff', 'config', 'test']);
  const payPage = payPageFrom(process.env);
  await Promise.all([
    buildMiniapp(session, 'h5', { payPage, gallery: true }),
    buildMiniapp(session, 'weapp'),
  ]);
  const services = await startThrowAwayServices(session);
  const results = join(services.dir, 'results.json');
  const temporary = join(services.dir, 'tmp');
  mkdirSync(temporary);
  const { code } = await runShown(session, {
    name: 'jest',
    file: process.execPath,
    args: [
      // MongoDB's driver loads parts of Node by import(), which jest allows only so.
      ...['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
      inRoot('node_modules/jest/bin/jest.js'),
      ...['--config', inRoot('config/jest.config.mjs'), '--json', '--outputFile', results],
      // Part of the tests says little about coverage.
      ...(jestArgs.length === 0 ? ['--coverage'] : jestArgs),
    ],
    env: {
      ...(await testEnvironment(session, services)),
      // What `npm start` in a test would build is there then.
      PAY_PAGE: payPage,
      TMPDIR: temporary,
    },
  });
  if (!existsSync(results)) return { passed: 0, failed: 1, code: code || 1 };
  const outcome = JSON.parse(readFileSync(results, 'utf8'));
  return {
    passed: outcome.numPassedTests,
    // A suite that does not even run has no failed tests of its own.
    failed: outcome.numFailedTests + outcome.numRuntimeErrorTestSuites,
    code: code ?? 1,
  };
}

runCommand(async (session) => {
  const tests = Promise.race([runTests(session, process.argv.slice(2)), session.broken]);
  const tally = await tests.catch((error) => {
    report(error);
    return { passed: 0, failed: 1, code: 1 };
  });
  await session.stop();
  say(`${tally.passed} passed, ${tally.failed} failed`);
  return tally.failed > 0 ? 1 : tally.code;
});
