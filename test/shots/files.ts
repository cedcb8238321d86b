import { resolve } from 'node:path';
import { ROOT } from '../support/root';
import type { Variant } from './studio';

/** Where `npm run shots` and failed checks leave their pictures. */
export const SHOTS = resolve(ROOT, process.env['CACHE_DIR'] ?? '.cache', 'shots');
/** What the main screens are to look like. */
export const REFERENCES = resolve(ROOT, 'test/shots/references');

/** The pictures in the two READMEs, by the screens that they show. */
export const README_PICTURES: Readonly<Record<string, string>> = {
  'member-card': 'card',
  'member-pay-code': 'pay-code',
  'clerk-counter': 'counter',
};
export const README_FOLDER = resolve(ROOT, 'docs/screens');

const NO_YES = [false, true];

/** Every look there is. The checked ones come first, as in the check: messages that were seen are read. */
export const CHECKED: readonly Variant[] = [
  { language: 'zh', dark: false, large: false },
  { language: 'en', dark: true, large: true },
];
const isChecked = (variant: Variant) =>
  CHECKED.some((checked) => lookOf(checked) === lookOf(variant));
export const VARIANTS: readonly Variant[] = [
  ...CHECKED,
  ...(['zh', 'en'] as const)
    .flatMap((language) =>
      NO_YES.flatMap((dark) => NO_YES.map((large) => ({ language, dark, large }))),
    )
    .filter((variant) => !isChecked(variant)),
];

export function lookOf({ language, dark, large }: Variant): string {
  return [dark ? 'dark' : 'light', large ? 'large' : 'standard', language].join('.');
}

/** `member-card.dark.large.en.png` */
export const fileOf = (name: string, variant: Variant): string => `${name}.${lookOf(variant)}.png`;
