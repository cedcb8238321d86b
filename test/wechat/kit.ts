import { configureWechat } from '@merchant-coin/bff/wechat/config';
import type { Payee, PrepayOrder } from '@merchant-coin/bff/wechat/pay';
import { generateKeyPairSync, randomBytes, randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type StandIn, startStandIn } from '../../config/dev/wechat/stand-in';

const APP = { appid: 'wx00000000deadbeef', secret: 'wechat-secret' };
const SMS_KEY = 'sms-key';
export const TIMEOUT_MS = 800;

/** The stand-in, and our client set to call it. What waits between callbacks is a few milliseconds here. */
export async function startWechat(): Promise<StandIn> {
  const standIn = await startStandIn({
    ...APP,
    smsKey: SMS_KEY,
    host: '127.0.0.1',
    port: 0,
    callbackSpeed: 1_000,
  });
  configureWechat({
    ...APP,
    apiBase: standIn.url,
    payApiBase: standIn.url,
    smsGatewayUrl: `${standIn.url}/sms`,
    smsGatewayKey: SMS_KEY,
    publicUrl: 'http://127.0.0.1',
    partner: null,
    messageTemplates: {},
    timeoutMs: TIMEOUT_MS,
  });
  return standIn;
}

/** Waits for something that happens by itself within a few moments. */
export async function waitUntil(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 5_000;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error('it did not happen');
    await sleep(10);
  }
}

/** One call of the stand-in's controls. */
export async function control(
  standIn: Pick<StandIn, 'url'>,
  method: string,
  path: string,
  body?: unknown,
) {
  const answer = await fetch(`${standIn.url}/control${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const isJson = answer.headers.get('content-type')?.includes('json');
  return { status: answer.status, body: isJson ? await answer.json() : null };
}

interface PayeeOptions {
  mode?: 'direct' | 'partner';
  subAppid?: string;
}

/** Making keys takes long: the payees of a file share theirs. */
let keyPair: ReturnType<typeof newKeyPair> | null = null;

export const newKeyPair = () =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });

/** A merchant that the stand-in knows. */
export async function registerPayee(
  standIn: StandIn,
  { mode = 'direct', subAppid }: PayeeOptions = {},
): Promise<Payee> {
  const { publicKey, privateKey } = (keyPair ??= newKeyPair());
  const mchid = String(randomInt(1_600_000_000, 1_700_000_000));
  const subMchid = String(randomInt(1_700_000_000, 1_800_000_000));
  const keys = {
    mchid,
    appid: APP.appid,
    serialNumber: randomBytes(20).toString('hex').toUpperCase(),
    apiV3Key: randomBytes(16).toString('hex'),
  };
  const { body } = await control(standIn, 'POST', '/payees', {
    ...keys,
    publicKey,
    ...(mode === 'partner' ? { subMchids: [subMchid] } : {}),
  });
  const { platformPublicKeys } = body;
  const all = { ...keys, privateKey, platformPublicKeys };
  if (mode === 'direct') return { mode, ...all };
  return { mode, ...all, subMchid, ...(subAppid === undefined ? {} : { subAppid }) };
}

export interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  rawBody: string;
}

/** Where callbacks arrive: keeps what came, answers as told. */
export async function startReceiver() {
  const received: Received[] = [];
  const answers: number[] = [];
  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      const rawBody = Buffer.concat(chunks).toString('utf8');
      received.push({ path: req.url ?? '', headers: req.headers, rawBody });
      res.writeHead(answers.shift() ?? 204).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    received,
    /** The statuses of the next answers; 204 after them. */
    answers,
    url: `http://127.0.0.1:${port}/notify`,
    /** The callback that comes after so many others. */
    async nth(count: number): Promise<Received> {
      await waitUntil(() => received.length > count);
      return received[count] as Received;
    },
    async close(): Promise<void> {
      server.close();
      server.closeAllConnections();
    },
  };
}

export const newNumber = (): string => `ord${randomBytes(10).toString('hex')}`;

/** An order of 36 yuan, in good time. */
export function anOrder(overrides: Partial<PrepayOrder> = {}): PrepayOrder {
  return {
    orderNumber: newNumber(),
    amountFen: 3_600,
    description: '充值 36 元',
    openid: 'o-alice',
    expiresAt: new Date(Date.now() + 30 * 60_000),
    notifyUrl: 'http://127.0.0.1:9/notify',
    ...overrides,
  };
}

/** Presses 'pay' in the member's WeChat, which checks what it was given. */
export const pressPay = (
  standIn: StandIn,
  { prepayId, paymentParams }: { prepayId: string; paymentParams: object },
) => control(standIn, 'POST', `/orders/${prepayId}/pay`, paymentParams);
