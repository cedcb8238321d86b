import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';

const MINIAPP = path.resolve(__dirname, '../../../miniapp');
/** As the mini-program's own build finds them. */
const fromMiniapp = createRequire(path.join(MINIAPP, 'package.json'));

type Plugin = (compiler: Compiler) => void;
interface Compiler {
  webpack: { sources: { RawSource: new (text: string) => unknown } };
  hooks: {
    thisCompilation: { tap: (name: string, on: (compilation: Compilation) => void) => void };
  };
}
interface Compilation {
  emitAsset: (name: string, source: unknown) => void;
}
type Webpack = (
  config: object,
  done: (error: Error | null, stats?: { toString: () => string; hasErrors: () => boolean }) => void,
) => void;

const PAGE = '<!doctype html><html><head></head><body></body></html>';

/** Stands for the plugin that writes the page: it is Taro's, and takes a whole build. */
const writePage: Plugin = ({ webpack, hooks }) => {
  hooks.thisCompilation.tap('Page', (compilation) =>
    compilation.emitAsset('index.html', new webpack.sources.RawSource(PAGE)),
  );
};

export interface H5Build {
  page: string;
  worker: string;
  /** Path → content, as a server has them. */
  files: Map<string, string>;
}

/** A small app through webpack and the plugin that adds the service worker. */
export async function buildH5(script: string): Promise<H5Build> {
  const webpack = fromMiniapp('webpack') as Webpack;
  const H5Files = fromMiniapp('./config/plugins/h5-files.js') as new () => object;
  const dir = mkdtempSync(path.join(tmpdir(), 'h5-'));
  try {
    writeFileSync(path.join(dir, 'app.js'), script);
    const config = {
      mode: 'production',
      context: dir,
      entry: { app: './app.js' },
      output: { path: path.join(dir, 'out'), filename: 'js/[name].[contenthash:8].js' },
      plugins: [writePage, new H5Files()],
    };
    await new Promise<void>((resolve, reject) => {
      webpack(config, (error, stats) => {
        if (error || !stats || stats.hasErrors()) reject(error ?? new Error(String(stats)));
        else resolve();
      });
    });
    const read = (name: string) => readFileSync(path.join(dir, 'out', name), 'utf8');
    const { entry } = JSON.parse(read('pages.json')) as { entry: string[] };
    const page = read('index.html');
    const files = new Map([['/', page], ...entry.map((name) => [`/${name}`, read(name)] as const)]);
    return { page, worker: read('sw.js'), files };
  } finally {
    rmSync(dir, { recursive: true });
  }
}
