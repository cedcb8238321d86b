import { randomBytes } from 'node:crypto';
import type { Site, TestApp } from './app';
import { Client } from './client';
import { freePort } from './processes';
import { Program } from './program';

const HOST = '127.0.0.1';

/** The product beside WeChat, each a process of its own, on the services of a test. */
export interface ProcessSite extends Site {
  /** The last code that was sent to a phone. */
  smsCodeOf(phone: string): Promise<string>;
  /** All that the BFF and the worker have logged. */
  logged(): string;
  close(): Promise<void>;
}

async function smsCode(standIn: string, phone: string): Promise<string> {
  const answer = await fetch(`${standIn}/sms/${phone}`);
  if (!answer.ok) throw new Error(`no code was sent to ${phone}`);
  return ((await answer.json()) as { code: string }).code;
}

/**
 * WeChat's stand-in, a BFF and a worker as `npm start` runs them, on the database of an app that a test has for
 * its factories and that calls nobody.
 */
export async function startSite(app: TestApp): Promise<ProcessSite> {
  const programs: Program[] = [];
  const start = (file: string, env: NodeJS.ProcessEnv) => {
    const program = new Program(file, env);
    programs.unshift(program);
    return program;
  };
  const close = async () => {
    for (const program of programs) await program.stop();
  };
  try {
    const own = {
      ...app.programEnv,
      LOG_LEVEL: 'info',
      SMS_GATEWAY_KEY: randomBytes(16).toString('hex'),
    };
    const standIn = await start('config/dist/dev/wechat/main.js', {
      ...own,
      WECHAT_STANDIN_PORT: '0',
      // A second of WeChat's ladder of retries is a millisecond here.
      WECHAT_STANDIN_SPEED: '1000',
    }).said(/listens on (http:\S+)/);
    const port = await freePort();
    const url = `http://${HOST}:${port}`;
    const env = {
      ...own,
      WECHAT_API_BASE: standIn,
      WECHAT_PAY_API_BASE: standIn,
      SMS_GATEWAY_URL: `${standIn}/sms`,
      PUBLIC_URL: url,
    };
    const bff = start('bff/dist/main.js', { ...env, PORT: String(port) });
    const worker = start('bff/dist/worker.js', env);
    await bff.said('listening');
    await worker.said('following the ledger');
    return Object.assign(new Client(url), {
      clock: app.clock,
      standIn: { url: standIn },
      smsCodeOf: (phone: string) => smsCode(standIn, phone),
      logged: () => bff.output + worker.output,
      close,
    });
  } catch (error) {
    await close();
    throw error;
  }
}
