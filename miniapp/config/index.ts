import path from 'node:path';
import { defineConfig } from '@tarojs/cli';

const sharedSource = path.resolve(__dirname, '../../shared/src');
const target = process.env.TARO_ENV === 'h5' ? 'h5' : 'weapp';

/** H5 is served by the BFF itself, so its API is on the same origin. */
const apiBase = target === 'h5' ? '' : (process.env.API_BASE ?? 'http://localhost:3000');

/** Where a browser can pay: only the WeChat stand-in has such a page. WeChat itself opens its own sheet. */
const payPage = target === 'h5' ? (process.env.PAY_PAGE ?? '') : '';

/** The page that shows every component in every state: for those who build the app, not in what is shipped. */
const gallery = process.env.GALLERY === 'yes';

/** Sizes are written in px on both platforms: the layout is fluid, and text scales by its own factor. */
const postcss = {
  autoprefixer: { enable: true },
  pxtransform: { enable: false, config: {} },
};

export default defineConfig<'webpack5'>({
  projectName: 'merchant-coin',
  designWidth: 375,
  deviceRatio: { 375: 2, 750: 1 },
  sourceRoot: 'src',
  outputRoot: `dist/${target}`,
  framework: 'react',
  compiler: { type: 'webpack5', prebundle: { enable: false } },
  plugins: [path.resolve(__dirname, 'plugins/keep-aria.js')],
  alias: {
    '@': path.resolve(__dirname, '../src'),
    '@merchant-coin/shared': sharedSource,
  },
  defineConstants: {
    BUILD_TARGET: JSON.stringify(target),
    API_BASE: JSON.stringify(apiBase),
    PAY_PAGE: JSON.stringify(payPage),
    GALLERY: JSON.stringify(gallery),
  },
  // What differs between the platforms' own styles is decided in app.scss.
  sass: { data: `$target: '${target}';` },
  cache: { enable: false },
  mini: {
    compile: { include: [sharedSource] },
    optimizeMainPackage: { enable: true },
    // Components' styles do not depend on each other's order: what they override is in app.scss.
    miniCssExtractPluginOption: { ignoreOrder: true },
    postcss,
  },
  h5: {
    compile: { include: [sharedSource] },
    publicPath: '/',
    staticDirectory: 'static',
    router: { mode: 'hash' },
    useHtmlComponents: true,
    output: {
      filename: 'js/[name].[contenthash:8].js',
      chunkFilename: 'js/[name].[contenthash:8].js',
      // After which a page's script counts as lost (lib/lostPages.ts); webpack waits two minutes.
      chunkLoadTimeout: 10_000,
    },
    miniCssExtractPluginOption: {
      ignoreOrder: true,
      filename: 'css/[name].[contenthash:8].css',
      chunkFilename: 'css/[name].[contenthash:8].css',
    },
    postcss,
    webpackChain(chain) {
      // What the pages share is loaded once, not with each page.
      chain.merge({
        optimization: {
          splitChunks: {
            cacheGroups: {
              house: {
                name: 'house',
                test: /[\\/](src[\\/](ui|lib|i18n)|shared[\\/]src)[\\/]/,
                chunks: 'async',
                minChunks: 2,
                priority: 50,
                enforce: true,
              },
            },
          },
        },
      });
      chain.plugin('h5-files').use(path.resolve(__dirname, 'plugins/h5-files.js'));
      chain.performance.hints(false);
    },
  },
});
