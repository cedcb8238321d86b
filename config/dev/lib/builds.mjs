// @ts-check
import { inRoot } from './paths.mjs';
import { npm } from './install.mjs';
import { mustRun } from './processes.mjs';
import { during } from './progress.mjs';
import { stampOf } from './stamps.mjs';

/** @typedef {import('./session.mjs').Session} Session */

/** Compiled folders, with the sources that each needs and a file that shows it was compiled. */
const COMPILED = {
  shared: { paths: ['shared'], outputs: ['shared/dist/index.js'] },
  bff: { paths: ['shared', 'bff'], outputs: ['bff/dist/main.js'] },
  config: { paths: ['shared', 'bff', 'config/dev'], outputs: ['config/dist/dev/wechat/main.js'] },
  test: { paths: ['shared', 'bff', 'config/dev', 'test'], outputs: ['test/dist'] },
};

/** @typedef {keyof typeof COMPILED} Compiled */

/**
 * Compiles folders and all they refer to, unless nothing changed.
 * @param {Session} session
 * @param {Compiled[]} folders
 */
export async function compile(session, folders) {
  const stale = folders.flatMap((folder) => {
    const { paths, outputs } = COMPILED[folder];
    const common = [`${folder}/tsconfig.json`, 'tsconfig.json', 'package-lock.json'];
    const stamp = stampOf(`tsc-${folder}`, { paths: [...paths, ...common], outputs });
    return stamp.isFresh ? [] : [{ folder, stamp }];
  });
  if (stale.length === 0) return;
  const names = stale.map(({ folder }) => folder);
  // tsc goes by its build info alone and would not notice that what it once wrote is gone.
  const force = stale.every(({ stamp }) => stamp.isWhole) ? [] : ['--force'];
  await during(`Compiling ${names.join(', ')}`, () =>
    mustRun(session, {
      name: 'tsc -b',
      file: process.execPath,
      args: [inRoot('node_modules/typescript/bin/tsc'), '-b', ...names, ...force],
    }),
  );
  for (const { stamp } of stale) stamp.write();
}

const MINIAPP = {
  h5: { label: 'Building the app for browsers (H5)', output: 'miniapp/dist/h5/index.html' },
  weapp: { label: 'Building the app for WeChat (weapp)', output: 'miniapp/dist/weapp/app.json' },
};

/**
 * @param {Session} session
 * @param {keyof typeof MINIAPP} kind
 * @param {{ payPage?: string, gallery?: boolean }} [options] where the browser app lets members pay
 *   (nowhere if left out), and whether it has the page that shows every component
 */
export async function buildMiniapp(session, kind, { payPage = '', gallery = false } = {}) {
  const { label, output } = MINIAPP[kind];
  const stamp = stampOf(`miniapp-${kind}`, {
    paths: ['miniapp', 'shared/src', 'tsconfig.json', 'package-lock.json'],
    // They end up inside the app.
    values: [process.env['API_BASE'], payPage, String(gallery)],
    outputs: [output],
  });
  if (stamp.isFresh) return;
  await during(label, () =>
    mustRun(session, {
      name: `npm run build:${kind} -w miniapp`,
      ...npm(['run', `build:${kind}`, '-w', 'miniapp']),
      env: {
        ...process.env,
        NODE_ENV: 'production',
        PAY_PAGE: payPage,
        GALLERY: gallery ? 'yes' : '',
      },
    }),
  );
  stamp.write();
}
