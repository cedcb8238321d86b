import type { Browser } from 'playwright-core';
import { launchBrowser, Phone, type PhoneOptions } from './phone';
import { QrReader } from './qr';
import { type Stack, startStack } from './stack';

interface TaroConfig {
  routes: readonly { path: string }[];
}

/** Runs in the page. */
function pagesOfApp(): string[] {
  const { __taroAppConfig } = globalThis as unknown as { __taroAppConfig: TaroConfig };
  return __taroAppConfig.routes.map(({ path }) => path.replace(/^\//, ''));
}

/** The running stack, a browser, and the phones of the people in a test. */
export class World {
  stack!: Stack;
  private browser!: Browser;
  private camera!: QrReader;
  private readonly phones: Phone[] = [];

  async open(): Promise<void> {
    const stack = startStack();
    this.browser = await launchBrowser();
    this.camera = await QrReader.open(this.browser);
    this.stack = await stack;
  }

  async close(): Promise<void> {
    await this.browser?.close();
    await this.stack?.close();
  }

  /** Someone's own phone, at the app's first page. */
  async phone(options: PhoneOptions = {}): Promise<Phone> {
    const phone = await Phone.open(this.browser, this.stack.url, options);
    this.phones.push(phone);
    return phone;
  }

  /** The text of the QR code that a phone shows. */
  async scan(phone: Phone): Promise<string> {
    return this.camera.read(await phone.page.screenshot({ animations: 'disabled' }));
  }

  /** Pages of the app that nobody looked at for what keeps people out. */
  async unexamined(): Promise<string[]> {
    const { page } = await this.phone();
    const all = await page.evaluate(pagesOfApp);
    const examined = new Set(this.phones.flatMap((phone) => [...phone.examined]));
    return all.filter((path) => !examined.has(path));
  }

  /** What any page threw or complained of. */
  get faults(): string[] {
    return this.phones.flatMap((phone) => phone.faults);
  }
}
