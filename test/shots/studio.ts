import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Stack } from '../e2e/support/stack';
import { type Language, Phone } from '../e2e/support/phone';
import { MOMENT_MS } from './moment';

/** How a screen may look. */
export interface Variant {
  language: Language;
  dark: boolean;
  /** With the largest text of the app's own settings. */
  large: boolean;
}

export type Storage = NonNullable<BrowserContextOptions['storageState']>;

const FONTS = dirname(require.resolve('@fontsource-variable/noto-sans-sc/package.json'));
const FONT_PATH = '/still-fonts/';
/** More than between the two halves of a double tap. */
const BETWEEN_TAPS_MS = 500;

/** Runs in the page: every machine draws the same letters, and no caret blinks. */
function dress(fontPath: string): void {
  const sheet = document.createElement('link');
  sheet.rel = 'stylesheet';
  sheet.href = `${fontPath}index.css`;
  const style = document.createElement('style');
  style.textContent = `
    * {
      font-family: 'Noto Sans SC Variable' !important;
      /* Letters stand where the font says, not on the nearest pixel: by what is rounded, browsers differ. */
      text-rendering: geometricPrecision !important;
      caret-color: transparent !important;
    }
  `;
  document.addEventListener('DOMContentLoaded', () => document.head.append(sheet, style));
}

/** Where phones show the same whenever and wherever they are looked at. */
export class Studio {
  constructor(
    readonly stack: Stack,
    private readonly browser: Browser,
  ) {}

  /** Someone's phone; `storage` is what an earlier one of theirs kept. */
  async phone({ language, dark }: Variant, storage?: Storage): Promise<Phone> {
    const phone = await Phone.in(this.browser, {
      ...{ language, dark },
      context: {
        // The fonts come from elsewhere than the app allows.
        bypassCSP: true,
        serviceWorkers: 'block',
        reducedMotion: 'reduce',
        ...(storage ? { storageState: storage } : {}),
      },
    });
    await serveFonts(phone.context);
    await phone.page.addInitScript(dress, FONT_PATH);
    await phone.page.clock.setFixedTime(MOMENT_MS);
    timeByTaps(phone);
    await phone.page.goto(this.stack.url);
    return phone;
  }
}

async function serveFonts(context: BrowserContext): Promise<void> {
  await context.route(`**${FONT_PATH}**`, async (route) => {
    const [, file = ''] = new URL(route.request().url()).pathname.split(FONT_PATH);
    const contentType = file.endsWith('.css') ? 'text/css' : 'font/woff2';
    await route.fulfill({ body: readFileSync(join(FONTS, file)), contentType });
  });
}

/** Time passes on a phone by its taps alone. */
function timeByTaps(phone: Phone): void {
  const tap = phone.tap.bind(phone);
  let nowMs = MOMENT_MS;
  phone.tap = async (name) => {
    await phone.page.clock.setFixedTime((nowMs += BETWEEN_TAPS_MS));
    await tap(name);
  };
}

/** The screen as a PNG, as wide as it is in CSS pixels. */
export async function pictureOf(phone: Phone): Promise<Buffer> {
  await phone.comesToRest();
  await phone.page.evaluate(() => document.fonts.ready);
  return phone.page.screenshot({ scale: 'css', animations: 'disabled', caret: 'hide' });
}
