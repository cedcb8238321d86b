/// <reference types="jest" />
import type { User } from '@merchant-coin/shared';
import { startApprovals, stopApprovals } from './approvals';
import { liveConnected, startLive, stopLive } from './live';
import { startSession } from './session';

/** A connection; what the server says on it. */
class MockSocket {
  closed = false;
  private hear: (message: { data: string }) => void = () => undefined;
  onOpen = () => undefined;
  onClose = () => undefined;
  onError = () => undefined;
  onMessage = (hear: typeof this.hear) => void (this.hear = hear);
  close = () => void (this.closed = true);
  isReady = () => this.hear({ data: JSON.stringify({ type: 'ready' }) });
}

const mockSockets: MockSocket[] = [];
const mockRequest = jest.fn();
jest.mock('@tarojs/taro', () => ({
  __esModule: true,
  default: {
    request: (options: unknown) => mockRequest(options) as unknown,
    connectSocket: () => Promise.resolve(mockSockets[mockSockets.push(new MockSocket()) - 1]),
    ...jest.requireActual<{ storage: object }>('@/testing/taro').storage,
  },
}));

const settle = (ms: number) => jest.advanceTimersByTimeAsync(ms);

beforeEach(async () => {
  jest.useFakeTimers();
  mockSockets.length = 0;
  mockRequest.mockResolvedValue({ statusCode: 200, data: { items: [] }, header: {} });
  const user = { id: 'usr_1', phone: '139', staffOf: [] } as unknown as User;
  startSession({ token: 't', user });
  startLive();
  await settle(0);
  mockSockets[0]?.isReady();
  startApprovals();
  await settle(0);
});
afterEach(() => {
  stopApprovals();
  stopLive();
  jest.useRealTimers();
});

test('a look that gets no answer ends a socket that says nothing of its end, and another one begins', async () => {
  mockRequest.mockRejectedValue({ errMsg: 'request:fail' });
  await settle(32_000);
  expect(mockSockets[0]?.closed).toBe(true);
  expect(liveConnected.get()).toBe(false);
  expect(mockSockets).toHaveLength(2);
  // The one that is being opened is left to itself.
  await settle(10_000);
  expect(mockSockets).toHaveLength(2);
  mockSockets[1]?.isReady();
  expect(liveConnected.get()).toBe(true);
});

test('any answer leaves the socket as it is', async () => {
  await settle(65_000);
  mockRequest.mockResolvedValue({ statusCode: 503, data: {}, header: {} });
  await settle(65_000);
  expect(mockSockets).toHaveLength(1);
  expect(liveConnected.get()).toBe(true);
});
