const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const path = require('node:path');
const { brotliCompressSync, gzipSync } = require('node:zlib');

/** A smaller file is not worth a request header's thought. */
const COMPRESSED_FROM_BYTES = 1_024;
const TEXTS = /\.(?:js|css)$/;

/** What a member has at hand without a network: these pages load before anyone opens them. */
const KEPT_PAGES = ['pages/', 'features/card/', 'features/pay-code/', 'features/inbox/'];

const NAME = 'H5Files';

/** Page → files, besides those of the entry: each page of the app is an `import()` in its entry. */
function filesByPage({ chunkGroups }) {
  const pages = new Map();
  for (const group of chunkGroups) {
    for (const { request = '' } of group.origins ?? []) {
      const page = /(?:^|\/)((?:pages|features)\/.+?)(?:\.boot)?$/.exec(request ?? '')?.[1];
      if (page)
        pages.set(
          page,
          group.getFiles().filter((file) => TEXTS.test(file)),
        );
    }
  }
  return pages;
}

/** The page with word of what every page needs besides the entry, which else starts loading after it has run. */
function withPreloads(html, pages) {
  const [first = [], ...others] = [...pages.values()];
  const shared = first.filter((file) => others.every((files) => files.includes(file)));
  const links = shared.map(
    (file) =>
      `<link rel="preload" href="/${file}" as="${file.endsWith('.css') ? 'style' : 'script'}">`,
  );
  return html.replace('</head>', `${links.join('')}</head>`);
}

/**
 * `sw.js`, the worker with the files that it keeps and a version that changes with any of them; and the page,
 * which names that version.
 */
function withWorker(html, files) {
  const source = readFileSync(path.join(__dirname, 'service-worker.js'), 'utf8');
  const list = ['/', ...files.map((file) => `/${file}`)];
  const hash = createHash('sha256').update(source).update(html).update(list.join());
  const version = hash.digest('hex').slice(0, 8);
  return {
    page: html.replace('</head>', `<meta name="app-version" content="${version}"></head>`),
    worker:
      `const VERSION = '${version}';\n` +
      `const FILES = ${JSON.stringify(list, null, 2)};\n${source}`,
  };
}

/**
 * Beside what webpack writes for browsers: the service worker, `pages.json` (which files a page loads, for
 * `npm run size`), compressed neighbours of scripts and styles, which the BFF sends in their place, and
 * preloads and the version in the page itself.
 */
class H5Files {
  apply(compiler) {
    const { Compilation, sources } = compiler.webpack;
    compiler.hooks.thisCompilation.tap(NAME, (compilation) => {
      const emit = (name, content) =>
        compilation.emitAsset(name, new sources.RawSource(content), { immutable: false });
      const stage = Compilation.PROCESS_ASSETS_STAGE_REPORT;
      compilation.hooks.processAssets.tap({ name: NAME, stage }, (assets) => {
        const entry = compilation.entrypoints.get('app').getFiles();
        const pages = filesByPage(compilation);
        const kept = [...pages].filter(([page]) =>
          KEPT_PAGES.some((part) => page.startsWith(part)),
        );
        const files = [...new Set([...entry, ...kept.flatMap(([, each]) => each)])].sort();
        const html = withPreloads(assets['index.html'].source().toString(), pages);
        const { page, worker } = withWorker(html, files);
        compilation.updateAsset('index.html', new sources.RawSource(page));
        emit('sw.js', worker);
        emit('pages.json', JSON.stringify({ entry, pages: Object.fromEntries(pages) }, null, 2));
        for (const name of Object.keys(assets)) {
          const bytes = TEXTS.test(name) ? assets[name].buffer() : Buffer.alloc(0);
          if (bytes.length < COMPRESSED_FROM_BYTES) continue;
          emit(`${name}.gz`, gzipSync(bytes, { level: 9 }));
          emit(`${name}.br`, brotliCompressSync(bytes));
        }
      });
    });
  }
}

module.exports = H5Files;
