/** What a poster says. */
export interface PosterWords {
  name: string;
  mark: string;
  offer: string;
  scan: string;
  /** The merchant's colour as ground, and the text colour that can be read on it. */
  ground: string;
  ink: string;
}

/** What both platforms' contexts can do, as far as a poster needs it. */
export type PosterContext = Pick<
  CanvasRenderingContext2D,
  | 'beginPath'
  | 'closePath'
  | 'arcTo'
  | 'moveTo'
  | 'fill'
  | 'fillRect'
  | 'fillText'
  | 'measureText'
  | 'drawImage'
  | 'fillStyle'
  | 'font'
  | 'textAlign'
  | 'textBaseline'
  | 'globalAlpha'
>;

export const POSTER = { width: 750, height: 1_000 } as const;

const MARGIN = 64;
const CODE = 400;
const FRAME = 32;
const FACE = 'sans-serif';

/** Cuts a text into lines by width; the last of too many ends with an ellipsis. */
export function linesOf(
  text: string,
  { width, most, measure }: { width: number; most: number; measure: (text: string) => number },
): string[] {
  const lines: string[] = [''];
  for (const character of text) {
    const last = lines.length - 1;
    if (measure((lines[last] ?? '') + character) <= width) lines[last] += character;
    else lines.push(character);
  }
  if (lines.length <= most) return lines;
  const kept = lines.slice(0, most);
  kept[most - 1] = `${Array.from(kept[most - 1] ?? '')
    .slice(0, -1)
    .join('')}…`;
  return kept;
}

function roundedBox(
  context: PosterContext,
  { x, y, size, radius }: { x: number; y: number; size: number; radius: number },
): void {
  const [right, bottom] = [x + size, y + size];
  context.beginPath();
  context.moveTo(x + radius, y);
  context.arcTo(right, y, right, bottom, radius);
  context.arcTo(right, bottom, x, bottom, radius);
  context.arcTo(x, bottom, x, y, radius);
  context.arcTo(x, y, right, y, radius);
  context.closePath();
  context.fill();
}

interface Line {
  text: string;
  y: number;
  size: number;
  weight: 400 | 600;
}

function write(context: PosterContext, { text, y, size, weight }: Line): void {
  context.font = `${weight} ${size}px ${FACE}`;
  context.fillText(text, POSTER.width / 2, y);
}

/** Draws a poster: whose card it is, what joining gives, and the code to scan. */
export function drawPoster(
  context: PosterContext,
  code: CanvasImageSource,
  { name, mark, offer, scan, ground, ink }: PosterWords,
): void {
  const measure = (text: string) => context.measureText(text).width;
  const width = POSTER.width - 2 * MARGIN;
  context.fillStyle = ground;
  context.fillRect(0, 0, POSTER.width, POSTER.height);
  context.fillStyle = ink;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  write(context, { text: mark, y: 112, size: 56, weight: 600 });
  context.font = `600 52px ${FACE}`;
  linesOf(name, { width, most: 2, measure }).forEach((text, index) =>
    write(context, { text, y: 206 + index * 64, size: 52, weight: 600 }),
  );
  context.font = `400 34px ${FACE}`;
  linesOf(offer, { width, most: 2, measure }).forEach((text, index) =>
    write(context, { text, y: 338 + index * 46, size: 34, weight: 400 }),
  );
  const [x, y] = [(POSTER.width - CODE) / 2, 462];
  // Cameras read it on white, whatever the merchant's colour.
  context.fillStyle = 'white';
  roundedBox(context, { x: x - FRAME, y: y - FRAME, size: CODE + 2 * FRAME, radius: 32 });
  context.drawImage(code, x, y, CODE, CODE);
  context.fillStyle = ink;
  write(context, { text: scan, y: 948, size: 30, weight: 400 });
}
