/// <reference types="jest" />
// A module of its own, like every file that imports.
export {};

const felt: string[] = [];
const mockFeel = (kind: string) => {
  felt.push(`${kind} ${Date.now() - startMs}`);
  return Promise.resolve();
};
jest.mock('@tarojs/taro', () => ({
  __esModule: true,
  default: {
    vibrateShort: ({ type }: { type: string }) => mockFeel(`short ${type}`),
    vibrateLong: () => mockFeel('long'),
  },
}));
jest.mock('./sound', () => ({ soundDone: jest.fn(), soundFailed: jest.fn() }));

interface Feel {
  feelSuccess: () => void;
  feelFailure: () => void;
}

let startMs = 0;

function load(target: 'h5' | 'weapp'): Feel {
  Object.assign(globalThis, { BUILD_TARGET: target });
  jest.resetModules();
  return jest.requireActual<Feel>('./feel');
}

beforeEach(() => {
  jest.useFakeTimers();
  startMs = Date.now();
  felt.length = 0;
});
afterEach(() => jest.useRealTimers());

test('in WeChat success is one short pulse, and failure two and a long end', () => {
  const { feelSuccess, feelFailure } = load('weapp');
  feelSuccess();
  jest.runAllTimers();
  expect(felt).toEqual(['short medium 0']);
  felt.length = 0;
  startMs = Date.now();
  feelFailure();
  jest.runAllTimers();
  expect(felt).toEqual(['short heavy 0', 'short heavy 160', 'long 320']);
});

test('a browser is told the same times, and one that cannot is left alone', () => {
  const { feelFailure } = load('h5');
  const vibrate = jest.fn();
  for (const navigator of [{}, { vibrate }]) {
    Object.defineProperty(globalThis, 'navigator', { configurable: true, value: navigator });
    feelFailure();
  }
  expect(vibrate.mock.calls).toEqual([[[90, 70, 90, 70, 220]]]);
});
