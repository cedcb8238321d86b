import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DIST, pagesOf, readAppJson } from './support/dist';

/** The built WeChat app as WeChat takes it in: its own compilers, its rules for pages. */
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
