import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

/** The page that shows every component: complete, and in development builds only. */
const MINIAPP = resolve(__dirname, '../miniapp');
const GALLERY = join(MINIAPP, 'src/features/gallery');
const WEAPP = join(MINIAPP, 'dist/weapp');

const filesBelow = (folder: string, pattern: RegExp) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && pattern.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));

test('every component is shown', () => {
  const components = filesBelow(join(MINIAPP, 'src/ui'), /\.tsx$/).map((path) =>
    basename(path, '.tsx'),
  );
  const shown = filesBelow(GALLERY, /\.tsx$/)
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');
  const isShown = (name: string) =>
    new RegExp(`<${name}\\b[^;]*from '@/ui/${name}'|from '@/ui/${name}'[^]*<${name}\\b`).test(
      shown,
    );
  expect(components.length).toBeGreaterThan(30);
  expect(components.filter((name) => !isShown(name))).toEqual([]);
});

interface AppConfig {
  subPackages: { root: string }[];
}

/** The app's own list of pages, as a build with this constant reads it. */
async function rootsWith(gallery: boolean): Promise<string[]> {
  const globals = globalThis as unknown as Record<string, unknown>;
  const before = globals['GALLERY'];
  Object.assign(globals, { GALLERY: gallery, defineAppConfig: (config: AppConfig) => config });
  jest.resetModules();
  const module = (await import(join(MINIAPP, 'src/app.config.ts'))) as { default: AppConfig };
  globals['GALLERY'] = before;
  return module.default.subPackages.map(({ root }) => root);
}

test('only a development build knows the page', async () => {
  expect(await rootsWith(true)).toContain('features/gallery');
  expect(await rootsWith(false)).not.toContain('features/gallery');
});

test('nothing of it is in the app that WeChat gets', () => {
  expect(existsSync(join(WEAPP, 'app.json'))).toBe(true);
  expect(existsSync(join(WEAPP, 'features/gallery'))).toBe(false);
  const traces = filesBelow(WEAPP, /\.(js|json|wxml|wxss)$/).filter((path) =>
    /gallery__|crd_sample/.test(readFileSync(path, 'utf8')),
  );
  expect(traces).toEqual([]);
});
