// @ts-check
// `npm start`: everything that the product needs, on one machine, from a fresh clone. Ctrl-C stops
// it.
import { seed, startApp } from './lib/app.mjs';
import { buildMiniapp, compile } from './lib/builds.mjs';
import { appEnvironment, payPageFrom, portsFrom, requireFreePorts } from './lib/environment.mjs';
import { installDependencies } from './lib/install.mjs';
import { requireNode } from './lib/node-version.mjs';
import { dataDir, shown } from './lib/paths.mjs';
import { say } from './lib/progress.mjs';
import { claimDataDir, record } from './lib/running.mjs';
import { startKeptServices } from './lib/services.mjs';
import { runCommand } from './lib/session.mjs';

const PEOPLE = [
  ['13800000001', 'member 会员'],
  ['13800000002', 'clerk 店员'],
  ['13800000003', 'store manager 店长'],
  ['13800000004', 'owner 商家'],
  ['13800000005', 'platform operator 平台'],
];

/** @param {import('./lib/environment.mjs').Ports} ports */
function greet(ports) {
  say(`
Merchant Coin is ready.

  The app       http://localhost:${ports.app}
  The API       http://localhost:${ports.app}/docs
  Logs          ${shown(dataDir)}/logs

Sign in with a phone number and the code that is sent to it:

${PEOPLE.map(([phone, role]) => `  ${phone}   ${role}`).join('\n')}
  any other     signs up

  The code is at http://localhost:${ports.standIn}/sms/{phone}

Ctrl-C stops everything; the data stays in ${shown(dataDir)}.`);
}

runCommand(
  async (session) => {
    requireNode();
    claimDataDir(session);
    const ports = portsFrom(process.env);
    await requireFreePorts(ports);
    await installDependencies(session);
    const services = await startKeptServices(session);
    record({ pid: process.pid, services });
    await compile(session, ['shared', 'bff', 'config']);
    await buildMiniapp(session, 'h5', { payPage: payPageFrom(process.env), gallery: true });
    const env = appEnvironment({ services, ports });
    await seed(session, env);
    await startApp(session, env);
    greet(ports);
    await session.broken;
  },
  { signalExitCode: 0 },
);
