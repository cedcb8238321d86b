import { bodyParser } from '@koa/bodyparser';
import Router from '@koa/router';
import Koa from 'koa';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { App } from './answers';
import { appCodeRoutes } from './app-code.routes';
import { Calendar } from './calendar';
import { controlRoutes } from './control.routes';
import { Faults } from './faults';
import { explainInvalid, sameOriginOnly } from './guard';
import { loginRoutes } from './login.routes';
import { pagesRoutes } from './pages/pages.routes';
import { billRoutes } from './pay/bill.routes';
import { payControl } from './pay/control.routes';
import { PayDesk } from './pay/desk';
import { knowPayee, signAnswers } from './pay/exchange';
import { refundRoutes } from './pay/refunds.routes';
import { directTransactions, partnerTransactions } from './pay/transactions.routes';
import { phoneRoutes } from './phone.routes';
import { SentCodes, smsRoutes } from './sms.routes';
import { subscribeRoutes, Subscriptions } from './subscribe.routes';
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
  const calendar = new Calendar();
  const pay = new PayDesk(calendar, options.callbackSpeed ?? 1);
  const koa = new Koa();
  koa.use(signAnswers(pay.keys));
  koa.use(faults.middleware);
  koa.use(sameOriginOnly);
  koa.use(bodyParser());
  koa.use(explainInvalid);
  const routers = routersFor(options, { faults, sentCodes, pay, calendar });
  for (const router of routers) koa.use(router.routes());

  const server = await listen(koa, options);
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

async function listen(koa: Koa, { host, port }: StandInOptions): Promise<Server> {
  const handle = koa.callback();
  const server = createServer((req, res) => void handle(req, res));
  server.listen(port, host);
  await once(server, 'listening');
  return server;
}

interface Parts {
  faults: Faults;
  sentCodes: SentCodes;
  pay: PayDesk;
  calendar: Calendar;
}

function routersFor(options: StandInOptions, parts: Parts): Router[] {
  const { faults, sentCodes, pay, calendar } = parts;
  const tokens = new AccessTokens();
  const subscriptions = new Subscriptions();
  const site = { faults, tokens, desk: pay };
  return [
    loginRoutes(options),
    tokenRoutes(options, tokens),
    phoneRoutes(options, tokens),
    subscribeRoutes(tokens, subscriptions),
    appCodeRoutes(tokens),
    smsRoutes(options.smsKey, sentCodes),
    payRoutes(pay, calendar),
    controlRoutes(site),
    payControl(pay, calendar),
    pagesRoutes({ desk: pay, sentCodes, subscriptions, faults }, site),
  ];
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
