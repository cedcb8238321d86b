/**
 * The BFF as production runs it, but for three things: each request carries its clock (a card has one code a
 * step), the parent may set this process's clock off, and a route posts what no endpoint does yet.
 */
import { assertPlanted } from './planted';
import { createApp } from '@merchant-coin/bff/app';
import { databaseClock } from '@merchant-coin/bff/db/clock';
import { mount } from '@merchant-coin/bff/http/mount';
import { startServer } from '@merchant-coin/bff/http/server';
import { isSession, sessionOf } from '@merchant-coin/bff/modules/accounts';
import { catchUp } from '@merchant-coin/bff/modules/cards';
import { runProgram } from '@merchant-coin/bff/process';
import { closeServices, openServices } from '@merchant-coin/bff/services';
import { createPosting, handlePosting } from './posting';

/** How far this process's clock is off. */
let offsetMs = 0;

process.on('message', (message: { clockOffsetMs: number }) => {
  offsetMs = message.clockOffsetMs;
});
// Nobody is left behind when the parent dies.
process.on('disconnect', () => process.exit(1));

const right = databaseClock.now.bind(databaseClock);
databaseClock.now = () => new Date(right().getTime() + offsetMs);

runProgram(async (env) => {
  assertPlanted();
  await openServices(env);
  const app = createApp({
    clockOf: (ctx) => new Date(Number(ctx.get('x-fault-now')) + offsetMs),
    moreRoutes: (router) => mount(router, createPosting, handlePosting),
  });
  const live = { sessionOf, isSession, catchUp };
  const server = await startServer(app, { host: env.HOST, port: env.PORT, live });
  process.send?.({ port: server.port });
  return async () => {
    await server.close();
    await closeServices();
  };
});
