import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Locator,
  type Page,
} from 'playwright-core';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
/** The machine may be busy with other tests; what must be quick says so itself. */
const PATIENCE_MS = 20_000;
/** What the app takes for one tap on the arrow, and a little more. */
const ONE_TAP_MS = 450;
const PICTURES = join(tmpdir(), 'merchant-coin-e2e');

/** What the browser says of calls that a test means to see refused, or makes without a network: also the worker's. */
const EXPECTED_NOISE = /status of 4\d\d|ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED|ERR_FAILED/;

export function launchBrowser(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM_PATH'];
  if (!executablePath) throw new Error('CHROMIUM_PATH is not set: run the tests by npm test');
  return chromium.launch({ executablePath, args: FLAGS });
}

export type Language = 'zh' | 'en';

/** What the app says: the same in both languages, or in each. */
export type Words = string | RegExp | Record<Language, string | RegExp>;

export interface PhoneOptions {
  /** Chinese unless given. */
  language?: Language;
  dark?: boolean;
  /** What else its browser is to be like. */
  context?: BrowserContextOptions;
}

const LOCALES: Record<Language, string> = { zh: 'zh-CN', en: 'en-US' };

/** Runs in the page. What turns for ever does not count, nor what the page of all components shows of waiting. */
function isAtRest(): boolean {
  const lasts = ({ effect, playState }: Animation) =>
    playState === 'running' && effect?.getComputedTiming().iterations !== Infinity;
  const loads = [...document.querySelectorAll('.skeleton')].some(
    (part) => part.checkVisibility() && !part.closest('.gallery'),
  );
  const isPressed = document.querySelector('button:active') !== null;
  return !loads && !isPressed && !document.getAnimations().some(lasts);
}

/** Someone's phone with the app open in its browser; sign-in and storage are its own. */
export class Phone {
  /** Types of the live events that came in by WebSocket. */
  readonly events: string[] = [];
  /** Paths of the writes that the app has sent. */
  readonly writes: string[] = [];
  /** Pages of the app that were looked at for what keeps people out. */
  readonly examined = new Set<string>();
  private leftAt = 0;
  /** What the page threw or complained of. */
  readonly faults: string[] = [];

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    /** Which the app is in; to be changed with the app's own setting. */
    public language: Language,
  ) {
    page.on('pageerror', (error) => this.faults.push(error.stack ?? error.message));
    page.on('console', (message) => {
      const text = message.text();
      if (message.type() === 'error' && !EXPECTED_NOISE.test(text)) this.faults.push(text);
    });
    page.on('request', (request) => {
      if (request.method() === 'POST') this.writes.push(new URL(request.url()).pathname);
    });
    page.on('websocket', (socket) =>
      socket.on('framereceived', ({ payload }) => {
        this.events.push((JSON.parse(String(payload)) as { type: string }).type);
      }),
    );
  }

  /** A phone with an empty page. */
  static async in(browser: Browser, options: PhoneOptions = {}): Promise<Phone> {
    const { language = 'zh', dark = false } = options;
    const context = await browser.newContext({
      viewport: { width: 390, height: 844 },
      deviceScaleFactor: 2,
      isMobile: true,
      hasTouch: true,
      locale: LOCALES[language],
      timezoneId: 'Asia/Shanghai',
      colorScheme: dark ? 'dark' : 'light',
      ...options.context,
    });
    context.setDefaultTimeout(PATIENCE_MS);
    return new Phone(context, await context.newPage(), language);
  }

  /** A phone with the app's first page. */
  static async open(browser: Browser, url: string, options: PhoneOptions = {}): Promise<Phone> {
    const phone = await Phone.in(browser, options);
    await phone.page.goto(url);
    return phone;
  }

  private said(words: Words): string | RegExp {
    if (typeof words === 'string' || words instanceof RegExp) return words;
    return words[this.language];
  }

  /** What is seen with these words: whole for a string, in part for a pattern. */
  text(words: Words): Locator {
    return this.page.getByText(this.said(words), { exact: true }).filter({ visible: true }).first();
  }

  async sees(words: Words, timeout = PATIENCE_MS): Promise<void> {
    await this.text(words).waitFor({ timeout });
  }

  /** Waits for a sum as screen readers say it; the figures on the screen are set in parts. */
  async seesSum(sum: string, timeout = PATIENCE_MS): Promise<void> {
    const figure = this.page.getByRole('img', { name: sum, exact: true });
    await figure.first().waitFor({ timeout });
  }

  button(name: Words): Locator {
    return this.page.getByRole('button', { name: this.said(name), exact: true }).first();
  }

  /** Presses a button; while a sheet is open, one of the sheet's. */
  async tap(name: Words): Promise<void> {
    const sheet = this.page.getByRole('dialog');
    const inSheet = sheet.getByRole('button', { name: this.said(name), exact: true }).first();
    await ((await inSheet.isVisible()) ? inSheet : this.button(name)).tap();
  }

  /** Leaves the page by its arrow; two taps at once would be one to the app. */
  async back(): Promise<void> {
    const since = Date.now() - this.leftAt;
    if (since < ONE_TAP_MS) await this.page.waitForTimeout(ONE_TAP_MS - since);
    await this.tap({ zh: '返回', en: 'Back' });
    this.leftAt = Date.now();
  }

  /** Ticks the box on the page, of which there is one. */
  async tick(): Promise<void> {
    await this.page.getByRole('checkbox').tap();
  }

  async fill(label: Words, value: string): Promise<void> {
    await this.page
      .getByRole('textbox', { name: this.said(label) })
      .or(this.page.getByRole('searchbox'))
      .fill(value);
  }

  /** Waits until all has loaded, the finger is off the screen, sheets have risen and colours have changed. */
  async comesToRest(): Promise<void> {
    await this.page.waitForFunction(isAtRest);
  }

  /** Keeps a picture of the screen among the temporary files, for people to look at. */
  async picture(name: string): Promise<void> {
    mkdirSync(PICTURES, { recursive: true });
    const path = join(PICTURES, `${name}.png`);
    await this.page.screenshot({ path, scale: 'css', animations: 'disabled' });
  }
}
