import { send } from '@koa/send';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Middleware } from 'koa';

/** A content hash in the name: such a file never changes. */
const HASHED_NAME = /[.-][0-9a-f]{8,}\.\w+$/;

/** `index.html` of the H5 build; empty where there is none. */
export function indexPageOf(dir: string): string {
  const file = join(dir, 'index.html');
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** Serves the H5 app. Its routes are behind `#`, so each path is a file or nothing. */
export function staticFiles(dir: string): Middleware {
  return async (ctx, next) => {
    await next();
    const isRead = ctx.method === 'GET' || ctx.method === 'HEAD';
    if (!isRead || ctx.status !== 404 || ctx.body != null || ctx.path.startsWith('/v1/')) return;
    await sendFile(ctx, ctx.path, dir);
  };
}

/** Sends a file below `root`, with a precompressed neighbour where there is one; leaves 404 otherwise. */
export async function sendFile(
  ctx: Parameters<Middleware>[0],
  path: string,
  root: string,
): Promise<void> {
  try {
    await send(ctx, path, {
      root,
      index: 'index.html',
      setHeaders: (response, file) => {
        const immutable = HASHED_NAME.test(file.replace(/\.(?:gz|br)$/, ''));
        response.setHeader(
          'Cache-Control',
          immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
        );
      },
    });
    if (ctx.body == null) return;
    // Any of them may have such a neighbour, the service worker as well.
    ctx.vary('Accept-Encoding');
    ctx.state.route = 'static';
  } catch (error) {
    // Not there, a folder, or a path that leaves the root.
    const status = (error as { status?: number }).status ?? 500;
    if (status >= 500) throw error;
  }
}
