import { z } from 'zod';
import { readAnswer } from './answers';
import { postAsApp } from './client';
import { OutsideError } from './errors';
import { failureOf } from './http';

/** What WeChat takes in `scene`: an id, not parameters. */
const SCENE = /^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$/;

export interface AppCode {
  /** At most 32 plain characters; the page finds them in `query.scene`. */
  scene: string;
  /** Published, without a slash before it and without a query. */
  page: string;
}

/**
 * A mini-program code (小程序码) that opens a page, as the bytes of a picture. WeChat makes any number of
 * them, at most 5,000 a minute: keep what you get.
 *
 * @throws OutsideError: `invalid`, `pageUnknown`, `quota`, and the passing ones.
 */
export async function appCode({ scene, page }: AppCode): Promise<Buffer> {
  if (!SCENE.test(scene)) throw new OutsideError('invalid', undefined, 'scene');
  return postAsApp('/wxa/getwxacodeunlimit', { scene, page }, async (response) => {
    if (!(response.headers.get('content-type') ?? '').startsWith('image/')) {
      await readAnswer(response, z.object({ errcode: z.literal(0) }));
      throw new OutsideError('unexpected', undefined, 'no picture');
    }
    const bytes = await response.arrayBuffer().catch((error: unknown) => {
      throw failureOf(error, response.url);
    });
    return Buffer.from(bytes);
  });
}
