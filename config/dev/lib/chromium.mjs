// @ts-check
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { onPath } from './binaries.mjs';
import { cacheDir } from './paths.mjs';
import { mustRun } from './processes.mjs';
import { during } from './progress.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * A browser for the tests: `CHROMIUM_PATH`, one on the PATH, else the one that comes as an npm
 * package.
 * @param {import('./session.mjs').Session} session
 * @param {NodeJS.ProcessEnv} env
 */
export async function findChromium(session, env) {
  const installed = NAMES.map((name) => onPath(name, env)).find((file) => file !== undefined);
  return env['CHROMIUM_PATH'] || installed || unpacked(session, env);
}

/**
 * @param {import('./session.mjs').Session} session
 * @param {NodeJS.ProcessEnv} env
 */
async function unpacked(session, env) {
  const folder = join(cacheDir, 'chromium');
  const file = join(folder, 'chromium');
  if (existsSync(file)) return file;
  const work = join(cacheDir, '.chromium-unpacking');
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  const script =
    "import('@sparticuz/chromium').then(({ default: chromium }) => chromium.executablePath())";
  await during('Unpacking Chromium', () =>
    mustRun(session, {
      name: 'Unpacking Chromium',
      file: process.execPath,
      args: ['--eval', script],
      // The package unpacks into the folder for temporary files.
      env: { ...env, TMPDIR: work },
    }),
  );
  rmSync(folder, { recursive: true, force: true });
  renameSync(work, folder);
  return file;
}
