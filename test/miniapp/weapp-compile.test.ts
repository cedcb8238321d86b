import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DIST, pagesOf, readAppJson } from './support/dist';

/** The built WeChat app as WeChat takes it in: its own compilers, its limits, its rules for pages. */
interface Compiler {
  wxmlToJs(root: string): string;
  wxssToJs(root: string): string;
}

// eslint-disable-next-line @typescript-eslint/no-require-imports -- it has no types
const compiler = require('miniprogram-compiler') as Compiler;

const app = readAppJson();

test('the official compilers take every template and style sheet', () => {
  const templates = compiler.wxmlToJs(DIST);
  for (const page of pagesOf(app)) expect(templates).toContain(`${page}.wxml`);
  expect(compiler.wxssToJs(DIST)).toContain('app.wxss');
});

test.each(pagesOf(app))('%s has its files', (page) => {
  for (const ending of ['js', 'json', 'wxml']) {
    expect(existsSync(join(DIST, `${page}.${ending}`))).toBe(true);
  }
});

test('tabs lead to pages of the main package', () => {
  for (const { pagePath } of app.tabBar.list) expect(app.pages).toContain(pagePath);
});

/** Bytes that are uploaded: all but source maps. */
function bytesOf(path: string): number {
  const stat = statSync(path);
  if (stat.isFile()) return path.endsWith('.map') ? 0 : stat.size;
  return readdirSync(path).reduce((sum, name) => sum + bytesOf(join(path, name)), 0);
}

type Kilobytes = Record<'main' | 'subPackage' | 'total', number>;

test('every package is within WeChat’s limits and our budgets', () => {
  const file = resolve(__dirname, '../../config/package-budgets.json');
  const { wechatLimitsKb, budgetsKb } = JSON.parse(readFileSync(file, 'utf8')) as {
    wechatLimitsKb: Kilobytes;
    budgetsKb: Kilobytes;
  };
  const mostBytes = (what: keyof Kilobytes) =>
    Math.min(wechatLimitsKb[what], budgetsKb[what]) * 1024;
  const total = bytesOf(DIST);
  const parts = app.subPackages.map(({ root }) => bytesOf(join(DIST, root)));
  for (const bytes of parts) expect(bytes).toBeLessThanOrEqual(mostBytes('subPackage'));
  const main = total - parts.reduce((sum, bytes) => sum + bytes, 0);
  expect(main).toBeLessThanOrEqual(mostBytes('main'));
  expect(total).toBeLessThanOrEqual(mostBytes('total'));
});
