/// <reference types="jest" />
import { startSession } from '@/lib/session';
import type { User } from '@merchant-coin/shared';
import { registerOnce } from './registering';

const mockRequest = jest.fn();
jest.mock('@tarojs/taro', () => ({
  __esModule: true,
  default: {
    request: (options: unknown) => mockRequest(options) as unknown,
    ...jest.requireActual<{ storage: object }>('@/testing/taro').storage,
  },
}));

const PLACE = { merchantId: 'mer_1', storeId: 'sto_1' };
const UNCONFIRMED = { id: 'crd_1', phoneConfirmed: false };
const CONFIRMED = { id: 'crd_1', phoneConfirmed: true };

beforeEach(() => {
  startSession({ token: 't', user: { id: 'usr_1', phone: null, staffOf: [] } as unknown as User });
  jest.useFakeTimers();
});
afterEach(() => {
  mockRequest.mockReset();
  jest.useRealTimers();
});

const answers = (statusCode: number, data: object) =>
  mockRequest.mockResolvedValueOnce({ statusCode, data, header: {} });
const loses = () => mockRequest.mockRejectedValueOnce(new Error('no network'));
const finds = (card: object) => answers(200, { items: [card] });
const sent = () => mockRequest.mock.calls.map(([{ method }]: [{ method: string }]) => method);

async function register(smsCode: string, wanted = () => true) {
  const ended = registerOnce(PLACE, { phone: '13911112222', smsCode }, wanted).catch(
    ({ code }: { code: string }) => code,
  );
  await jest.advanceTimersByTimeAsync(2_000);
  return ended;
}

test('a code whose answer got lost is looked for, not sent a second time', async () => {
  loses();
  finds(CONFIRMED);
  expect(await register('100001')).toEqual(CONFIRMED);
  expect(sent()).toEqual(['POST', 'GET']);
});

test('one that never arrived is sent again', async () => {
  loses();
  finds(UNCONFIRMED);
  answers(201, { card: CONFIRMED });
  expect(await register('100002')).toEqual(CONFIRMED);
  expect(sent()).toEqual(['POST', 'GET', 'POST']);
});

test('also who has given up waiting, and enters the same code again, is not told that it is wrong', async () => {
  loses();
  expect(await register('100003', () => false)).toBe('networkFailed');
  finds(CONFIRMED);
  expect(await register('100003')).toEqual(CONFIRMED);
  expect(sent()).toEqual(['POST', 'GET']);
});

test('a code that is refused at once is wrong, and the next one is sent', async () => {
  answers(422, { code: 'smsCodeInvalid' });
  expect(await register('100004')).toBe('smsCodeInvalid');
  answers(201, { card: CONFIRMED });
  expect(await register('100005')).toEqual(CONFIRMED);
  expect(sent()).toEqual(['POST', 'POST']);
});
