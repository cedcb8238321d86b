import type Router from '@koa/router';
import { pingMongo } from '../db/mongo';
import { redis } from '../db/redis';

/** `/healthz`: the process runs. `/readyz`: it can serve, since database and Redis answer. */
export function healthRoutes(router: Router): void {
  router.get('/healthz', (ctx) => {
    ctx.state.route = '/healthz';
    ctx.body = { status: 'ok' };
  });

  router.get('/readyz', async (ctx) => {
    ctx.state.route = '/readyz';
    const [mongo, cache] = await Promise.allSettled([pingMongo(), redis().ping()]);
    const checks = { mongo: mongo.status === 'fulfilled', redis: cache.status === 'fulfilled' };
    ctx.status = checks.mongo && checks.redis ? 200 : 503;
    ctx.body = { status: ctx.status === 200 ? 'ok' : 'unavailable', ...checks };
  });
}
