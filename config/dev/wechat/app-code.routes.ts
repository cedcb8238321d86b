import Router from '@koa/router';
import { PNG } from 'pngjs';
import qrcode from 'qrcode-generator';
import { z } from 'zod';
import { needToken } from './app-access';
import { WECHAT_ERRORS } from './answers';
import type { AccessTokens } from './token.routes';

const QUIET_MODULES = 4;
const WHITE = 0xffffffff;
/** Opaque, whichever end comes first. */
const BLACK = new Uint32Array(new Uint8Array([0, 0, 0, 255]).buffer)[0] ?? 0;

const request = z.object({
  scene: z.string().regex(/^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$/),
  page: z.string().optional(),
  check_path: z.boolean().optional(),
  env_version: z.enum(['release', 'trial', 'develop']).optional(),
  width: z.int().min(280).max(1280).default(430),
});

/** Neither slash before it nor query, as WeChat wants it. */
const PAGE = /^[A-Za-z0-9_-]+(\/[A-Za-z0-9_-]+)+$/;

/**
 * Mini-program codes. The picture is a QR code that says `wxacode:page?scene=…`: WeChat's own are no QR
 * codes, but a test or a phone can read this one.
 */
export function appCodeRoutes(tokens: AccessTokens): Router {
  const router = new Router();

  router.post('/wxa/getwxacodeunlimit', needToken(tokens), (ctx) => {
    const { success, data } = request.safeParse(ctx.request.body);
    if (!success) {
      ctx.body = WECHAT_ERRORS.argsInvalid;
    } else if (data.page !== undefined && !PAGE.test(data.page)) {
      ctx.body = WECHAT_ERRORS.pageInvalid;
    } else {
      const { page = 'pages/index/index', scene, width } = data;
      ctx.type = 'image/png';
      ctx.body = pictureOf(`wxacode:${page}?scene=${encodeURIComponent(scene)}`, width);
    }
  });

  return router;
}

function pictureOf(text: string, width: number): Buffer {
  const code = qrcode(0, 'M');
  code.addData(text);
  code.make();
  const modules = code.getModuleCount() + 2 * QUIET_MODULES;
  const size = Math.max(1, Math.floor(width / modules));
  const png = new PNG({ width: modules * size, height: modules * size });
  const pixels = new Uint32Array(png.data.buffer, png.data.byteOffset, png.data.length / 4);
  pixels.fill(WHITE);
  for (let y = 0; y < png.height; y += 1) {
    const row = Math.floor(y / size) - QUIET_MODULES;
    for (let column = 0; column < code.getModuleCount(); column += 1) {
      if (!isDark(code, row, column)) continue;
      const from = y * png.width + (column + QUIET_MODULES) * size;
      pixels.fill(BLACK, from, from + size);
    }
  }
  // Choosing a filter line by line takes longer than everything else.
  return PNG.sync.write(png, { filterType: 0 });
}

function isDark(code: ReturnType<typeof qrcode>, row: number, column: number): boolean {
  const count = code.getModuleCount();
  return row >= 0 && row < count && code.isDark(row, column);
}
