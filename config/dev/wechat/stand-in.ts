import { bodyParser } from '@koa/bodyparser';
import Koa from 'koa';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { App } from './answers';
import { controlRoutes } from './control.routes';
import { Faults } from './faults';
import { loginRoutes } from './login.routes';
import { phoneRoutes } from './phone.routes';
import { SentCodes, smsRoutes } from './sms.routes';
import { AccessTokens, tokenRoutes } from './token.routes';

export interface StandInOptions extends App {
  smsKey: string;
  host: string;
  /** 0 for any free one. */
  port: number;
}

export interface StandIn {
  /** `WECHAT_API_BASE`; the SMS gateway is below it at `/sms`. */
  url: string;
  faults: Faults;
  sentCodes: SentCodes;
  close(): Promise<void>;
}

/**
 * Speaks the HTTP interfaces of WeChat that we call, and an SMS gateway, so that the same code runs
 * here as against WeChat: only base URLs and keys differ. What it knows it keeps in memory.
 */
export async function startStandIn(options: StandInOptions): Promise<StandIn> {
  const faults = new Faults();
  const sentCodes = new SentCodes();
  const tokens = new AccessTokens();
  const koa = new Koa();
  koa.use(faults.middleware);
  koa.use(bodyParser());
  const routers = [
    loginRoutes(options),
    tokenRoutes(options, tokens),
    phoneRoutes(options, tokens),
    smsRoutes(options.smsKey, sentCodes),
    controlRoutes(faults),
  ];
  for (const router of routers) koa.use(router.routes());

  const handle = koa.callback();
  const server = createServer((req, res) => void handle(req, res));
  server.listen(options.port, options.host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${options.host}:${port}`,
    faults,
    sentCodes,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
