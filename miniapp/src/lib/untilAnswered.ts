import { asApiError, isUnanswered } from './errors';
import { deviceOffline, onOnlineAgain } from './network';
import { noteWaiting } from './waiting';

/** Before each time that is asked again: about a minute in all. */
export const PAUSES_MS: readonly number[] = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000];

/** A pause that ends early when the device has a network again. */
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      deaf();
      resolve();
    };
    const timer = setTimeout(end, ms);
    const deaf = onOnlineAgain(end);
  });
}

/**
 * Sends a write, and asks again for as long as no answer comes: whoever waits is told that it is being
 * checked. `send` must be the same request each time, under one request key, so that it has one effect.
 * Throws the refusal, or what came last after a minute, or once nobody is `wanted` to wait any more. Where the
 * device knows that it has no network nothing is sent, so nothing is left to check.
 */
export async function untilAnswered<T>(
  send: () => Promise<T>,
  wanted: () => boolean = () => true,
): Promise<T> {
  const wasOffline = deviceOffline.get();
  let done: (() => void) | undefined;
  try {
    for (const pauseMs of wasOffline ? [] : PAUSES_MS) {
      try {
        return await send();
      } catch (cause) {
        if (!isUnanswered(asApiError(cause)) || !wanted()) throw cause;
        done ??= noteWaiting('checking');
        await pause(pauseMs);
        if (!wanted()) throw cause;
      }
    }
    return await send();
  } finally {
    done?.();
  }
}
