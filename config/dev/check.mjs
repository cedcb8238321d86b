// @ts-check
// `npm run check`: format, lint, types, dead code. Runs everything and says a line about each.
import { existsSync } from 'node:fs';
import { installDependencies } from './lib/install.mjs';
import { requireNode } from './lib/node-version.mjs';
import { inRoot } from './lib/paths.mjs';
import { runTool } from './lib/processes.mjs';
import { say } from './lib/progress.mjs';
import { runCommand } from './lib/session.mjs';

const TSC = 'node_modules/typescript/bin/tsc';
const ENDPOINTS = 'miniapp/scripts/endpoints.mjs';

/** What is run, in this order: lint and dead code read what `tsc -b` wrote. */
const CHECKS = [
  { name: 'types', args: [TSC, '-b'] },
  { name: 'types of miniapp', args: [TSC, '-p', 'miniapp', '--noEmit'] },
  { name: 'types of scripts', args: [TSC, '-p', 'config/tsconfig.scripts.json'] },
  {
    name: 'format',
    args: [
      'node_modules/prettier/bin/prettier.cjs',
      ...['--config', 'config/prettier.json'],
      ...['--ignore-path', '.gitignore', '--ignore-path', 'config/.prettierignore'],
      ...['--log-level', 'warn', '--check', '.'],
    ],
  },
  {
    name: 'lint',
    args: [
      'node_modules/eslint/bin/eslint.js',
      '--config',
      'config/eslint.config.mjs',
      '--max-warnings',
      '0',
      '.',
    ],
  },
  { name: 'dead code', args: ['node_modules/knip/bin/knip.js', '--config', 'config/knip.json'] },
  { name: 'endpoints', args: [ENDPOINTS, '--check'], needs: ENDPOINTS },
];

runCommand(async (session) => {
  requireNode();
  await installDependencies(session);
  let failures = 0;
  for (const { name, args, needs } of CHECKS) {
    if (needs && !existsSync(inRoot(needs))) continue;
    const startedAt = Date.now();
    const { code, output } = await runTool(session, { name, file: process.execPath, args });
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
    say(`${code === 0 ? 'ok    ' : 'FAILED'}  ${name} (${seconds} s)`);
    if (code === 0) continue;
    failures += 1;
    say(output.trimEnd());
  }
  return failures > 0 ? 1 : 0;
});
