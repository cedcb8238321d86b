/// <reference types="jest" />
import { whenPageIsLost } from './lostPages';

const mockHandlers = new Map<string, () => void>();
jest.mock('./platform', () => ({ IS_H5: true }));
jest.mock('@tarojs/taro', () => ({
  __esModule: true,
  default: { eventCenter: { on: (name: string, act: () => void) => mockHandlers.set(name, act) } },
}));

/** As much of a browser as is asked for: its history, and what it tells of rejections. */
class Browser {
  index = 0;
  location = { href: '/#/a' };
  reject: (event: object) => void = () => undefined;
  readonly prevented = jest.fn();
  readonly history = {
    state: { idx: 0 },
    go: jest.fn(),
    replaceState: jest.fn(),
  };
  addEventListener = (_: string, act: typeof this.reject) => void (this.reject = act);

  goesTo(href: string, idx: number): void {
    this.location = { href };
    this.history.state = { idx };
  }
  shows(href: string, idx: number): void {
    this.goesTo(href, idx);
    mockHandlers.get('__afterTaroRouterChange')?.();
  }
  loses(name = 'ChunkLoadError'): void {
    const reason = Object.assign(new Error('a part'), { name });
    this.reject({ reason, preventDefault: this.prevented });
  }
}

const onLost = jest.fn();
let browser: Browser;
beforeEach(() => {
  onLost.mockReset();
  browser = new Browser();
  Object.assign(globalThis, { window: browser });
  whenPageIsLost(onLost);
  browser.shows('/#/a', 3);
});
afterAll(() => {
  Reflect.deleteProperty(globalThis, 'window');
});

test.each([
  ['opened above', 4, -1],
  ['gone back to', 1, 2],
])('the address returns from a page that was %s and is lost', (_, index, back) => {
  browser.goesTo('/#/b', index);
  browser.loses();
  expect(onLost).toHaveBeenCalledTimes(1);
  expect(browser.history.go).toHaveBeenCalledWith(back);
  expect(browser.prevented).toHaveBeenCalled();
});

test.each([
  ['that was to take the place of the shown one', 3],
  ['whose place in the history is not known', NaN],
])('a page %s gives back the address', (_, idx) => {
  browser.goesTo('/#/b', idx);
  browser.loses();
  expect(browser.history.replaceState).toHaveBeenCalledWith({ idx }, '', '/#/a');
  expect(browser.history.go).not.toHaveBeenCalled();
});

test('any other rejection is none of its business', () => {
  browser.goesTo('/#/b', 4);
  browser.loses('TypeError');
  expect(onLost).not.toHaveBeenCalled();
  expect(browser.prevented).not.toHaveBeenCalled();
  expect(browser.history.go).not.toHaveBeenCalled();
});
