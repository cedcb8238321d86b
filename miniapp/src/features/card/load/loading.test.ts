/// <reference types="jest" />
import { loadOnto, lookAt } from './loading';

interface Sent {
  url: string;
  header: Record<string, string>;
}
const mockRequest = jest.fn();
jest.mock('@tarojs/taro', () => ({
  __esModule: true,
  default: {
    request: (options: unknown) => mockRequest(options) as unknown,
    ...jest.requireActual<{ storage: object }>('@/testing/taro').storage,
  },
}));

beforeEach(() => jest.useFakeTimers());
afterEach(() => {
  mockRequest.mockReset();
  jest.useRealTimers();
});

const PREVIEW = { amountFen: 10_000 };
const LOADED = { recharge: { amountFen: 10_000 } };
const answers = (statusCode: number, data: object) =>
  mockRequest.mockResolvedValueOnce({ statusCode, data, header: {} });
const loses = () => mockRequest.mockRejectedValueOnce(new Error('no network'));
const refusesAsLoaded = () =>
  answers(409, { code: 'conflict', details: { reason: 'alreadyLoaded' } });

const sent = () => mockRequest.mock.calls.map(([request]: [Sent]) => request);
const keys = () => [...new Set(sent().flatMap(({ header }) => header['Idempotency-Key'] ?? []))];

async function outcomeOf<T>(asked: Promise<T>): Promise<T | string> {
  const outcome = asked.catch(({ code }: { code: string }) => code);
  await jest.advanceTimersByTimeAsync(5_000);
  return outcome;
}

const stays = () => true;
const leaves = () => false;

test('a load whose answer got lost is asked for again under its key', async () => {
  const wish = { cardId: 'crd_1', code: 'AAAA' };
  loses();
  loses();
  answers(201, LOADED);
  expect(await outcomeOf(loadOnto(wish, stays))).toEqual(LOADED);
  expect(sent()).toHaveLength(3);
  expect(keys()).toHaveLength(1);
});

test('who closes the sheet before the answer finds the load done, by its own key', async () => {
  const wish = { cardId: 'crd_1', code: 'BBBB' };
  loses();
  expect(await outcomeOf(loadOnto(wish, leaves))).toBe('networkFailed');
  refusesAsLoaded();
  answers(201, LOADED);
  expect(await outcomeOf(lookAt(wish, stays))).toEqual({ loaded: LOADED });
  expect(sent().map(({ url }) => url.split('/').at(-1))).toEqual(['load', 'preview', 'load']);
  expect(keys()).toHaveLength(1);
});

test('what never arrived is looked at again before it is loaded', async () => {
  const wish = { cardId: 'crd_1', code: 'CCCC' };
  loses();
  expect(await outcomeOf(loadOnto(wish, leaves))).toBe('networkFailed');
  answers(200, PREVIEW);
  expect(await outcomeOf(lookAt(wish, stays))).toEqual({ preview: PREVIEW });
  answers(201, LOADED);
  expect(await outcomeOf(loadOnto(wish, stays))).toEqual(LOADED);
  expect(keys()).toHaveLength(1);
});

test('a card that was loaded another time is not loaded by a look', async () => {
  refusesAsLoaded();
  expect(await outcomeOf(lookAt({ cardId: 'crd_1', code: 'DDDD' }, stays))).toBe('conflict');
  expect(sent()).toHaveLength(1);
});
