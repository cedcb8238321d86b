import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { BrowserContext, Route } from 'playwright-core';
import ts from 'typescript';
import { ROOT } from '../support/root';
import { compileApp } from './compile';

/** Beside the BFF's own paths, so that the app's calls reach it without further ado. */
export const HOST_PATH = '/weapp-host/';

/** A file that a package has built, by the path of its package.json. */
const builtFile = (manifest: string, file: string) =>
  readFileSync(join(dirname(manifest), 'dist', file), 'utf8');

const PAGE = `<!doctype html>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<link rel="stylesheet" href="built.css" />
<style>body { margin: 0 } * { box-sizing: border-box } [hidden] { display: none !important } page-root, button { display: block }</style>
<script type="importmap">{ "imports": { "glass-easel": "./glass-easel.js" } }</script>
<script src="built.js"></script>
<script type="module">
  import * as easel from './adapter.js';
  globalThis.easel = easel;
  await import('./test/weapp/host/main');
</script>`;

/** A module of the host, from its source. */
function hostModule(path: string): string {
  const source = readFileSync(join(ROOT, `${path}.ts`), 'utf8');
  const { ESNext } = ts.ModuleKind;
  const compilerOptions = { module: ESNext, target: ts.ScriptTarget.ES2022 };
  return ts.transpileModule(source, { compilerOptions }).outputText;
}

/** Serves the host and the built mini-program to the pages of a context. */
export async function serveWeapp(context: BrowserContext): Promise<void> {
  const { script, style } = compileApp();
  const served: Record<string, [contentType: string, body: string]> = {
    '': ['text/html', PAGE],
    'built.js': ['text/javascript', script],
    'built.css': ['text/css', style],
    'adapter.js': [
      'text/javascript',
      builtFile(
        require.resolve('glass-easel-miniprogram-adapter/package.json'),
        'glass_easel_miniprogram_adapter.es.js',
      ),
    ],
    'glass-easel.js': [
      'text/javascript',
      builtFile(require.resolve('glass-easel/package.json'), 'glass_easel.all.es.js'),
    ],
  };
  await context.route(`**${HOST_PATH}**`, async (route: Route) => {
    const [, path = ''] = new URL(route.request().url()).pathname.split(HOST_PATH);
    const [contentType, body] = served[path] ?? ['text/javascript', hostModule(path)];
    await route.fulfill({ contentType, body });
  });
}
