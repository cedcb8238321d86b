import { ABSENT } from '../../miniapp/support/absent';

interface LoadedModule {
  exports: unknown;
}

const modules = new Map<string, LoadedModule>();

/** `there` as seen from the file `from`. */
export const resolved = (there: string, from: string): string =>
  new URL(there, `https://app/${from}`).pathname.slice(1);

/** Runs a file of the app, once, as WeChat does: without a document, with `require` for other files. */
export function run(file: string): unknown {
  const path = file.replace(/\.js$/, '');
  const known = modules.get(path);
  if (known) return known.exports;
  const source = built.sources[path];
  if (source === undefined) throw new Error(`the app has no ${path}.js`);
  const module: LoadedModule = { exports: {} };
  modules.set(path, module);
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- this is what WeChat does with it
  const code = new Function(
    ...['require', 'module', 'exports', ...ABSENT],
    `${source}\n//# sourceURL=weapp:///${path}.js`,
  ) as (...values: unknown[]) => void;
  code((there: string) => run(resolved(there, path)), module, module.exports);
  return module.exports;
}
