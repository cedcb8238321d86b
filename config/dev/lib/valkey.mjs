// @ts-check
import { mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fail } from './failure.mjs';
import { anyFreePort } from './ports.mjs';
import { startService } from './processes.mjs';
import { findValkey } from './valkey-binary.mjs';

const READY_MS = 30_000;

/**
 * Redis or Valkey: the one that `REDIS_URL` names, else one of our own. It keeps what it holds in
 * an append-only file.
 * @param {import('./session.mjs').Session} session
 * @param {import('./mongodb.mjs').Place} place
 * @returns {Promise<{ url: string, about: string }>}
 */
export async function startValkey(session, place) {
  const given = place.env['REDIS_URL'];
  if (given) return checkGiven(given);
  const binary = await findValkey(session, place);
  const program = basename(binary.file);
  // Not every server reads what another wrote; what is lost with a change is sign-ins and rate
  // limits.
  const data = join(place.dir, `${program}-${binary.version.split('.')[0]}`);
  const port = await anyFreePort();
  mkdirSync(data, { recursive: true });
  startService(session, {
    name: 'Valkey',
    file: binary.file,
    args: [
      ...['--port', `${port}`, '--bind', '127.0.0.1', '--dir', data],
      ...['--appendonly', place.kept ? 'yes' : 'no', '--save', ''],
    ],
    log: join(place.dir, 'logs', 'valkey.log'),
    graceMs: 2000,
  });
  await Promise.race([untilReady(port), session.broken]);
  return {
    url: `redis://127.0.0.1:${port}`,
    about: `Redis protocol by ${program} ${binary.version} ${binary.from}, port ${port}`,
  };
}

/** @param {number} port */
async function untilReady(port) {
  const deadline = Date.now() + READY_MS;
  while (!(await converse('127.0.0.1', port, 'PING\r\n'))?.startsWith('+PONG')) {
    if (Date.now() > deadline) fail('Valkey did not answer within 30 s.');
    await sleep(20);
  }
}

/**
 * @param {string} host
 * @param {number} port
 * @param {string} text to send
 * @returns {Promise<string | null>} the first bytes that come back; null where nobody listens
 */
function converse(host, port, text) {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 5000 }, () => socket.write(text));
    const end = (/** @type {string | null} */ answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('data', (bytes) => end(bytes.toString('latin1')));
    socket.once('timeout', () => end(null));
    socket.once('error', () => end(null));
  });
}

/** @param {string} url */
async function checkGiven(url) {
  if (!URL.canParse(url)) fail('REDIS_URL is not a URL like redis://host:6379.');
  const { protocol, host, hostname, port } = new URL(url);
  // Behind TLS or a password any answer will do: the app itself signs in.
  const silent = protocol === 'rediss:';
  const answer = await converse(hostname, Number(port || 6379), 'PING\r\n');
  if (answer === null && !silent) fail(`REDIS_URL cannot be used: no answer from ${host}.`);
  return { url, about: 'Redis from REDIS_URL' };
}
