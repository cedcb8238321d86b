// @ts-check
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** @typedef {{ main: number, subPackage: number, total: number, preloaded: number }} PackageKb */
/** @typedef {{ firstLoad: number, page: number }} BrowserKb */
/** @typedef {{ wechatLimitsKb: PackageKb, budgetsKb: PackageKb, browserGzipKb: BrowserKb }} Budgets */
/** @typedef {{ name: string, bytes: number, mostKb: number }} Row */
/** @typedef {{ root: string }} SubPackage */
/** @typedef {Record<string, { packages: string[] }>} PreloadRule */
/** @typedef {{ subPackages?: SubPackage[], subpackages?: SubPackage[], preloadRule?: PreloadRule }} AppJson */
/** @typedef {{ entry: string[], pages: Record<string, string[]> }} PageFiles */

const FIRST_PAGE = 'pages/cards/index';

/** @param {Row} row */
export const isTooBig = ({ bytes, mostKb }) => bytes > mostKb * 1024;

/**
 * @param {string} path
 * @returns {number} bytes of all files below; source maps are not uploaded
 */
function bytesOf(path) {
  const stat = statSync(path);
  if (stat.isFile()) return path.endsWith('.map') ? 0 : stat.size;
  return readdirSync(path).reduce((sum, name) => sum + bytesOf(join(path, name)), 0);
}

/** @param {string} file */
const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

/**
 * The packages of the WeChat build, raw, as they are uploaded.
 * @param {string} dist
 * @param {Budgets} budgets
 * @returns {Row[]}
 */
export function packageRows(dist, { wechatLimitsKb, budgetsKb }) {
  const most = (/** @type {keyof PackageKb} */ what) =>
    Math.min(wechatLimitsKb[what], budgetsKb[what]);
  /** @type {AppJson} */
  const app = readJson(join(dist, 'app.json'));
  const subPackages = (app.subPackages ?? app.subpackages ?? []).map(({ root }) => ({
    name: root,
    bytes: bytesOf(join(dist, root)),
    mostKb: most('subPackage'),
  }));
  const total = bytesOf(dist);
  const main = total - subPackages.reduce((sum, { bytes }) => sum + bytes, 0);
  // WeChat's limit is on all pages of a package together; only the main package's preload anything.
  const preloaded = Object.values(app.preloadRule ?? {})
    .flatMap(({ packages }) => packages)
    .reduce((sum, root) => sum + bytesOf(join(dist, root)), 0);
  return [
    { name: 'main package', bytes: main, mostKb: most('main') },
    ...subPackages,
    { name: 'all packages', bytes: total, mostKb: most('total') },
    { name: 'preloaded by the tabs', bytes: preloaded, mostKb: most('preloaded') },
  ];
}

/**
 * What a browser loads, compressed: `index.html` with all it names, then each page's own files. The entry
 * is read out of `index.html` itself; `pages.json` is what the build says each page adds.
 * @param {string} dist
 * @param {Budgets} budgets
 * @returns {Row[]}
 */
export function browserRows(dist, { browserGzipKb }) {
  const html = readFileSync(join(dist, 'index.html'), 'utf8');
  const named = [...html.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css))"/g)].map(([, path]) => path);
  const entry = named.flatMap((path) => (path === undefined ? [] : [path]));
  if (entry.length === 0) throw new Error('index.html names no script: the figures would be wrong');
  /** @type {PageFiles} */
  const { pages } = readJson(join(dist, 'pages.json'));
  const gzipped = (/** @type {Iterable<string>} */ files) =>
    [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file))).length, 0);
  const first = new Set(['index.html', ...entry, ...(pages[FIRST_PAGE] ?? [])]);
  const later = Object.entries(pages).map(([name, files]) => ({
    name,
    bytes: gzipped(files.filter((file) => !first.has(file))),
    mostKb: browserGzipKb.page,
  }));
  return [
    { name: `first load (${FIRST_PAGE})`, bytes: gzipped(first), mostKb: browserGzipKb.firstLoad },
    ...later.filter(({ bytes }) => bytes > 0),
  ];
}
