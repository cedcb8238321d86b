// @ts-check
// `npm run build`: the server, its tools and both builds of the app; what is up to date is left
// alone.
import { buildMiniapp, compile } from './lib/builds.mjs';
import { installDependencies } from './lib/install.mjs';
import { requireNode } from './lib/node-version.mjs';
import { say } from './lib/progress.mjs';
import { runCommand } from './lib/session.mjs';

runCommand(async (session) => {
  requireNode();
  await installDependencies(session);
  await compile(session, ['shared', 'bff', 'config']);
  await Promise.all([
    buildMiniapp(session, 'h5', { payPage: process.env['PAY_PAGE'] ?? '' }),
    buildMiniapp(session, 'weapp'),
  ]);
  say('Built: shared, bff, config, miniapp/dist/h5, miniapp/dist/weapp');
});
