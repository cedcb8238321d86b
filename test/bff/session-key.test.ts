import { api } from '@merchant-coin/shared';
import { Redis } from 'ioredis';
import mongoose from 'mongoose';
import { startTestApp, type TestApp } from '../support/app';
import { Client } from '../support/client';
import { Program } from '../support/program';

/** WeChat's session key opens what WeChat sealed for a person: it stays in the answer that it came with. */

const SESSION_KEY = 'c2Vzc2lvbi1rZXktb2YtYWxpY2U=';
const PATH = '/sns/jscode2session';

let app: TestApp;
let program: Program;
beforeAll(async () => {
  app = await startTestApp();
  program = new Program('bff/dist/main.js', { ...app.programEnv, LOG_LEVEL: 'debug' });
  await program.said('listening');
});
afterAll(async () => {
  program.signal('SIGKILL');
  await app.close();
});

/** The port that the program has chosen, from its log. */
const urlOfProgram = () => `http://127.0.0.1:${/"port":(\d+)/.exec(program.output)?.[1]}`;

async function everythingKept(): Promise<string> {
  const { db } = mongoose.connection;
  const collections = (await db?.collections()) ?? [];
  const documents = await Promise.all(collections.map((each) => each.find().toArray()));
  const cache = new Redis(app.programEnv['REDIS_URL'] ?? '');
  const keys = await cache.keys('*');
  const values = await Promise.all(
    keys.map(async (key) => (await cache.dumpBuffer(key))?.toString('latin1')),
  );
  cache.disconnect();
  return JSON.stringify([documents, keys, values]);
}

test('the session key is neither answered nor kept nor logged', async () => {
  const client = new Client(urlOfProgram());
  const answers = [
    { openid: 'o-alice', session_key: SESSION_KEY },
    // Not what WeChat answers, so that an error is logged.
    { session_key: SESSION_KEY },
    { openid: 7, session_key: SESSION_KEY },
    { errcode: 40029, errmsg: SESSION_KEY, session_key: SESSION_KEY },
  ];
  const replies = [];
  for (const body of answers) {
    app.standIn.faults.add({ path: PATH, times: 1, body });
    replies.push(await client.call(api.accounts.signInWithWechat, { code: 'any' }));
  }
  expect(replies.map(({ status }) => status)).toEqual([200, 503, 503, 422]);
  expect(JSON.stringify(replies)).not.toContain(SESSION_KEY);

  const kept = await everythingKept();
  expect(kept).toContain('o-alice');
  expect(kept).not.toContain(SESSION_KEY);

  program.signal('SIGTERM');
  await program.exits();
  expect(program.output).toContain('/v1/auth/wechat');
  expect(program.output).not.toContain(SESSION_KEY);
});
