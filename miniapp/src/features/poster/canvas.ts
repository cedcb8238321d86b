import Taro from '@tarojs/taro';
import { IS_H5 } from '@/lib/platform';
import { drawPoster, POSTER, type PosterContext, type PosterWords } from './draw';

/** The `id` of the canvas that WeChat draws on. */
export const CANVAS_ID = 'poster';

interface Surface {
  width: number;
  height: number;
  getContext(kind: '2d'): PosterContext | null;
}

/** WeChat's canvas node makes its own images. */
interface WechatSurface extends Surface {
  createImage(): HTMLImageElement;
}

function loaded(image: HTMLImageElement, source: string): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    image.onload = () => resolve(image);
    image.onerror = () => reject(new Error('the code is no picture'));
    image.src = source;
  });
}

function draw(surface: Surface, code: HTMLImageElement, words: PosterWords): void {
  surface.width = POSTER.width;
  surface.height = POSTER.height;
  const context = surface.getContext('2d');
  if (!context) throw new Error('no canvas to draw on');
  drawPoster(context, code, words);
}

async function inBrowser(code: string, words: PosterWords): Promise<string> {
  const canvas = document.createElement('canvas');
  draw(canvas, await loaded(document.createElement('img'), code), words);
  return canvas.toDataURL('image/png');
}

function wechatCanvas(): Promise<WechatSurface> {
  return new Promise((resolve, reject) => {
    Taro.createSelectorQuery()
      .select(`#${CANVAS_ID}`)
      .fields({ node: true })
      .exec((found: ({ node?: WechatSurface } | null)[]) => {
        const node = found[0]?.node;
        if (node) resolve(node);
        else reject(new Error('no canvas on the page'));
      });
  });
}

async function inWechat(code: string, words: PosterWords): Promise<string> {
  // The canvas of this render is only there when WeChat has taken it in.
  await new Promise<void>((resolve) => Taro.nextTick(resolve));
  const canvas = await wechatCanvas();
  draw(canvas, await loaded(canvas.createImage(), code), words);
  const options = { canvas: canvas as unknown as Taro.Canvas, ...sizeOf() };
  return (await Taro.canvasToTempFilePath(options)).tempFilePath;
}

const sizeOf = () => ({ destWidth: POSTER.width, destHeight: POSTER.height });

/** Draws a poster around a code; answers where the picture is. */
export function makePoster(code: string, words: PosterWords): Promise<string> {
  return IS_H5 ? inBrowser(code, words) : inWechat(code, words);
}
