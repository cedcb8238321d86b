import os from 'node:os';
import mongoose from 'mongoose';
import { assertDeclaredCollections } from './tenancy';

/**
 * `transactionAsyncLocalStorage`: every mongoose call inside `inTransaction` joins it.
 * `sanitizeFilter`: an operator in a filter counts only where the code says `trusted({ $lt: … })`; one that
 * came in with a value is compared literally.
 */
mongoose.set({
  transactionAsyncLocalStorage: true,
  strictQuery: true,
  sanitizeFilter: true,
  autoIndex: false,
  autoCreate: false,
  bufferCommands: false,
});

export const { trusted } = mongoose;

/** How long a call looks for a primary before it is `unavailable`. */
const SERVER_SELECTION_MS = 5_000;

/** Connects to a replica set; throws one clear sentence where it is none. */
export async function connectMongo(uri: string): Promise<void> {
  await mongoose.connect(uri, {
    serverSelectionTimeoutMS: SERVER_SELECTION_MS,
    connectTimeoutMS: 5_000,
    socketTimeoutMS: 30_000,
    maxPoolSize: 100,
    retryWrites: true,
    readPreference: 'primary',
    writeConcern: { w: 'majority', journal: true },
    // Handed over, since the driver would `import()` it, which jest's CommonJS runtime cannot do.
    runtimeAdapters: { os },
  });
  const hello = await mongoose.connection.db?.admin().command({ hello: 1 });
  if (!hello?.['setName'] && hello?.['msg'] !== 'isdbgrid') {
    await disconnectMongo();
    throw new Error(
      'MongoDB is not a replica set; transactions need one (start it with --replSet)',
    );
  }
}

export async function disconnectMongo(): Promise<void> {
  await mongoose.disconnect();
}

/** Makes collections and indexes of every model; at boot, since rules of the business live in them. */
export async function ensureIndexes(): Promise<void> {
  assertDeclaredCollections(Object.values(mongoose.models));
  for (const model of Object.values(mongoose.models)) {
    await model.createCollection();
    await model.createIndexes();
  }
}

export async function pingMongo(): Promise<void> {
  await mongoose.connection.db?.admin().command({ ping: 1 }, { timeoutMS: 2_000 });
}
