/// <reference types="jest" />
import { forgetIntent, intentFor, intentOf, intentOfOrder, rememberOrder } from './intents';

const mockKept = new Map<string, string>();
jest.mock('@tarojs/taro', () => ({
  __esModule: true,
  default: {
    getStorageSync: (key: string) => mockKept.get(key) ?? '',
    setStorageSync: (key: string, text: string) => mockKept.set(key, text),
    removeStorageSync: (key: string) => mockKept.delete(key),
  },
}));

const CARD = 'crd_1';
const wish = { amountFen: 50_000, bonusFen: 8_000, contractVersion: 3 };
const order = { id: 'rco_1', ...wish };

beforeEach(() => mockKept.clear());

test('the same wish is the same request, until it has come to its end', () => {
  const first = intentFor(CARD, wish);
  expect(intentFor(CARD, { ...wish })).toEqual(first);
  rememberOrder(CARD, first, order.id);
  expect(intentFor(CARD, wish).requestKey).toBe(first.requestKey);
  forgetIntent(CARD, ({ orderId }) => orderId === order.id);
  expect(intentFor(CARD, wish).requestKey).not.toBe(first.requestKey);
});

test.each([{ amountFen: 50_001 }, { bonusFen: 0 }, { contractVersion: 4 }])(
  'with %j it is another request, and the first one stays',
  (change) => {
    const { requestKey } = intentFor(CARD, wish);
    expect(intentFor(CARD, { ...wish, ...change }).requestKey).not.toBe(requestKey);
    expect(intentFor(CARD, wish).requestKey).toBe(requestKey);
  },
);

test('cards have their own', () => {
  expect(intentFor('crd_2', wish).requestKey).not.toBe(intentFor(CARD, wish).requestKey);
});

test('an order is paid on under the key that made it, also where the answer was lost', () => {
  expect(intentOf(CARD, order)).toBeNull();
  const { requestKey } = intentFor(CARD, wish);
  expect(intentOf(CARD, order)?.requestKey).toBe(requestKey);
  expect(intentOf(CARD, { ...order, amountFen: 1 })).toBeNull();
  rememberOrder(CARD, intentFor(CARD, wish), order.id);
  expect(intentOf(CARD, order)?.requestKey).toBe(requestKey);
  expect(intentOf(CARD, { ...order, id: 'rco_2' })).toBeNull();
  expect(intentOfOrder(CARD, order.id)?.requestKey).toBe(requestKey);
});

test('an intent that has not become an order yet survives others’ ends', () => {
  const { requestKey } = intentFor(CARD, wish);
  forgetIntent(CARD, ({ orderId }) => orderId === 'rco_2');
  expect(intentFor(CARD, wish).requestKey).toBe(requestKey);
});
