import Router from '@koa/router';
import Koa, { type Context } from 'koa';
import { databaseClock } from './db/clock';
import { cors } from './http/cors';
import { docsRoutes } from './http/docs';
import type { Doors } from './http/doors';
import { healthRoutes } from './http/health';
import { log } from './http/log';
import { problems } from './http/problems';
import { requestId } from './http/request-id';
import { requestLog } from './http/request-log';
import { inlineScriptHashes, securityHeaders } from './http/security-headers';
import { indexPageOf, staticFiles } from './http/static';
import { accountRoutes, isOperator, postAt, sessionOf, setStoreLister } from './modules/accounts';
import { campaignRoutes } from './modules/campaigns';
import { cardCareRoutes, cardRoutes } from './modules/cards';
import { memberRoutes } from './modules/members';
import { merchantExists, merchantRoutes, storesOf } from './modules/merchants';
import {
  notifyRoutes,
  orderRoutes,
  payeeRoutes,
  rechargeRoutes,
  refundRoutes,
} from './modules/recharges';
import { calendarRoutes } from './modules/reminders';
import { approvalRoutes, holdRoutes, redemptionRoutes, reportRoutes } from './modules/redemptions';

/** Every module that has endpoints, in the order in which modules may import each other. */
const MODULE_ROUTES = [
  accountRoutes,
  merchantRoutes,
  memberRoutes,
  cardRoutes,
  cardCareRoutes,
  campaignRoutes,
  rechargeRoutes,
  refundRoutes,
  orderRoutes,
  payeeRoutes,
  redemptionRoutes,
  holdRoutes,
  approvalRoutes,
  reportRoutes,
  calendarRoutes,
];

export interface AppOptions {
  /** The H5 build; the API alone without it. */
  h5Dir?: string | undefined;
  corsOrigins?: readonly string[];
  /** Entries of `X-Forwarded-For`, from the right, that our own proxies wrote. */
  trustProxy?: number;
  /** The instant a request counts as. Only bench and tests give another than the database's clock. */
  clockOf?: (ctx: Context) => Date;
  /** Routes beyond the API, for the bench's comparison. */
  moreRoutes?: (router: Router) => void;
}

function doorsOf({ clockOf = () => databaseClock.now() }: AppOptions): Doors {
  return { sessionOf, postAt, merchantExists, isOperator, clockOf };
}

/** All of the API's endpoints on one router. */
export function apiRouter(): Router {
  const router = new Router({ sensitive: true, strict: true });
  for (const routes of MODULE_ROUTES) routes(router);
  return router;
}

/** Assembles the application; services must be open before the first request. */
export function createApp(options: AppOptions = {}): Koa {
  const { h5Dir = '', corsOrigins = [], trustProxy = 0 } = options;
  setStoreLister(async (merchantId) => (await storesOf(merchantId)).map((store) => store._id));

  const app = new Koa({ proxy: trustProxy > 0, maxIpsCount: trustProxy });
  app.context.doors = doorsOf(options);
  // Errors that no middleware sees: a client that goes away in the middle of an answer.
  app.on('error', (error: unknown) => log.debug({ err: error }, 'response'));

  const router = apiRouter();
  healthRoutes(router);
  docsRoutes(router);
  notifyRoutes(router);
  options.moreRoutes?.(router);

  app.use(requestId);
  app.use(requestLog);
  app.use(securityHeaders(h5Dir ? inlineScriptHashes(indexPageOf(h5Dir)) : []));
  app.use(cors(corsOrigins));
  app.use(problems);
  if (h5Dir) app.use(staticFiles(h5Dir));
  app.use(router.routes());
  return app;
}
