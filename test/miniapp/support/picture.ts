import jsQR from 'jsqr';

/** Pixels of a module, and modules of quiet around the code. */
const SCALE = 4;
const QUIET = 4;

const RECTANGLE = /M(\d+) (\d+)h(\d+)v(\d+)h-\d+z/g;

/** Paints the rectangles of an SVG path, black on white, as `<image>` does. */
function paint(svg: string): { pixels: Uint8ClampedArray; size: number } {
  const modules = Number(/viewBox="0 0 (\d+) /.exec(svg)?.[1]);
  const size = (modules + 2 * QUIET) * SCALE;
  const pixels = new Uint8ClampedArray(size * size * 4).fill(255);
  for (const [, x, y, width, height] of svg.matchAll(RECTANGLE)) {
    const left = (Number(x) + QUIET) * SCALE;
    const top = (Number(y) + QUIET) * SCALE;
    for (let row = top; row < top + Number(height) * SCALE; row += 1) {
      const from = (row * size + left) * 4;
      const to = from + Number(width) * SCALE * 4;
      for (let at = from; at < to; at += 4) pixels.fill(0, at, at + 3);
    }
  }
  return { pixels, size };
}

/** The text of a QR code that is drawn as an SVG in a data URL; null where the picture is none. */
export function readQr(source: string): string | null {
  const svg = decodeURIComponent(source.replace(/^data:image\/svg\+xml,/, ''));
  const { pixels, size } = paint(svg);
  return jsQR(pixels, size, size)?.data ?? null;
}
