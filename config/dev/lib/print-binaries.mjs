// @ts-check
// Prints, as its last line, where the mongod and the Redis or Valkey server are that a test starts
// and kills itself. Finds, and if need be fetches, the same ones that `npm start` runs.
import { findMongod } from './mongod-binary.mjs';
import { cacheDir } from './paths.mjs';
import { runCommand } from './session.mjs';
import { findValkey } from './valkey-binary.mjs';

runCommand(async (session) => {
  const surroundings = { env: process.env, cacheDir };
  const mongod = await findMongod(session, surroundings);
  const valkey = await findValkey(session, surroundings);
  console.log(JSON.stringify({ mongod: mongod.file, valkey: valkey.file }));
});
