import { PNG } from 'pngjs';

/**
 * Squares of this many pixels a side are compared by their mean: the edge of a letter, which another browser
 * draws a shade lighter or part of a pixel further on, hardly changes it.
 *
 * - Small ones show what has moved or is gone: a button's edge, a letter.
 * - Large ones show what has changed its shade: in them the letters' edges even out, so less is allowed.
 */
const GRAINS = [
  { side: 4, threshold: 0.1, most: 4 },
  { side: 16, threshold: 0.022, most: 1 },
] as const;

/** Browsers round half pixels of a layout differently: what matches a pixel further on is the same. */
const SHIFTS = [
  [0, 0],
  [0, 1],
  [0, -1],
  [1, 0],
  [-1, 0],
] as const;

/** Larger by a little, and written in a tenth of the time. */
const UNFILTERED = { filterType: 0 as const };

export interface Comparison {
  isSame: boolean;
  /** How many squares differ. */
  different: number;
  /** As a PNG: the screen, faded where it is as expected; as large as the screen. */
  difference: Buffer;
}

/** Means of squares, one pixel each. */
function shrunk({ width, height, data }: PNG, side: number, [right, down]: readonly number[]): PNG {
  const small = new PNG({ width: Math.ceil(width / side), height: Math.ceil(height / side) });
  const sums = new Float64Array(small.data.length);
  const counts = new Float64Array(small.width * small.height);
  const [dx, dy] = [right ?? 0, down ?? 0];
  for (let y = Math.max(0, -dy); y < height - Math.max(0, dy); y += 1) {
    for (let x = Math.max(0, -dx); x < width - Math.max(0, dx); x += 1) {
      // Not Math.floor: a million of these, and tests look up each global by a slow way.
      const square = ((y / side) | 0) * small.width + ((x / side) | 0);
      const from = ((y + dy) * width + x + dx) * 4;
      counts[square] = (counts[square] ?? 0) + 1;
      for (let part = 0; part < 4; part += 1) {
        const to = square * 4 + part;
        sums[to] = (sums[to] ?? 0) + (data[from + part] ?? 0);
      }
    }
  }
  sums.forEach((sum, at) => {
    small.data[at] = Math.round(sum / (counts[at >> 2] ?? 1));
  });
  return small;
}

type Match = (one: PNG, other: PNG, threshold: number) => boolean[];

/** Which pixels of two pictures differ. */
async function openMatch(): Promise<Match> {
  const { default: pixelmatch } = await import('pixelmatch');
  return (one, other, threshold) => {
    const { width, height } = one;
    const marks = new PNG({ width, height });
    const options = { threshold, includeAA: true, diffMask: true };
    pixelmatch(one.data, other.data, marks.data, width, height, options);
    // A mask is transparent where nothing differs.
    return Array.from({ length: width * height }, (_, at) => marks.data[at * 4 + 3] !== 0);
  };
}

/** The squares that differ wherever the other picture is laid. */
function differing(
  match: Match,
  [one, other]: readonly [PNG, PNG],
  { side, threshold, most }: (typeof GRAINS)[number],
): boolean[] {
  const expected = shrunk(one, side, [0, 0]);
  let found: boolean[] | undefined;
  for (const shift of SHIFTS) {
    const different = match(expected, shrunk(other, side, shift), threshold);
    found = found?.map((differs, at) => differs && different[at] === true) ?? different;
    if (found.filter(Boolean).length <= most) break;
  }
  return found ?? [];
}

/** Fades what is as expected. */
function marked(picture: PNG, squares: readonly boolean[], side: number): Buffer {
  const columns = Math.ceil(picture.width / side);
  const { width, height } = picture;
  const faded = new PNG({ width, height });
  picture.data.copy(faded.data);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const differs = squares[((y / side) | 0) * columns + ((x / side) | 0)] === true;
      if (!differs) faded.data[(y * width + x) * 4 + 3] = 48;
    }
  }
  return PNG.sync.write(faded, UNFILTERED);
}

/** Whether two pictures show the same screen, by whatever version of the browser they were drawn. */
export async function compare(expectedPng: Buffer, actualPng: Buffer): Promise<Comparison> {
  const [expected, actual] = [PNG.sync.read(expectedPng), PNG.sync.read(actualPng)];
  if (expected.width !== actual.width || expected.height !== actual.height) {
    return { isSame: false, different: Infinity, difference: actualPng };
  }
  const match = await openMatch();
  for (const grain of GRAINS) {
    const squares = differing(match, [expected, actual], grain);
    const different = squares.filter(Boolean).length;
    if (different <= grain.most) continue;
    const difference = marked(actual, squares, grain.side);
    return { isSame: false, different, difference };
  }
  return { isSame: true, different: 0, difference: actualPng };
}
