import { PNG } from 'pngjs';
import { compare } from './compare';

/** What the comparer of screens must see, and what it must not mind. Screens of a few shapes, drawn here. */
const WIDTH = 390;
const HEIGHT = 300;

type Colour = readonly [red: number, green: number, blue: number];
const GROUND: Colour = [246, 245, 242];
const BRAND: Colour = [11, 110, 79];
const INK: Colour = [27, 29, 26];
const INK_2: Colour = [92, 96, 90];
const SURFACE_2: Colour = [239, 237, 232];

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
  colour: Colour;
}

/** Draws boxes; what covers part of a pixel colours it in part, as text does at its edges. */
function screen(boxes: readonly Box[]): Buffer {
  const png = new PNG({ width: WIDTH, height: HEIGHT });
  png.data.fill(Buffer.from([...GROUND, 255]));
  for (const box of boxes) draw(png, box);
  return PNG.sync.write(png, { filterType: 0 });
}

function draw({ data }: PNG, { x, y, width, height, colour }: Box): void {
  for (let row = y; row < y + height; row += 1) {
    for (let column = Math.floor(x); column < x + width; column += 1) {
      const share = Math.min(column + 1, x + width) - Math.max(column, x);
      for (let part = 0; part < colour.length; part += 1) {
        const at = (row * WIDTH + column) * 4 + part;
        const ground = data[at] ?? 0;
        data[at] = Math.round(ground + ((colour[part] ?? 0) - ground) * share);
      }
    }
  }
}

const button: Box = { x: 16, y: 220, width: 358, height: 52, colour: BRAND };
const quietButton: Box = { x: 290, y: 20, width: 84, height: 36, colour: SURFACE_2 };
/** Strokes of a letter's width, a few pixels apart: as dense as text. */
const text = (y: number, letters: number, shift = 0, colour = INK): Box[] =>
  Array.from({ length: letters * 3 }, (_, stroke) => ({
    ...{ x: 16 + stroke * 5.7 + shift, y, width: 1.6, height: 13, colour },
  }));
const words = [...text(80, 12), ...text(120, 20), ...text(160, 8)];
const whole = screen([button, quietButton, ...words]);

const isSame = async (boxes: readonly Box[]): Promise<boolean> =>
  (await compare(whole, screen(boxes))).isSame;

describe('does not mind', () => {
  test('the same again', async () => {
    expect(await compare(whole, whole)).toMatchObject({ isSame: true, different: 0 });
  });

  test.each([0.15, -0.15, 0.3])(
    'letters that are drawn %d of a pixel further on',
    async (shift) => {
      const shifted = [...text(80, 12, shift), ...text(120, 20, shift), ...text(160, 8, shift)];
      expect(await isSame([button, quietButton, ...shifted])).toBe(true);
    },
  );

  test.each([1, -1])(
    'a button that is drawn %d pixel lower, where a layout ends in half ones',
    async (by) => {
      expect(await isSame([{ ...button, y: button.y + by }, quietButton, ...words])).toBe(true);
    },
  );

  test('a shade that nobody sees', async () => {
    const colour: Colour = [13, 112, 80];
    expect(await isSame([{ ...button, colour }, quietButton, ...words])).toBe(true);
  });
});

describe('sees', () => {
  test('a row that has moved by a few pixels', async () => {
    const moved = [...text(80, 12), ...text(124, 20), ...text(160, 8)];
    expect(await isSame([button, quietButton, ...moved])).toBe(false);
  });

  test('a button that has moved by a few pixels', async () => {
    expect(await isSame([{ ...button, y: button.y + 4 }, quietButton, ...words])).toBe(false);
  });

  test('a button that has lost its colour', async () => {
    expect(await isSame([{ ...button, colour: INK_2 }, quietButton, ...words])).toBe(false);
  });

  test('text that has another colour', async () => {
    const green = text(120, 20, 0, BRAND);
    expect(await isSame([button, quietButton, ...text(80, 12), ...green, ...text(160, 8)])).toBe(
      false,
    );
  });

  test('text that is cut off by two letters', async () => {
    const cut = [...text(80, 12), ...text(120, 18), ...text(160, 8)];
    expect(await isSame([button, quietButton, ...cut])).toBe(false);
  });

  test('a pale button that is gone', async () => {
    expect(await isSame([button, ...words])).toBe(false);
  });

  test('a screen of another size', async () => {
    const small = PNG.sync.write(new PNG({ width: WIDTH, height: HEIGHT - 1 }));
    expect((await compare(whole, small)).isSame).toBe(false);
  });
});

test('shows where: a picture as large as the screen', async () => {
  const { difference, different } = await compare(whole, screen([button, ...words]));
  const { width, height } = PNG.sync.read(difference);
  expect([width, height]).toEqual([WIDTH, HEIGHT]);
  expect(different).toBeGreaterThan(0);
});
