import type { Browser, Page } from 'playwright-core';

interface JsQr {
  jsQR: (pixels: Uint8ClampedArray, width: number, height: number) => { data: string } | null;
}

/** Runs in the page: the text of the QR code in a PNG. */
async function decode(png: string): Promise<string | null> {
  const bytes = Uint8Array.from(atob(png), (byte) => byte.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d');
  context?.drawImage(bitmap, 0, 0);
  const pixels = context?.getImageData(0, 0, width, height).data;
  const { jsQR } = globalThis as unknown as JsQr;
  return (pixels && jsQR(pixels, width, height)?.data) ?? null;
}

/** Reads QR codes off pictures of a screen, as a camera at the counter would. */
export class QrReader {
  private constructor(private readonly page: Page) {}

  static async open(browser: Browser): Promise<QrReader> {
    const page = await browser.newPage();
    await page.addScriptTag({ path: require.resolve('jsqr') });
    return new QrReader(page);
  }

  async read(png: Buffer): Promise<string> {
    const text = await this.page.evaluate(decode, png.toString('base64'));
    if (text === null) throw new Error('there is no QR code in the picture');
    return text;
  }
}
