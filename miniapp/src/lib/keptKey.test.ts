/// <reference types="jest" />
import { ApiError, type AnyErrorCode } from './errors';
import { keptKey } from './keptKey';

jest.mock('@tarojs/taro', () => ({ __esModule: true, default: {} }));

type Outcome = AnyErrorCode | 'done';

/** The keys of tries that end like this. */
async function keysOf(outcomes: readonly Outcome[]): Promise<string[]> {
  const act = keptKey();
  const keys: string[] = [];
  for (const outcome of outcomes) {
    const sent = act.send((key) => {
      keys.push(key);
      return outcome === 'done' ? Promise.resolve() : Promise.reject(new ApiError(outcome));
    });
    await sent.catch(() => undefined);
  }
  return keys;
}

test.each<Outcome>(['rateLimited', 'unauthenticated', 'sessionEnded', 'forbidden', 'timeout'])(
  'an act whose answer was lost is not done again after %s',
  async (outcome) => {
    const keys = await keysOf(['networkFailed', outcome, 'done']);
    expect(new Set(keys).size).toBe(1);
  },
);

test.each<Outcome>(['done', 'idempotencyMismatch'])(
  'what comes after %s is another act',
  async (o) => {
    expect(new Set(await keysOf(['timeout', o, 'done'])).size).toBe(2);
  },
);
