// @ts-check
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMongoDb } from './mongodb.mjs';
import { cacheDir, dataDir } from './paths.mjs';
import { say } from './progress.mjs';
import { startValkey } from './valkey.mjs';

/** @typedef {import('./session.mjs').Session} Session */
/** @typedef {{ mongodbUri: string, redisUrl: string, dir: string }} Services */

/**
 * @param {Session} session
 * @param {{ dir: string, kept: boolean }} where
 * @returns {Promise<Services>}
 */
async function startServices(session, { dir, kept }) {
  const place = { env: process.env, cacheDir, dir, kept };
  const valkey = await startValkey(session, place);
  const mongodb = await startMongoDb(session, place);
  say(mongodb.about);
  say(valkey.about);
  return { mongodbUri: mongodb.uri, redisUrl: valkey.url, dir };
}

/**
 * The services whose data stays in the data folder.
 * @param {Session} session
 */
export const startKeptServices = (session) => startServices(session, { dir: dataDir, kept: true });

/**
 * Services with an empty store of their own, gone when the session ends.
 * @param {Session} session
 */
export async function startThrowAwayServices(session) {
  const dir = mkdtempSync(join(tmpdir(), 'merchant-coin-'));
  session.add({ stop: () => rmSync(dir, { recursive: true, force: true }) });
  return startServices(session, { dir, kept: false });
}
