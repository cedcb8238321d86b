import Router from '@koa/router';
import { z } from 'zod';
import { SWITCH_NAMES, turnAllOff, turnOn, type Site } from './switches';

const fault = z.strictObject({
  path: z.string().min(1),
  times: z.int().min(1).default(1),
  delayMs: z.number().min(0).optional(),
  status: z.int().min(200).max(599).optional(),
  body: z.unknown().optional(),
  drop: z.enum(['before', 'after']).optional(),
  signature: z.enum(['wrong', 'none', 'serial', 'old', 'body']).optional(),
});

const named = z.strictObject({
  name: z.enum(SWITCH_NAMES),
  times: z.int().min(1).max(1_000).default(1),
});

/**
 * Tells the stand-in to misbehave: `POST /control` with a fault, `POST /control/switches` with the name of
 * one; `DELETE /control` to behave again.
 */
export function controlRoutes(site: Site): Router {
  const router = new Router();

  router.get('/control', (ctx) => {
    ctx.body = { faults: site.faults.list(), switches: SWITCH_NAMES };
  });

  router.post('/control', (ctx) => {
    site.faults.add(fault.parse(ctx.request.body));
    ctx.status = 204;
  });

  router.post('/control/switches', (ctx) => {
    const { name, times } = named.parse(ctx.request.body);
    turnOn(site, name, times);
    ctx.status = 204;
  });

  router.delete('/control', (ctx) => {
    turnAllOff(site);
    ctx.status = 204;
  });

  return router;
}
