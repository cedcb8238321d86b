/// <reference types="jest" />
import { call } from './client';
import { endSession, startSession } from './session';

const request = jest.fn();
jest.mock('@tarojs/taro', () => ({
  __esModule: true,
  default: {
    request: (options: unknown) => request(options) as unknown,
    getStorageSync: () => '',
    setStorageSync: () => undefined,
    removeStorageSync: () => undefined,
  },
}));

interface Sent {
  url: string;
  data: unknown;
  header: object;
}

const answer = (statusCode: number, data: unknown, header = {}) => ({ statusCode, data, header });
const redemption = { merchantId: 'mer_1', storeId: 'sto_1', payCode: '62', listFen: 100 };

beforeEach(() => request.mockReset());

test('a read without an answer is tried once more', async () => {
  request.mockRejectedValueOnce(new Error('no network'));
  request.mockResolvedValueOnce(answer(200, { id: 'usr_1' }));
  expect(await call('accounts.getMe', {})).toEqual({ id: 'usr_1' });
  expect(request).toHaveBeenCalledTimes(2);
});

test('a read that is refused is not', async () => {
  request.mockResolvedValue(answer(404, { code: 'notFound', requestId: 'r1' }));
  const failed = call('cards.getMyCard', { cardId: 'crd_1' });
  await expect(failed).rejects.toMatchObject({ code: 'notFound', status: 404, requestId: 'r1' });
  expect(request).toHaveBeenCalledTimes(1);
});

test('a write is never tried again by itself', async () => {
  request.mockRejectedValue(new Error('no network'));
  const failed = call('redemptions.redeem', redemption, { idempotencyKey: 'key-1' });
  await expect(failed).rejects.toMatchObject({ code: 'networkFailed' });
  expect(request).toHaveBeenCalledTimes(1);
});

test('a write about money does not leave without a request key', async () => {
  await expect(call('redemptions.redeem', redemption)).rejects.toMatchObject({
    code: 'idempotencyKeyMissing',
  });
  expect(request).not.toHaveBeenCalled();
});

test('path, query, body and headers are where the contract wants them', async () => {
  request.mockResolvedValue(answer(200, {}));
  await call('redemptions.redeem', redemption, { idempotencyKey: 'key-2' });
  await call('members.listMerchants', { query: '咖啡', cursor: undefined });
  const sent = request.mock.calls.map(([options]) => options as Sent);
  const [write, read] = sent;
  expect(write?.url).toBe('/v1/merchants/mer_1/redemptions');
  expect(write?.data).toEqual({ storeId: 'sto_1', payCode: '62', listFen: 100 });
  expect(write?.header).toMatchObject({ 'Idempotency-Key': 'key-2' });
  expect(read?.url).toBe(`/v1/merchants?query=${encodeURIComponent('咖啡')}`);
  expect(read?.data).toBeUndefined();
});

test('a refusal says when to come back', async () => {
  request.mockResolvedValue(answer(429, { code: 'rateLimited' }, { 'Retry-After': '7' }));
  await expect(call('accounts.getMe', {})).rejects.toMatchObject({ retryAfterSeconds: 7 });
});

test('an answer to an earlier session is dropped', async () => {
  const user = {
    id: 'usr_1',
    phone: null,
    name: null,
    isOperator: false,
    hasWechat: true,
    consentVersion: null,
    staffOf: [],
  };
  startSession({ token: 'one', user });
  request.mockImplementation(() => {
    endSession();
    return Promise.resolve(answer(200, { id: 'usr_1' }));
  });
  await expect(call('accounts.getMe', {})).rejects.toMatchObject({ code: 'sessionEnded' });
});
