import { PNG } from 'pngjs';

/**
 * Squares of this many pixels a side are compared by their mean: the edge of a letter, which another browser
 * draws a shade lighter or half a pixel further on, hardly changes it.
 *
 * - Small ones show what has moved or is gone: a button's edge, a letter.
 * - Large ones show what has changed its shade: in them the letters' edges even out, so less is allowed.
 */
const GRAINS = [
  { side: 4, threshold: 0.1, most: 4 },
  { side: 16, threshold: 0.022, most: 1 },
] as const;

/** Larger by a little, and written in a tenth of the time. */
const UNFILTERED = { filterType: 0 as const };

export interface Comparison {
  isSame: boolean;
  /** How many squares differ. */
  different: number;
  /** As a PNG: what differs, in red on the faded screen; as large as the screen. */
  difference: Buffer;
}

/** The means of the squares, one pixel each. What is left over at the right and below counts as well. */
function shrunk({ width, height, data }: PNG, side: number): PNG {
  const small = new PNG({ width: Math.ceil(width / side), height: Math.ceil(height / side) });
  const sums = new Float64Array(small.data.length);
  const counts = new Float64Array(small.width * small.height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      // Not Math.floor: a million of these, and tests look up each global by a slow way.
      const square = ((y / side) | 0) * small.width + ((x / side) | 0);
      counts[square] = (counts[square] ?? 0) + 1;
      for (let part = 0; part < 4; part += 1) {
        const to = square * 4 + part;
        sums[to] = (sums[to] ?? 0) + (data[(y * width + x) * 4 + part] ?? 0);
      }
    }
  }
  sums.forEach((sum, at) => {
    small.data[at] = Math.round(sum / (counts[at >> 2] ?? 1));
  });
  return small;
}

/** Each pixel as a square, on a picture of the size of `like`. */
function enlarged(small: PNG, { width, height }: PNG, side: number): Buffer {
  const large = new PNG({ width, height });
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const from = (((y / side) | 0) * small.width + ((x / side) | 0)) * 4;
      small.data.copy(large.data, (y * width + x) * 4, from, from + 4);
    }
  }
  return PNG.sync.write(large, UNFILTERED);
}

/** Whether two pictures show the same screen, by whatever version of the browser they were drawn. */
export async function compare(expectedPng: Buffer, actualPng: Buffer): Promise<Comparison> {
  const { default: pixelmatch } = await import('pixelmatch');
  const [expected, actual] = [PNG.sync.read(expectedPng), PNG.sync.read(actualPng)];
  if (expected.width !== actual.width || expected.height !== actual.height) {
    return { isSame: false, different: Infinity, difference: actualPng };
  }
  for (const { side, threshold, most } of GRAINS) {
    const [one, other] = [shrunk(expected, side), shrunk(actual, side)];
    const { width, height } = one;
    const marks = new PNG({ width, height });
    const options = { threshold, includeAA: true };
    const different = pixelmatch(one.data, other.data, marks.data, width, height, options);
    if (different <= most) continue;
    return { isSame: false, different, difference: enlarged(marks, expected, side) };
  }
  return { isSame: true, different: 0, difference: expectedPng };
}
