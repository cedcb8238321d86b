import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { dropDatabaseAt, freshMongoUri, freshRedisUrl } from '../../support/db';
import { Program } from '../../support/program';
import { ROOT } from '../../support/root';

const HOST = '127.0.0.1';
const BUILT = ['bff/dist/main.js', 'config/dist/dev/seed/main.js', 'miniapp/dist/h5/index.html'];

export interface Stack {
  /** Where the BFF serves the H5 app and the API. */
  url: string;
  /** Where the WeChat stand-in is. */
  standIn: string;
  /** The code that was last sent to a phone. */
  smsCodeOf(phone: string): Promise<string>;
  /** Runs a compiled program of ours to its end, in the same environment. */
  run(file: string): Promise<void>;
  close(): Promise<void>;
}

const key = () => randomBytes(32).toString('base64');

async function environment(): Promise<Record<string, string>> {
  return {
    PATH: process.env['PATH'] ?? '',
    NODE_ENV: 'test',
    LOG_LEVEL: 'info',
    HOST,
    // Each takes any free port and says which.
    PORT: '0',
    METRICS_PORT: '0',
    WECHAT_STANDIN_PORT: '0',
    MONGODB_URI: freshMongoUri(),
    REDIS_URL: await freshRedisUrl(),
    H5_DIR: resolve(ROOT, 'miniapp/dist/h5'),
    WECHAT_APPID: 'wx00000000deadbeef',
    WECHAT_SECRET: key(),
    SMS_GATEWAY_KEY: key(),
    SEAL_KEY: key(),
    INDEX_KEY: key(),
    FINGERPRINT_KEY: key(),
  };
}

async function smsCode(standIn: string, phone: string): Promise<string> {
  const answer = await fetch(`${standIn}/sms/${phone}`);
  if (!answer.ok) throw new Error(`no code was sent to ${phone}`);
  return ((await answer.json()) as { code: string }).code;
}

/** Loaded by each program before its own code. */
const STILL = resolve(ROOT, 'test/dist/shots/still.js');
/** So many merchants have their day's reminders planned. */
const plannedFor = (merchants: string) =>
  new RegExp(`(?:"job":"planReminders".*"msg":"job done"[^]*?){${merchants}}`);

interface StackOptions {
  /** Time stands still, and the day's reminders are planned: every start shows the same. */
  still?: boolean;
}

/**
 * What `npm start` runs, as processes of their own on a database of their own: the WeChat stand-in, the demo
 * merchants, the worker, and the BFF with the built H5 app.
 */
export async function startStack({ still = false }: StackOptions = {}): Promise<Stack> {
  const missing = BUILT.filter((file) => !existsSync(resolve(ROOT, file)));
  if (missing.length > 0) throw new Error(`not built: ${missing.join(', ')}; run npm run build`);
  const env: Record<string, string> = {
    ...(await environment()),
    ...(still ? { NODE_OPTIONS: `--require ${JSON.stringify(STILL)}` } : {}),
  };
  const programs: Program[] = [];
  const start = (file: string, more: Record<string, string> = {}) => {
    const program = new Program(file, { ...env, ...more });
    programs.unshift(program);
    return program;
  };
  const close = async () => {
    for (const program of programs) await program.stop();
    await dropDatabaseAt(env['MONGODB_URI'] ?? '');
  };
  try {
    const standIn = await start('config/dist/dev/wechat/main.js').said(/listens on (http:\S+)/);
    const wechat = {
      WECHAT_API_BASE: standIn,
      WECHAT_PAY_API_BASE: standIn,
      SMS_GATEWAY_URL: `${standIn}/sms`,
    };
    const seed = start('config/dist/dev/seed/main.js', wechat);
    const merchants = await seed.said(/(\d+) merchants and their members are in/);
    await seed.ended();
    await start('config/dist/dev/seed/payees.js', wechat).ended();
    const worker = start('bff/dist/worker.js', wechat);
    await worker.said(/"msg":"(following the ledger)"/);
    if (still) await worker.said(plannedFor(merchants));
    const port = await start('bff/dist/main.js', wechat).said(/"port":(\d+),"msg":"listening"/);
    const url = `http://${HOST}:${port}`;
    return {
      url,
      standIn,
      smsCodeOf: (phone) => smsCode(standIn, phone),
      run: (file) => start(file, wechat).ended(),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
