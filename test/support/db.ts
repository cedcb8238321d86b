import { randomBytes } from 'node:crypto';
import os from 'node:os';
import { Redis } from 'ioredis';
import mongoose from 'mongoose';

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the tests by npm test`);
  return value;
}

const worker = Number(process.env['JEST_WORKER_ID'] ?? 1);

/** A database of this file's own. */
export function freshMongoUri(): string {
  const uri = new URL(required('TEST_MONGODB_URI'));
  uri.pathname = `/mc_test_${worker}_${randomBytes(4).toString('hex')}`;
  return uri.toString();
}

/** A numbered database of this worker, emptied. */
export async function freshRedisUrl(): Promise<string> {
  const url = new URL(required('TEST_REDIS_URL'));
  url.pathname = `/${worker % 16}`;
  const client = new Redis(url.toString());
  await client.flushdb();
  client.disconnect();
  return url.toString();
}

export async function dropDatabase(): Promise<void> {
  await mongoose.connection.dropDatabase();
}

/** Drops the database of programs that a test ran beside itself. */
export async function dropDatabaseAt(uri: string): Promise<void> {
  const connection = await mongoose.createConnection(uri, { runtimeAdapters: { os } }).asPromise();
  await connection.dropDatabase();
  await connection.close();
}
