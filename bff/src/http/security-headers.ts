import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Middleware } from 'koa';
import helmet from 'koa-helmet';

/** CSP sources for the scripts that stand in a page itself. */
export function inlineScriptHashes(html: string): string[] {
  const scripts = html.matchAll(/<script\b([^>]*)>([^]*?)<\/script\s*>/gi);
  return [...scripts]
    .filter(([, attributes = '', text = '']) => !/\bsrc\s*=/i.test(attributes) && text !== '')
    .map(([, , text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`);
}

/** `'self'` does not cover `ws:` in every browser, so the page's own host is named. */
function ownSockets(request: unknown): string {
  const { host = '' } = (request as IncomingMessage).headers;
  return /^[\w.:[\]-]+$/.test(host) ? `ws://${host} wss://${host}` : "'self'";
}

/** JSON is no page: it loads nothing, is framed nowhere and kept by nobody. */
const API_HEADERS = Object.entries({
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
});

/** Strict headers for pages of our own origin; `inlineHashes` are the H5 page's inline scripts. */
export function securityHeaders(inlineHashes: readonly string[]): Middleware {
  const headers = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'"],
        scriptSrc: ["'self'", ...inlineHashes],
        scriptSrcAttr: ["'none'"],
        // Taro's components and swagger-ui set styles from scripts.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'", 'blob:'],
        fontSrc: ["'self'", 'data:'],
        workerSrc: ["'self'", 'blob:'],
        connectSrc: ["'self'", (request: unknown) => ownSockets(request)],
      },
    },
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
  });
  return async (ctx, next) => {
    if (ctx.path.startsWith('/v1/')) {
      for (const [name, value] of API_HEADERS) ctx.res.setHeader(name, value);
      await next();
      return;
    }
    // The counter scans with the browser's camera; nothing else is asked for.
    ctx.set('Permissions-Policy', 'camera=(self), microphone=(), geolocation=(), payment=()');
    await headers(ctx, next);
  };
}
