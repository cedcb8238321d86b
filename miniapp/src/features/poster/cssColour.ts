import { IS_H5 } from '@/lib/platform';

/** The values in tokens.scss of the names that a card's paint may use, for a canvas knows no variables. */
const NAMED: Record<string, string> = {
  'var(--on-dark)': 'rgb(255, 255, 255)',
  'var(--on-light)': 'rgb(18, 19, 17)',
  'var(--card-muted)': 'rgb(107, 111, 105)',
};

/** A colour as a canvas takes it. */
export function cssColour(colour: string): string {
  if (!IS_H5) return NAMED[colour] ?? colour;
  const name = /^var\((--[\w-]+)\)$/.exec(colour)?.[1];
  if (!name) return colour;
  const value = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  return value || (NAMED[colour] ?? colour);
}
