// @ts-check
// `npm run size`: the mini-program's packages against WeChat's limits and our own budgets.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fail } from './lib/failure.mjs';
import { inRoot } from './lib/paths.mjs';
import { say } from './lib/progress.mjs';
import { runCommand } from './lib/session.mjs';

const DIST = inRoot('miniapp/dist/weapp');

/** @typedef {{ main: number, subPackage: number, total: number }} Kilobytes */
/** @typedef {{ subPackages?: { root: string }[], subpackages?: { root: string }[] }} AppJson */

/**
 * @param {string} path
 * @returns {number} bytes of all files below; source maps are not uploaded
 */
function bytesOf(path) {
  const stat = statSync(path);
  if (stat.isFile()) return path.endsWith('.map') ? 0 : stat.size;
  return readdirSync(path).reduce((sum, name) => sum + bytesOf(join(path, name)), 0);
}

/** @param {number} bytes */
const kb = (bytes) => (bytes / 1024).toFixed(0).padStart(6);

runCommand(async () => {
  if (!existsSync(join(DIST, 'app.json'))) {
    fail('miniapp/dist/weapp is not there: run npm run build first.');
  }
  /** @type {{ wechatLimitsKb: Kilobytes, budgetsKb: Kilobytes }} */
  const { wechatLimitsKb, budgetsKb } = JSON.parse(
    readFileSync(inRoot('config/package-budgets.json'), 'utf8'),
  );
  const most = (/** @type {keyof Kilobytes} */ what) =>
    Math.min(wechatLimitsKb[what], budgetsKb[what]);
  /** @type {AppJson} */
  const app = JSON.parse(readFileSync(join(DIST, 'app.json'), 'utf8'));
  const subPackages = (app.subPackages ?? app.subpackages ?? []).map(({ root }) => ({
    name: root,
    bytes: bytesOf(join(DIST, root)),
    mostKb: most('subPackage'),
  }));
  const total = bytesOf(DIST);
  const main = total - subPackages.reduce((sum, { bytes }) => sum + bytes, 0);
  const rows = [
    { name: 'main package', bytes: main, mostKb: most('main') },
    ...subPackages,
    { name: 'total', bytes: total, mostKb: most('total') },
  ];
  const tooBig = rows.filter(({ bytes, mostKb }) => bytes > mostKb * 1024);
  for (const row of rows) {
    const verdict = tooBig.includes(row) ? 'TOO BIG' : 'ok';
    say(
      `${kb(row.bytes)} kB of ${String(row.mostKb).padStart(6)}  ${verdict.padEnd(7)}  ${row.name}`,
    );
  }
  return tooBig.length > 0 ? 1 : 0;
});
