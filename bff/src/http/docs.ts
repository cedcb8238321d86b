import type Router from '@koa/router';
import { ERRORS } from '@merchant-coin/shared';
// Not from 'swagger-ui-dist' itself, which would load the whole page's script into the server.
import absolutePath from 'swagger-ui-dist/absolute-path';
import { openApiDocument } from './openapi';
import { sendFile } from './static';

const errorRows = Object.entries(ERRORS)
  .map(([code, { status, title }]) => {
    return `<tr id="${code}"><td><code>${code}</code></td><td>${status}</td><td>${title}</td></tr>`;
  })
  .join('\n');

/**
 * Scripts come from files alone, so that the page works under the strict CSP. A problem's `type` points at
 * its code's row.
 */
const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Merchant Coin API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
</head>
<body class="swagger-ui">
<div id="swagger-ui"></div>
<div class="wrapper">
<h2>Error codes</h2>
<table>
<thead><tr><th>code</th><th>status</th><th>meaning</th></tr></thead>
<tbody>
${errorRows}
</tbody>
</table>
</div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`;

const START = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#swagger-ui', deepLinking: false });\n`;

const ASSETS = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'];

/** The API's description for machines (`/openapi.json`) and people (`/docs`). */
export function docsRoutes(router: Router): void {
  const document = JSON.stringify(openApiDocument());

  router.get('/openapi.json', (ctx) => {
    ctx.state.route = '/openapi.json';
    ctx.type = 'application/json';
    ctx.body = document;
  });

  router.get('/docs', (ctx) => {
    ctx.state.route = '/docs';
    ctx.type = 'html';
    ctx.body = PAGE;
  });

  router.get('/docs/start.js', (ctx) => {
    ctx.state.route = '/docs';
    ctx.type = 'js';
    ctx.body = START;
  });

  router.get('/docs/:asset', async (ctx) => {
    ctx.state.route = '/docs';
    const { asset = '' } = ctx.params;
    if (ASSETS.includes(asset)) await sendFile(ctx, asset, absolutePath());
  });
}
