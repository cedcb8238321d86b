/// <reference types="jest" />
import { ApiError, type AnyErrorCode } from './errors';
import { deviceOffline } from './network';
import { untilAnswered } from './untilAnswered';
import { waitingNote } from './waiting';

jest.mock('@tarojs/taro', () => ({ __esModule: true, default: {} }));

beforeEach(() => jest.useFakeTimers());
afterEach(() => {
  jest.useRealTimers();
  deviceOffline.set(false);
});

/** A request that ends like this, try after try. */
function request(...outcomes: (AnyErrorCode | 'done')[]) {
  const tries = jest.fn(() => {
    const outcome = outcomes.shift() ?? 'networkFailed';
    return outcome === 'done' ? Promise.resolve('answer') : Promise.reject(new ApiError(outcome));
  });
  return tries;
}

const settle = (ms: number) => jest.advanceTimersByTimeAsync(ms);

test('what is answered is asked once', async () => {
  const send = request('done');
  expect(await untilAnswered(send)).toBe('answer');
  expect(send).toHaveBeenCalledTimes(1);
});

test('a lost answer is checked until there is one, and says so meanwhile', async () => {
  const send = request('timeout', 'networkFailed', 'done');
  const answered = untilAnswered(send);
  await settle(0);
  expect(waitingNote.get()).toBe('checking');
  await settle(3_000);
  expect(await answered).toBe('answer');
  expect(send).toHaveBeenCalledTimes(3);
  expect(waitingNote.get()).toBeNull();
});

test('a refusal ends it, at once or after a lost answer', async () => {
  const refused = expect(untilAnswered(request('timeout', 'payCodeExpired')));
  const rejects = refused.rejects.toMatchObject({ code: 'payCodeExpired' });
  await settle(1_000);
  await rejects;
  await expect(untilAnswered(request('conflict'))).rejects.toMatchObject({ code: 'conflict' });
});

test('it gives up after a minute', async () => {
  const send = request();
  const rejects = expect(untilAnswered(send)).rejects.toMatchObject({ code: 'networkFailed' });
  await settle(61_000);
  await rejects;
  expect(send).toHaveBeenCalledTimes(7);
});

test('tries that take long make it no longer than a minute and the last of them', async () => {
  const startedAt = Date.now();
  const send = () =>
    new Promise((_, reject) => setTimeout(() => reject(new ApiError('timeout')), 10_000));
  const tookMs = untilAnswered(send).catch(() => Date.now() - startedAt);
  await settle(140_000);
  expect(await tookMs).toBeLessThanOrEqual(70_000);
});

test('it stops when nobody waits any more', async () => {
  const send = request();
  await expect(untilAnswered(send, () => false)).rejects.toMatchObject({ code: 'networkFailed' });
  expect(send).toHaveBeenCalledTimes(1);
});

test('who leaves is told nothing on the next page, whether it pauses or asks', async () => {
  let isOpen = true;
  const send = request();
  const rejects = expect(untilAnswered(send, () => isOpen)).rejects.toThrow();
  await settle(7_000);
  expect(waitingNote.get()).toBe('checking');
  isOpen = false;
  await settle(500);
  expect(waitingNote.get()).toBeNull();
  await rejects;
  expect(send).toHaveBeenCalledTimes(4);

  isOpen = true;
  const never = jest.fn(() => new Promise(() => undefined));
  never.mockRejectedValueOnce(new ApiError('timeout'));
  void untilAnswered(never, () => isOpen);
  await settle(2_000);
  expect(never).toHaveBeenCalledTimes(2);
  expect(waitingNote.get()).toBe('checking');
  isOpen = false;
  await settle(500);
  expect(waitingNote.get()).toBeNull();
});

test('where the device knows that it has no network nothing is sent', async () => {
  deviceOffline.set(true);
  const send = request();
  await expect(untilAnswered(send)).rejects.toMatchObject({ code: 'networkFailed' });
  expect(send).not.toHaveBeenCalled();
  expect(waitingNote.get()).toBeNull();
});

test('a network that comes back is used at once', async () => {
  const send = request('timeout', 'timeout', 'timeout', 'done');
  const answered = untilAnswered(send);
  await settle(3_000);
  expect(send).toHaveBeenCalledTimes(3);
  deviceOffline.set(true);
  deviceOffline.set(false);
  expect(await answered).toBe('answer');
});
