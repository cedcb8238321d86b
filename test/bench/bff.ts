/**
 * The BFF as production runs it, but for two things: each request carries its clock (a card has one code a
 * step), and a route that does nothing stands beside the real ones for comparison.
 */
import { createApp } from '@merchant-coin/bff/app';
import { mount } from '@merchant-coin/bff/http/mount';
import { startServer } from '@merchant-coin/bff/http/server';
import { isSession, sessionOf } from '@merchant-coin/bff/modules/accounts';
import { catchUp } from '@merchant-coin/bff/modules/cards';
import { runProgram } from '@merchant-coin/bff/process';
import { closeServices, openServices } from '@merchant-coin/bff/services';
import { amountFen, endpoint, id, LIMITS } from '@merchant-coin/shared';
import { z } from 'zod';

const noop = endpoint({
  method: 'POST',
  path: '/v1/merchants/{merchantId}/noop',
  summary: 'Does nothing, with all that a money call has around it',
  access: 'clerk',
  status: 201,
  idempotent: true,
  limits: [LIMITS.till],
  input: z.object({ merchantId: id('merchant'), storeId: id('store'), listFen: amountFen }),
  output: z.object({ done: z.boolean() }),
  errors: [],
});

runProgram(async (env) => {
  await openServices(env);
  const app = createApp({
    clockOf: (ctx) => new Date(Number(ctx.get('x-bench-now'))),
    moreRoutes: (router) => mount(router, noop, () => ({ done: true })),
  });
  const live = { sessionOf, isSession, catchUp };
  const server = await startServer(app, { host: env.HOST, port: env.PORT, live });
  process.send?.({ port: server.port });
  return async () => {
    await server.close();
    await closeServices();
  };
});
