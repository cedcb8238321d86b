/** Contrast and shades of the merchant's own colour, which comes as `#rrggbb` with its data. */

type Rgb = readonly [number, number, number];

function parse(colour: string): Rgb | null {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour.trim());
  return match
    ? ([1, 2, 3].map((index) => parseInt(match[index] ?? '0', 16)) as unknown as Rgb)
    : null;
}

/** Relative luminance as WCAG 2 defines it. */
function luminance(rgb: Rgb): number {
  const [red = 0, green = 0, blue = 0] = rgb.map((channel) => {
    const share = channel / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Luminances of the two text colours in tokens.scss (`--on-dark` and `--on-light`). */
const WHITE = 1;
const NEAR_BLACK = luminance([18, 19, 17]);
const ENOUGH = 4.5;

const contrast = (one: number, other: number) =>
  (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);

function darken(rgb: Rgb, share: number): Rgb {
  return rgb.map((channel) => Math.round(channel * (1 - share))) as unknown as Rgb;
}

const css = (rgb: Rgb) => `rgb(${rgb.join(', ')})`;

export interface CardPaint {
  ground: string;
  /** A little darker, for the lower end of the card. */
  groundEnd: string;
  text: string;
}

/**
 * Ground and text of a card: white text where it can be read on the colour (contrast of at least 4.5), else
 * near-black; a colour too middling for either is darkened until white can be read.
 */
export function paintOf(colour: string): CardPaint {
  let ground = parse(colour);
  if (!ground) {
    return { ground: 'var(--card-muted)', groundEnd: 'var(--card-muted)', text: 'var(--on-dark)' };
  }
  const light = luminance(ground);
  if (contrast(light, WHITE) < ENOUGH && contrast(light, NEAR_BLACK) >= ENOUGH + 0.5) {
    return { ground: css(ground), groundEnd: css(darken(ground, 0.04)), text: 'var(--on-light)' };
  }
  while (contrast(luminance(ground), WHITE) < ENOUGH) ground = darken(ground, 0.06);
  return { ground: css(ground), groundEnd: css(darken(ground, 0.16)), text: 'var(--on-dark)' };
}
