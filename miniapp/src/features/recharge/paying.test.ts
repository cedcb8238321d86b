/// <reference types="jest" />
import { intentFor } from './intents';
import { orderAndPay } from './paying';

const mockKept = new Map<string, string>();
const mockRequest = jest.fn();
const mockPay = jest.fn(({ success }: { success: () => void }) => success());
jest.mock('@tarojs/taro', () => ({
  __esModule: true,
  default: {
    login: () => Promise.resolve({ code: 'code' }),
    request: (options: unknown) => mockRequest(options) as unknown,
    requestPayment: (options: { success: () => void }) => mockPay(options),
    getStorageSync: (key: string) => mockKept.get(key) ?? '',
    setStorageSync: (key: string, text: string) => void mockKept.set(key, text),
    removeStorageSync: (key: string) => void mockKept.delete(key),
  },
}));

const CARD = 'crd_1';
const WISH = { amountFen: 50_000, bonusFen: 8_000, contractVersion: 3 };
const ORDERED = {
  statusCode: 201,
  data: { order: { id: 'rco_1', cardId: CARD, state: 'paying' }, payment: { package: 'p' } },
  header: {},
};

let isOpen: boolean;
const wanted = () => isOpen;
beforeEach(() => {
  jest.useFakeTimers();
  mockKept.clear();
  mockRequest.mockReset();
  mockPay.mockClear();
  isOpen = true;
});
afterEach(() => jest.useRealTimers());

test('what is ordered is paid at once', async () => {
  mockRequest.mockResolvedValueOnce(ORDERED);
  expect(await orderAndPay(CARD, WISH, wanted)).toEqual({ orderId: 'rco_1', end: 'ok' });
  expect(mockPay).toHaveBeenCalledTimes(1);
});

test('nothing opens over another page, and the order is still the same wish', async () => {
  mockRequest.mockImplementationOnce(() => {
    isOpen = false;
    return Promise.resolve(ORDERED);
  });
  expect(await orderAndPay(CARD, WISH, wanted)).toBeNull();
  expect(mockPay).not.toHaveBeenCalled();
  expect(intentFor(CARD, WISH).orderId).toBe('rco_1');
});

test('after a lost answer nothing is asked again for one who has left', async () => {
  mockRequest.mockRejectedValue(new Error('no network'));
  const fails = expect(orderAndPay(CARD, WISH, wanted)).rejects.toMatchObject({
    code: 'networkFailed',
  });
  await jest.advanceTimersByTimeAsync(500);
  isOpen = false;
  mockRequest.mockResolvedValue(ORDERED);
  await jest.advanceTimersByTimeAsync(120_000);
  await fails;
  expect(mockRequest).toHaveBeenCalledTimes(1);
  expect(mockPay).not.toHaveBeenCalled();
});
