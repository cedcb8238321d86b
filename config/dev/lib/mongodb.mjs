// @ts-check
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure, fail } from './failure.mjs';
import { findMongod } from './mongod-binary.mjs';
import { anyFreePort, firstFreePort, isFree } from './ports.mjs';
import { shown } from './paths.mjs';
import { startService } from './processes.mjs';

/** @typedef {import('./session.mjs').Session} Session */
/** @typedef {{ uri: string, about: string }} MongoDb `uri` may name a database */
/**
 * @typedef {object} Place
 * @property {NodeJS.ProcessEnv} env
 * @property {string} cacheDir
 * @property {string} dir where data and logs go
 * @property {boolean} kept whether the next start finds its data again
 */

const REPLICA_SET = 'rs0';
const READY_MS = 60_000;
const EXTERNAL_MS = 5000;

/**
 * MongoDB as a replica set: the one that `MONGODB_URI` names, else a mongod of our own with one
 * node.
 * @param {Session} session
 * @param {Place} place
 * @returns {Promise<MongoDb>}
 */
export async function startMongoDb(session, place) {
  const given = place.env['MONGODB_URI'];
  if (given) return checkGiven(given);
  const binary = await findMongod(session, place);
  const data = join(place.dir, 'mongodb');
  const port = place.kept ? await keptPort(place.dir, binary.version) : await anyFreePort();
  mkdirSync(data, { recursive: true });
  startService(session, {
    name: 'MongoDB',
    file: binary.file,
    args: [
      ...[
        '--replSet',
        REPLICA_SET,
        '--dbpath',
        data,
        '--bind_ip',
        '127.0.0.1',
        '--port',
        `${port}`,
      ],
      // An orphaned transaction keeps its documents locked until the server reaps it: 60 s by
      // default.
      ...['--setParameter', 'transactionLifetimeLimitSeconds=5'],
      ...['--setParameter', 'shutdownTimeoutMillisForSignaledShutdown=1000'],
      ...['--quiet', '--nounixsocket', '--wiredTigerCacheSizeGB', '1'],
    ],
    log: join(place.dir, 'logs', 'mongodb.log'),
    graceMs: 4000,
  });
  await Promise.race([becomePrimary(port), session.broken]);
  return {
    uri: `mongodb://127.0.0.1:${port}/?replicaSet=${REPLICA_SET}`,
    about: `MongoDB ${binary.version} ${binary.from}, port ${port}`,
  };
}

/**
 * A replica set answers only under the address it was made with, so its port is part of its data;
 * and the files of one MongoDB are not opened by every other.
 * @param {string} dir
 * @param {string} version
 */
async function keptPort(dir, version) {
  const file = join(dir, 'mongodb.json');
  const series = version.split('.').slice(0, 2).join('.');
  if (!existsSync(file)) {
    const port = await firstFreePort(27_100, 27_199);
    mkdirSync(dir, { recursive: true });
    writeFileSync(file, `${JSON.stringify({ port, series })}\n`);
    return port;
  }
  /** @type {{ port: number, series: string }} */
  const kept = JSON.parse(readFileSync(file, 'utf8'));
  if (kept.series !== series) {
    fail(
      `The data in ${shown(dir)} was written by MongoDB ${kept.series}, and the mongod found is ` +
        `${version}: remove ${shown(dir)} to begin anew, or put a mongod ${kept.series} on the PATH.`,
    );
  }
  if (!(await isFree(kept.port))) {
    fail(
      `Port ${kept.port}, to which the MongoDB data in ${shown(dir)} belongs, is in use: ` +
        `stop what listens there, or remove ${shown(dir)} to begin anew.`,
    );
  }
  return kept.port;
}

/** @param {number} port */
async function becomePrimary(port) {
  const { MongoClient } = await import('mongodb');
  const client = new MongoClient(`mongodb://127.0.0.1:${port}/`, {
    directConnection: true,
    serverSelectionTimeoutMS: READY_MS,
  });
  try {
    const admin = client.db('admin');
    const host = `127.0.0.1:${port}`;
    await admin
      .command({ replSetInitiate: { _id: REPLICA_SET, members: [{ _id: 0, host }] } })
      .catch((error) => {
        if (error.codeName !== 'AlreadyInitialized') throw error;
      });
    const deadline = Date.now() + READY_MS;
    while (!(await admin.command({ hello: 1 })).isWritablePrimary) {
      if (Date.now() > deadline) fail('MongoDB did not become primary within a minute.');
      await sleep(20);
    }
  } finally {
    await client.close();
  }
}

/**
 * @param {string} uri
 * @returns {Promise<MongoDb>}
 */
async function checkGiven(uri) {
  const { MongoClient } = await import('mongodb');
  try {
    const client = new MongoClient(uri, { serverSelectionTimeoutMS: EXTERNAL_MS });
    const hello = await client.db('admin').command({ hello: 1 });
    await client.close();
    if (!hello.setName && hello.msg !== 'isdbgrid') {
      fail('MONGODB_URI names a server that is not a replica set; transactions need one.');
    }
  } catch (error) {
    if (!(error instanceof Error) || error instanceof Failure) throw error;
    fail(`MONGODB_URI cannot be used: ${error.message.split('\n')[0]}.`);
  }
  return { uri, about: 'MongoDB from MONGODB_URI' };
}

const URI = /^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/([^?]*))?(\?.*)?$/;

/**
 * The same connection with another default database.
 * @param {string} uri
 * @param {string} database
 */
export function withDatabase(uri, database) {
  const [, servers = uri, , query = ''] = URI.exec(uri) ?? [];
  return `${servers}/${database}${query}`;
}

/** @param {string} uri */
export const databaseOf = (uri) => URI.exec(uri)?.[2] ?? '';
