// @ts-check
import { createServer } from 'node:net';
import { fail } from './failure.mjs';

/**
 * @param {number} port 0 for any
 * @returns {Promise<number | null>} the port that could be bound; null where it is taken
 */
function tryPort(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(address && typeof address === 'object' ? address.port : null));
    });
  });
}

/** @param {number} port */
export const isFree = async (port) => (await tryPort(port)) !== null;

/** Any free port, for a run whose data is thrown away. */
export async function anyFreePort() {
  return (await tryPort(0)) ?? fail('No free port was found on 127.0.0.1.');
}

/**
 * The first free port of a range below those that outgoing connections use, so that it is likely to
 * be free again at the next start.
 * @param {number} from
 * @param {number} to
 */
export async function firstFreePort(from, to) {
  for (let port = from; port <= to; port += 1) {
    if (await isFree(port)) return port;
  }
  return fail(`All ports from ${from} to ${to} are in use.`);
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} variable
 * @param {number} usual
 */
export function portFrom(env, variable, usual) {
  const text = env[variable] || String(usual);
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  return fail(`${variable} must be a port from 1 to 65535, not "${text}".`);
}

/**
 * @param {number} port
 * @param {string} use what wants it
 * @param {string} variable that moves it
 */
export async function requireFree(port, use, variable) {
  if (await isFree(port)) return;
  fail(
    `Port ${port} (${use}) is in use: stop what listens there, or set ${variable} to another port.`,
  );
}
