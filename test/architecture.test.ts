import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';

/**
 * The borders that keep the house in order, checked on the source itself. A rule that fails names the file
 * and what it reached for.
 */
const ROOT = resolve(__dirname, '..');
const MODULES_DIR = join(ROOT, 'bff/src/modules');
const MINIAPP = join(ROOT, 'miniapp/src');

/** Each module imports only from those before it (README: the map). */
const MODULE_ORDER = [
  'accounts',
  'merchants',
  'coins',
  'members',
  'cards',
  'campaigns',
  'recharges',
  'catalog',
  'stock',
  'orders',
  'redemptions',
  'settlement',
  'reminders',
  'reports',
];

const MODULE_FILES = /\.(routes|service|model|policy|present|jobs)\.ts$|^index\.ts$|^[a-z-]+\.ts$/;

function filesBelow(folder: string, pattern: RegExp): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && pattern.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.includes('node_modules') && !path.includes('/dist/'));
}

const textOf = (path: string) => readFileSync(path, 'utf8');
const nameOf = (path: string) => relative(ROOT, path);

interface Import {
  file: string;
  /** As written. */
  specifier: string;
  /** Absolute, for relative imports. */
  target: string | null;
  typeOnly: boolean;
}

function importsOf(path: string): Import[] {
  const source = ts.createSourceFile(path, textOf(path), ts.ScriptTarget.ES2022, true);
  const imports: Import[] = [];
  const visit = (node: ts.Node): void => {
    if (
      (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) &&
      node.moduleSpecifier &&
      ts.isStringLiteral(node.moduleSpecifier)
    ) {
      const specifier = node.moduleSpecifier.text;
      imports.push({
        file: path,
        specifier,
        target: specifier.startsWith('.') ? resolve(dirname(path), specifier) : null,
        typeOnly: isTypeOnly(node),
      });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return imports;
}

function isTypeOnly(node: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  const clause = node.importClause;
  if (!clause) return false;
  if (clause.isTypeOnly) return true;
  const named = clause.namedBindings;
  return (
    !clause.name &&
    named !== undefined &&
    ts.isNamedImports(named) &&
    named.elements.every((element) => element.isTypeOnly)
  );
}

const moduleOf = (path: string): string | null => {
  const inside = relative(MODULES_DIR, path);
  return inside.startsWith('..') ? null : (inside.split('/')[0] ?? null);
};

describe('bff modules', () => {
  const imports = filesBelow(MODULES_DIR, /\.ts$/).flatMap(importsOf);
  const acrossModules = imports.flatMap((one) => {
    const from = moduleOf(one.file);
    const to = one.target && moduleOf(one.target);
    return from && to && from !== to ? [{ ...one, from, to }] : [];
  });

  it('are all in the order', () => {
    expect(readdirSync(MODULES_DIR).filter((name) => !MODULE_ORDER.includes(name))).toEqual([]);
  });

  it('import only from modules before them', () => {
    const wrong = acrossModules.filter(
      ({ from, to }) => MODULE_ORDER.indexOf(to) >= MODULE_ORDER.indexOf(from),
    );
    expect(wrong.map(({ file, to }) => `${nameOf(file)} -> ${to}`)).toEqual([]);
  });

  it('enter each other by the public door only', () => {
    const wrong = acrossModules.filter(({ target, to }) => target !== join(MODULES_DIR, to));
    expect(wrong.map(({ file, specifier }) => `${nameOf(file)} -> ${specifier}`)).toEqual([]);
  });

  it('keep their models inside', () => {
    const doors = readdirSync(MODULES_DIR).map((name) => join(MODULES_DIR, name, 'index.ts'));
    const wrong = doors
      .flatMap(importsOf)
      .filter(({ specifier, typeOnly }) => specifier.endsWith('.model') && !typeOnly);
    expect(wrong.map(({ file }) => nameOf(file))).toEqual([]);
  });

  it('name their files from the closed set, or after the use case they hold', () => {
    const wrong = filesBelow(MODULES_DIR, /\.ts$/).filter(
      (path) => !MODULE_FILES.test(basename(path)),
    );
    expect(wrong.map(nameOf)).toEqual([]);
  });

  it('are not imported by the technical kernel', () => {
    const kernel = ['http', 'db', 'jobs', 'wechat'].flatMap((folder) =>
      filesBelow(join(ROOT, 'bff/src', folder), /\.ts$/),
    );
    const wrong = kernel.flatMap(importsOf).filter(({ target }) => target && moduleOf(target));
    expect(wrong.map(({ file, specifier }) => `${nameOf(file)} -> ${specifier}`)).toEqual([]);
  });
});

describe('coins', () => {
  it('alone write entries and wallets', () => {
    const others = filesBelow(join(ROOT, 'bff/src'), /\.ts$/).filter(
      (path) => moduleOf(path) !== 'coins',
    );
    const wrong = others.filter((path) =>
      /collection[^\n]*['"](entries|wallets)['"]/.test(textOf(path)),
    );
    expect(wrong.map(nameOf)).toEqual([]);
  });
});

describe('shared', () => {
  it('imports nothing from either side', () => {
    const wrong = filesBelow(join(ROOT, 'shared/src'), /\.ts$/)
      .flatMap(importsOf)
      .filter(
        ({ specifier }) => !specifier.startsWith('.') && !['zod', 'otpauth'].includes(specifier),
      );
    expect(wrong.map(({ file, specifier }) => `${nameOf(file)} -> ${specifier}`)).toEqual([]);
  });

  it('keeps zod out of what the mini-program runs', () => {
    const light = /(\/rules|kernel\/(money|time|errors))$/;
    const wrong = filesBelow(MINIAPP, /\.tsx?$/)
      .flatMap(importsOf)
      .filter(
        ({ specifier, typeOnly }) => specifier.startsWith('@merchant-coin/shared') && !typeOnly,
      )
      .filter(({ specifier }) => !light.test(specifier));
    expect(wrong.map(({ file, specifier }) => `${nameOf(file)} -> ${specifier}`)).toEqual([]);
    const rules = filesBelow(join(ROOT, 'shared/src'), /^(rules|money|time|errors)\.ts$/);
    const heavy = rules
      .flatMap(importsOf)
      .filter(({ specifier, typeOnly }) => specifier === 'zod' && !typeOnly);
    expect(heavy.map(({ file }) => nameOf(file))).toEqual([]);
  });
});

describe('environment', () => {
  it('is read in bff/src/env.ts only', () => {
    const sources = ['bff/src', 'shared/src'].flatMap((folder) =>
      filesBelow(join(ROOT, folder), /\.ts$/),
    );
    const wrong = sources.filter(
      (path) => /process\.env\b/.test(textOf(path)) && nameOf(path) !== 'bff/src/env.ts',
    );
    expect(wrong.map(nameOf)).toEqual([]);
  });

  it('reaches the mini-program as build constants only', () => {
    const wrong = filesBelow(MINIAPP, /\.tsx?$/).filter((path) =>
      /process\.env\.(?!TARO_ENV\b)/.test(textOf(path)),
    );
    expect(wrong.map(nameOf)).toEqual([]);
  });
});

describe('mini-program', () => {
  it('has colours in the tokens only', () => {
    const sources = filesBelow(MINIAPP, /\.(tsx?|scss)$/).filter(
      (path) => !path.endsWith('styles/tokens.scss'),
    );
    const wrong = sources.flatMap((path) =>
      (textOf(path).match(/#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})\b/g) ?? []).map(
        (colour) => `${nameOf(path)}: ${colour}`,
      ),
    );
    expect(wrong).toEqual([]);
  });

  it('has features that do not import each other', () => {
    const features = join(MINIAPP, 'features');
    const featureOf = (path: string) => {
      const inside = relative(features, path);
      return inside.startsWith('..') ? null : inside.split('/')[0];
    };
    const wrong = filesBelow(features, /\.tsx?$/)
      .flatMap(importsOf)
      .filter(({ file, target }) => {
        const to = target && featureOf(target);
        return to && to !== featureOf(file);
      });
    expect(wrong.map(({ file, specifier }) => `${nameOf(file)} -> ${specifier}`)).toEqual([]);
  });
});

describe('every endpoint', () => {
  it('has a test that calls it by name', async () => {
    const { api } = await import('@merchant-coin/shared');
    const tests = ['bff', 'flows', 'e2e']
      .flatMap((folder) => filesBelow(join(ROOT, 'test', folder), /\.test\.ts$/))
      .map(textOf)
      .join('\n');
    const names = Object.entries(api).flatMap(([module, endpoints]) =>
      Object.keys(endpoints).map((name) => `${module}.${name}`),
    );
    expect(names.filter((name) => !tests.includes(name))).toEqual([]);
  });
});

describe('files', () => {
  it('stay small enough to read (STYLE: 400 lines is a smell)', () => {
    const sources = ['bff/src', 'shared/src', 'miniapp/src', 'config', 'test'].flatMap((folder) =>
      filesBelow(join(ROOT, folder), /\.(tsx?|mjs|scss)$/),
    );
    const long = sources.filter((path) => textOf(path).split('\n').length > 400);
    expect(long.map(nameOf)).toEqual([]);
  });
});
