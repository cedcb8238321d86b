import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type Koa from 'koa';
import { type LiveOptions, type LiveServer, serveLive } from './live';

/** How long calls under way may take once the server is asked to stop. */
const GRACE_MS = 10_000;
const SWEEP_MS = 50;

export interface RunningServer {
  port: number;
  /** Takes no new calls, lets those under way finish (10 s at most), and closes. */
  close(): Promise<void>;
}

async function closeGently(server: Server, live: LiveServer): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  live.close();
  // A connection that was busy a moment ago turns idle and would stay open to be used again.
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
  const deadline = setTimeout(() => server.closeAllConnections(), GRACE_MS);
  await closed;
  clearInterval(sweep);
  clearTimeout(deadline);
}

/** Serves the app and its live events; port 0 takes any free one. */
export async function startServer(
  app: Koa,
  { host, port, live }: { host: string; port: number; live: LiveOptions },
): Promise<RunningServer> {
  const handle = app.callback();
  const server = createServer((request, response) => void handle(request, response));
  server.requestTimeout = 30_000;
  server.headersTimeout = 10_000;
  server.listen(port, host);
  await once(server, 'listening');
  const hub = serveLive(server, live);
  const address = server.address() as AddressInfo;
  return { port: address.port, close: () => closeGently(server, hub) };
}
