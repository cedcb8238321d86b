import { bodyParser } from '@koa/bodyparser';
import Router from '@koa/router';
import Koa from 'koa';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { App } from './answers';
import { Calendar } from './calendar';
import { controlRoutes } from './control.routes';
import { Faults } from './faults';
import { loginRoutes } from './login.routes';
import { billRoutes } from './pay/bill.routes';
import { payControl } from './pay/control.routes';
import { PayDesk } from './pay/desk';
import { knowPayee, signAnswers } from './pay/exchange';
import { refundRoutes } from './pay/refunds.routes';
import { directTransactions, partnerTransactions } from './pay/transactions.routes';
import { phoneRoutes } from './phone.routes';
import { SentCodes, smsRoutes } from './sms.routes';
import { AccessTokens, tokenRoutes } from './token.routes';

export interface StandInOptions extends App {
  smsKey: string;
  host: string;
  /** 0 for any free one. */
  port: number;
  /** How many times as fast as WeChat it waits between callbacks. */
  callbackSpeed?: number;
}

export interface StandIn {
  /** `WECHAT_API_BASE`; the SMS gateway is below it at `/sms`. */
  url: string;
  faults: Faults;
  sentCodes: SentCodes;
  pay: PayDesk;
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
  const calendar = new Calendar();
  const pay = new PayDesk(calendar, options.callbackSpeed ?? 1);
  const koa = new Koa();
  koa.use(signAnswers(pay.keys));
  koa.use(faults.middleware);
  koa.use(bodyParser());
  const routers = [
    loginRoutes(options),
    tokenRoutes(options, tokens),
    phoneRoutes(options, tokens),
    smsRoutes(options.smsKey, sentCodes),
    controlRoutes(faults),
    payControl(pay, calendar),
    payRoutes(pay, calendar),
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
    pay,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      pay.close();
      await closed;
    },
  };
}

function payRoutes(desk: PayDesk, calendar: Calendar): Router {
  const router = new Router();
  router.use('/v3', knowPayee(desk.payees));
  const below = [
    directTransactions(desk),
    partnerTransactions(desk),
    refundRoutes(desk),
    billRoutes(desk, calendar),
  ];
  for (const each of below) router.use(each.routes());
  return router;
}
