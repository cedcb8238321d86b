/**
 * Writes `src/lib/endpoints.gen.ts`: method and path of every endpoint, out of the built contracts in
 * `shared/dist`, so that the mini-program needs no zod. `--check` writes nothing and exits 1 when the file
 * is stale.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const target = fileURLToPath(new URL('../src/lib/endpoints.gen.ts', import.meta.url));
const require = createRequire(import.meta.url);

function loadApi() {
  try {
    return require('@merchant-coin/shared').api;
  } catch (cause) {
    console.error(`The contracts are not built (tsc -b shared): ${cause.message}`);
    process.exit(1);
  }
}

function lineOf(name, { method, path, idempotent }) {
  const fields = [`method: '${method}'`, `path: '${path}'`];
  if (idempotent) fields.push('idempotent: true');
  const oneLine = `  '${name}': { ${fields.join(', ')} },`;
  return oneLine.length <= 100
    ? oneLine
    : [`  '${name}': {`, ...fields.map((field) => `    ${field},`), '  },'].join('\n');
}

function render(api) {
  const lines = Object.entries(api).flatMap(([module, endpoints]) =>
    Object.entries(endpoints).map(([verb, endpoint]) => lineOf(`${module}.${verb}`, endpoint)),
  );
  return [
    '// Written by scripts/endpoints.mjs from the contracts in shared; run it instead of editing this file.',
    '',
    'export const ENDPOINTS = {',
    ...lines,
    '} as const;',
    '',
  ].join('\n');
}

const text = render(loadApi());

if (process.argv.includes('--check')) {
  const current = (() => {
    try {
      return readFileSync(target, 'utf8');
    } catch {
      return '';
    }
  })();
  if (current !== text) {
    console.error('miniapp/src/lib/endpoints.gen.ts is stale: npm run endpoints -w miniapp');
    process.exit(1);
  }
} else {
  writeFileSync(target, text);
}
