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

/** @typedef {{ name: string, args: string[], needs?: string }} Check */

/** Comes first: the others read what `tsc -b` writes. @type {Check} */
const TYPES = { name: 'types', args: [TSC, '-b'] };

/** The longest first. @type {Check[]} */
const OTHERS = [
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
  {
    name: 'format',
    args: [
      'node_modules/prettier/bin/prettier.cjs',
      ...['--config', 'config/prettier.json'],
      ...['--ignore-path', '.gitignore', '--ignore-path', 'config/.prettierignore'],
      ...['--log-level', 'warn', '--check', '.'],
    ],
  },
  { name: 'types of miniapp', args: [TSC, '-p', 'miniapp', '--noEmit'] },
  { name: 'types of scripts', args: [TSC, '-p', 'config/tsconfig.scripts.json'] },
  { name: 'dead code', args: ['node_modules/knip/bin/knip.js', '--config', 'config/knip.json'] },
  { name: 'endpoints', args: [ENDPOINTS, '--check'], needs: ENDPOINTS },
];

/** The lint takes as long as all that is done beside it. */
const LANES = 2;

/**
 * Runs one check and says how it went.
 * @param {import('./lib/session.mjs').Session} session
 * @param {Check} check
 */
async function passes(session, { name, args, needs }) {
  if (needs && !existsSync(inRoot(needs))) return true;
  const startedAt = Date.now();
  const { code, output } = await runTool(session, { name, file: process.execPath, args });
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  say(`${code === 0 ? 'ok    ' : 'FAILED'}  ${name} (${seconds} s)`);
  if (code !== 0) say(output.trimEnd());
  return code === 0;
}

runCommand(async (session) => {
  requireNode();
  await installDependencies(session);
  const passed = [await passes(session, TYPES)];
  const waiting = [...OTHERS];
  const lane = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      passed.push(await passes(session, check));
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return passed.every(Boolean) ? 0 : 1;
});
