// @ts-check
// `npm run size`: what people download, against WeChat's limits and our own budgets.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail } from './lib/failure.mjs';
import { inRoot } from './lib/paths.mjs';
import { say } from './lib/progress.mjs';
import { runCommand } from './lib/session.mjs';
import { browserRows, isTooBig, packageRows } from './lib/sizes.mjs';

const WEAPP = inRoot('miniapp/dist/weapp');
const H5 = inRoot('miniapp/dist/h5');

/** @typedef {import('./lib/sizes.mjs').Row} Row */

/**
 * @param {string} title
 * @param {Row[]} rows
 */
function table(title, rows) {
  say(title);
  for (const row of rows) {
    const verdict = isTooBig(row) ? 'TOO BIG' : 'ok';
    const size = (row.bytes / 1024).toFixed(0).padStart(6);
    say(`${size} kB of ${String(row.mostKb).padStart(6)}  ${verdict.padEnd(7)}  ${row.name}`);
  }
}

runCommand(async () => {
  for (const file of [join(WEAPP, 'app.json'), join(H5, 'pages.json')]) {
    if (!existsSync(file)) fail(`${file} is not there: run npm run build first.`);
  }
  const budgets = JSON.parse(readFileSync(inRoot('config/package-budgets.json'), 'utf8'));
  const packages = packageRows(WEAPP, budgets);
  const browser = browserRows(H5, budgets);
  table('WeChat: packages, raw', packages);
  table('Browser: gzip; below the first load what each page adds to it', browser);
  return [...packages, ...browser].some(isTooBig) ? 1 : 0;
});
