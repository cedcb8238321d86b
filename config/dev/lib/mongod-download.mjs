// @ts-check
// Run as a process of its own, so that a download that does not begin can be ended: fetches MongoDB
// into the folder named by the first argument and prints the binary's path, or what went wrong.
import { MongoBinary } from 'mongodb-memory-server-core';

const [, , downloadDir = '.'] = process.argv;

try {
  console.log(`mongod: ${await MongoBinary.getPath({ downloadDir })}`);
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  console.log(`problem: ${message.replace(/\s+/g, ' ')}`);
  process.exitCode = 1;
}
