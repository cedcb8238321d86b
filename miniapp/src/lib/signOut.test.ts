/// <reference types="jest" />
import { call } from './client';
import { hasSignedOut, sessionStore, startSession } from './session';
import { signOut } from './signOut';

const mockRequest = jest.fn();
jest.mock('@tarojs/taro', () => ({
  __esModule: true,
  default: {
    request: (options: unknown) => mockRequest(options) as unknown,
    ...jest.requireActual<{ storage: object }>('@/testing/taro').storage,
  },
}));

/** Whether it was known, when the session ended, that its person wanted it. */
let wasWanted: boolean | undefined;

beforeAll(() => sessionStore.subscribe(() => (wasWanted ??= hasSignedOut())));
beforeEach(() => {
  startSession({ token: 't', user: { id: 'usr_1' } as never });
  wasWanted = undefined;
});

test('another call may be told first that the session is over: it was wanted all the same', async () => {
  mockRequest.mockImplementation(async ({ url }: { url: string }) => {
    if (url.endsWith('/me')) return { statusCode: 401, data: { code: 'unauthenticated' } };
    await expect(call('accounts.getMe', {})).rejects.toMatchObject({ code: 'unauthenticated' });
    return { statusCode: 200, data: {} };
  });
  await signOut();
  expect(sessionStore.get()).toBeNull();
  expect(wasWanted).toBe(true);
});

test('without a network the session ends here all the same', async () => {
  mockRequest.mockRejectedValue(new Error('request:fail'));
  await signOut();
  expect(sessionStore.get()).toBeNull();
  expect(hasSignedOut()).toBe(true);
});

test('whoever signs in again is signed in silently again', () => {
  startSession({ token: 't2', user: { id: 'usr_1' } as never });
  expect(hasSignedOut()).toBe(false);
});
