import type Router from '@koa/router';
import { absolutePath } from 'swagger-ui-dist';
import { openApiDocument } from './openapi';
import { sendFile } from './static';

/** Scripts come from files alone, so that the page works under the strict CSP. */
const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Merchant Coin API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
</head>
<body>
<div id="swagger-ui"></div>
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
