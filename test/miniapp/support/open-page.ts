import { join } from 'node:path';
import { DIST } from './dist';
import { type Drawn, type PageInstance, type Root, simulate } from './simulate';

const PATIENCE_MS = 10_000;
const LOOK_MS = 10;

/** Waits until a look answers something; fails with `what` was waited for, and what is there instead. */
export async function until<T>(
  look: () => T | undefined | null | false,
  what: () => string,
): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const seen = look();
    if (seen) return seen;
    if (Date.now() > deadline) throw new Error(`waited for ${what()}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

/** What the template gave an element, by the name that WeChat's compiler uses (`ariaLabel`). */
function attribute(element: Drawn, name: string): unknown {
  return element.__wxElement?._vt?.attrs.find((each) => each.name === name)?.value;
}

/** A page of the mini-program, with the fingers and eyes of whoever uses it. */
export class OpenPage {
  readonly route: string;
  private readonly root: Root;

  constructor(url: string) {
    const { pathname, searchParams } = new URL(url, 'https://wechat.test');
    this.route = pathname.slice(1);
    const path = join(DIST, this.route);
    this.root = simulate.render(simulate.load(path, { rootPath: DIST, compiler: 'official' }));
    this.instance.route = this.instance.__route__ = this.route;
    this.instance.options = Object.fromEntries(searchParams);
  }

  get instance(): PageInstance {
    return this.root.instance;
  }

  open(): void {
    this.instance.onLoad(this.instance.options);
    this.root.attach(document.body);
    this.instance.onShow?.();
    this.instance.onReady?.();
  }

  show(): void {
    this.instance.onShow?.();
  }

  hide(): void {
    this.instance.onHide?.();
  }

  close(): void {
    this.instance.onUnload?.();
    this.root.detach();
  }

  get text(): string {
    return this.root.dom.textContent;
  }

  private elements(tag: string): Drawn[] {
    return [...this.root.dom.querySelectorAll<Drawn>(`wx-${tag}`)];
  }

  async sees(words: string | RegExp): Promise<void> {
    const isThere = () =>
      typeof words === 'string' ? this.text.includes(words) : words.test(this.text);
    await until(isThere, () => `“${words}” on ${this.route}, which says “${this.text}”`);
  }

  /** Tells an element what WeChat tells it when it is touched or typed into. */
  private send(element: Drawn, type: string, detail: object): void {
    // An element that the app has named goes by that name, others by Taro's.
    const named = attribute(element, 'id');
    const id = typeof named === 'string' ? named : element.dataset['sid'];
    const part = this.root.querySelector(`#${id}`);
    if (!part) throw new Error(`nothing on ${this.route} listens for ${type}`);
    part.dispatchEvent(type, { detail });
  }

  /** A button that can be pressed, by what it says or is called. */
  private async button(words: string, which: 'first' | 'last' = 'first'): Promise<Drawn> {
    const isDisabled = (button: Drawn) =>
      attribute(button, 'ariaDisabled') === true || attribute(button, 'disabled') === true;
    const find = () => {
      const found = this.elements('button').filter(
        (button) =>
          (button.textContent.includes(words) || attribute(button, 'ariaLabel') === words) &&
          !isDisabled(button),
      );
      return found.at(which === 'first' ? 0 : -1);
    };
    return until(find, () => `the button “${words}” on ${this.route}: “${this.text}”`);
  }

  /** Presses a button; where several say so, as one below a sheet, the first or the last of them. */
  async tap(words: string, which: 'first' | 'last' = 'first'): Promise<void> {
    this.send(await this.button(words, which), 'tap', {});
  }

  /** Presses a button that asks WeChat for something, and lets WeChat answer. */
  async tapOpenType(words: string, openType: string, answer: object): Promise<void> {
    const button = await this.button(words);
    if (attribute(button, 'openType') !== openType) throw new Error(`“${words}” asks for nothing`);
    this.send(button, openType.toLowerCase(), answer);
  }

  async type(label: string, value: string): Promise<void> {
    const find = () =>
      this.elements('input').find((input) => attribute(input, 'ariaLabel') === label);
    const input = await until(find, () => `the field “${label}” on ${this.route}`);
    this.send(input, 'input', { value, cursor: value.length });
  }

  /** Where the pictures on the page come from, once there is one. */
  async pictures(): Promise<string[]> {
    const find = () => {
      const sources = this.elements('image').map((image) => attribute(image, 'src'));
      return sources.length > 0 && sources.every(Boolean) && sources;
    };
    return (await until(find, () => `a picture on ${this.route}: “${this.text}”`)).map(String);
  }
}
