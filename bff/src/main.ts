import { createApp } from './app';
import { log } from './http/log';
import { listenForMetrics } from './http/metrics';
import { startServer } from './http/server';
import { isSession, sessionOf } from './modules/accounts';
import { catchUp } from './modules/cards';
import { runProgram } from './process';
import { closeServices, openServices } from './services';

/** The BFF: API, live events and the H5 app on one port, metrics on another. */
runProgram(async (env) => {
  await openServices(env);
  const app = createApp({
    h5Dir: env.H5_DIR,
    corsOrigins: env.CORS_ORIGINS,
    trustProxy: env.TRUST_PROXY,
  });
  const live = { sessionOf, isSession, catchUp };
  const server = await startServer(app, { host: env.HOST, port: env.PORT, live });
  const metrics = await listenForMetrics(env.METRICS_PORT, env.HOST);
  log.info({ host: env.HOST, port: server.port }, 'listening');
  return async () => {
    await server.close();
    metrics.close();
    await closeServices();
  };
});
