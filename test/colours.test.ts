import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';

/** That text can be read on what is behind it: WCAG's contrast, worked out here anew. */
const MINIAPP = resolve(__dirname, '../miniapp/src');
const ENOUGH = 4.5;
const ENOUGH_FOR_SHAPES = 3;
const TOKENS = readFileSync(join(MINIAPP, 'styles/tokens.scss'), 'utf8');

type Rgb = readonly [number, number, number];
type Theme = Record<string, Rgb>;

function hex(colour: string): Rgb {
  const value = parseInt(colour.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** A theme's opaque colours; what the dark one leaves out is as in the light one. */
function theme(name: 'light' | 'dark'): Theme {
  const block = new RegExp(`@mixin ${name} \\{([^}]*)\\}`).exec(TOKENS)?.[1] ?? '';
  const found = [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)];
  return Object.fromEntries(found.map(([, token = '', colour = '']) => [token, hex(colour)]));
}

const THEMES = { light: theme('light'), dark: { ...theme('light'), ...theme('dark') } };

function luminance(rgb: Rgb): number {
  const [red = 0, green = 0, blue = 0] = rgb.map((channel) =>
    channel <= 0.04045 * 255 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: Rgb, other: Rgb): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const mix = (one: Rgb, other: Rgb, share: number): Rgb =>
  one.map((channel, at) => channel + ((other[at] ?? 0) - channel) * share) as unknown as Rgb;

/** Which inks stand on which grounds (docs/design.md). */
const PAIRS: readonly [grounds: readonly string[], inks: readonly string[]][] = [
  [
    ['ground', 'surface', 'surface-2'],
    ['ink', 'ink-2', 'brand', 'bad'],
  ],
  [
    ['ground', 'surface'],
    ['good', 'warn'],
  ],
  [['raised'], ['ink']],
  [['brand-soft'], ['brand', 'ink', 'ink-2']],
  [['warn-soft'], ['warn', 'ink']],
  [['bad-soft'], ['bad', 'ink', 'ink-2']],
  [['brand'], ['on-brand']],
  [['bad'], ['surface']],
  [['card-muted'], ['on-dark']],
  [['code-ground'], ['code-ink', 'code-ink-2']],
  // The toast is the page's colours the other way round.
  [['ink'], ['ground']],
];

describe.each(['light', 'dark'] as const)('%s tokens', (name) => {
  const colours = THEMES[name];
  const colour = (token: string): Rgb => {
    const found = colours[token];
    if (!found) throw new Error(`no token ${token}`);
    return found;
  };

  it('can be read where they stand', () => {
    const faint = PAIRS.flatMap(([grounds, inks]) =>
      grounds.flatMap((ground) =>
        inks.map((ink) => ({ ink, ground, is: contrast(colour(ink), colour(ground)) })),
      ),
    ).filter(({ is }) => is < ENOUGH);
    expect(faint).toEqual([]);
  });

  it('show where a switch is, on or off', () => {
    for (const track of ['off', 'brand']) {
      expect(contrast(colour(track), colour('surface'))).toBeGreaterThanOrEqual(ENOUGH_FOR_SHAPES);
    }
  });

  it('can be read where they are thinned: a field’s placeholder, a toast’s second line', () => {
    const placeholder = mix(colour('surface'), colour('ink-2'), 0.9);
    expect(contrast(placeholder, colour('surface'))).toBeGreaterThanOrEqual(ENOUGH);
    const detail = mix(colour('ink'), colour('ground'), 0.85);
    expect(contrast(detail, colour('ink'))).toBeGreaterThanOrEqual(ENOUGH);
  });
});

interface Paint {
  ground: string;
  groundEnd: string;
  text: string;
}

test('any merchant’s colour carries its card’s text, from one end of it to the other', async () => {
  const { paintOf } = (await import(join(MINIAPP, 'lib/colour.ts'))) as {
    paintOf: (colour: string) => Paint;
  };
  const rgb = (css: string) => css.match(/\d+/g)?.map(Number) as unknown as Rgb;
  const texts: Record<string, Rgb | undefined> = {
    'var(--on-dark)': THEMES.light['on-dark'],
    'var(--on-light)': THEMES.light['on-light'],
  };
  const anyColour = fc
    .integer({ min: 0, max: 0xffffff })
    .map((value) => `#${value.toString(16).padStart(6, '0')}`);
  fc.assert(
    fc.property(anyColour, fc.double({ min: 0, max: 1, noNaN: true }), (colour, share) => {
      const paint = paintOf(colour);
      const text = texts[paint.text];
      if (!text) return false;
      const behind = mix(rgb(paint.ground), rgb(paint.groundEnd), share);
      return contrast(text, behind) >= ENOUGH;
    }),
    { numRuns: 2_000 },
  );
});

test('nothing on the card is thinned: what paintOf promises holds for its smallest text', () => {
  const card = readFileSync(join(MINIAPP, 'ui/MemberCard.scss'), 'utf8');
  const mark = readFileSync(join(MINIAPP, 'ui/Mark.scss'), 'utf8');
  expect(card.replace(/\.member-card__edge \{[^}]*\}/, '')).not.toMatch(/opacity/);
  expect(mark).not.toMatch(/opacity/);
});
