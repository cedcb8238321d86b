import Router from '@koa/router';
import { fieldOf } from './answers';
import type { Fault, Faults } from './faults';

function faultFrom(body: unknown): Fault | null {
  const path = fieldOf(body, 'path');
  const times = fieldOf(body, 'times') ?? 1;
  const delayMs = fieldOf(body, 'delayMs');
  const status = fieldOf(body, 'status');
  const drop = fieldOf(body, 'drop');
  if (typeof path !== 'string' || !Number.isInteger(times)) return null;
  return {
    path,
    times: Number(times),
    ...(typeof delayMs === 'number' ? { delayMs } : {}),
    ...(typeof status === 'number' ? { status } : {}),
    ...(drop === 'before' || drop === 'after' ? { drop } : {}),
    ...(fieldOf(body, 'body') === undefined ? {} : { body: fieldOf(body, 'body') }),
  };
}

/** Tells the stand-in to misbehave: `POST /control` with a `Fault`, `DELETE /control` to behave again. */
export function controlRoutes(faults: Faults): Router {
  const router = new Router();

  router.get('/control', (ctx) => {
    ctx.body = { faults: faults.list() };
  });

  router.post('/control', (ctx) => {
    const fault = faultFrom(ctx.request.body);
    if (fault) faults.add(fault);
    ctx.status = fault ? 204 : 400;
  });

  router.delete('/control', (ctx) => {
    faults.clear();
    ctx.status = 204;
  });

  return router;
}
