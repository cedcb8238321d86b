// @ts-check
import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** @typedef {{ file: string, version: string, from: string }} Binary */
/**
 * A database server we can start: how it is called and from which version on it serves.
 * @typedef {object} Kind
 * @property {string} title
 * @property {string[]} names on the PATH
 * @property {RegExp} versionPattern first group is the version in the output of `--version`
 * @property {string} least
 */

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/**
 * @param {string} name
 * @param {NodeJS.ProcessEnv} env
 */
export function onPath(name, env) {
  return (env['PATH'] ?? '')
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, name))
    .find(isExecutable);
}

/**
 * Runs a program for its output; `problem` says why there is none.
 * @param {string} file
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ output: string, problem?: string }>}
 */
export function ask(file, args, env) {
  return new Promise((resolve) => {
    execFile(file, args, { env, timeout: 20_000 }, (error, stdout, stderr) => {
      const output = `${stdout}${stderr}`;
      if (!error) return resolve({ output });
      const problem = output.trim().split('\n').at(-1) || error.message.split('\n')[0];
      resolve({ output, problem: problem ?? 'no output' });
    });
  });
}

/**
 * Positive where `a` is the newer of two dotted versions.
 * @param {string} a
 * @param {string} b
 */
function compareVersions(a, b) {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number));
  for (const index of [0, 1, 2]) {
    const difference = (left?.[index] ?? 0) - (right?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/**
 * Runs a binary with `--version`: one that does not start on this machine, or is too old, is not
 * chosen.
 * @param {Kind} kind
 * @param {string} file
 * @param {{ from: string, env: NodeJS.ProcessEnv }} origin
 * @returns {Promise<Binary | { refusal: string }>}
 */
export async function probe(kind, file, { from, env }) {
  const { output, problem } = await ask(file, ['--version'], env);
  if (problem) return { refusal: `${kind.title} ${from} does not run here (${problem})` };
  const version = kind.versionPattern.exec(output)?.[1];
  if (!version) return { refusal: `${kind.title} ${from} does not tell its version` };
  if (compareVersions(version, kind.least) < 0) {
    return { refusal: `${kind.title} ${version} ${from} is older than ${kind.least}` };
  }
  return { file, version, from };
}

/**
 * @param {Kind} kind
 * @param {NodeJS.ProcessEnv} env
 */
export async function fromPath(kind, env) {
  const file = kind.names.map((name) => onPath(name, env)).find((found) => found !== undefined);
  return file ? probe(kind, file, { from: 'on the PATH', env }) : null;
}

/**
 * The newest binary that an earlier run put into `<cache>/<name>/<origin>/<name>`.
 * @param {Kind} kind
 * @param {string} folder
 * @param {NodeJS.ProcessEnv} env
 */
export async function fromCache(kind, folder, env) {
  if (!existsSync(folder)) return null;
  const files = readdirSync(folder)
    .flatMap((origin) => kind.names.map((name) => join(folder, origin, name)))
    .filter(isExecutable);
  const probed = await Promise.all(
    files.map((file) => probe(kind, file, { from: 'in .cache', env })),
  );
  const usable = probed.flatMap((result) => ('file' in result ? [result] : []));
  return usable.sort((a, b) => compareVersions(b.version, a.version))[0] ?? probed[0] ?? null;
}
