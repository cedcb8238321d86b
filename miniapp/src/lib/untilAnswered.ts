import { ApiError, asApiError, isUnanswered } from './errors';
import { deviceOffline, onOnlineAgain } from './network';
import { noteWaiting } from './waiting';

/** Before each time that is asked again. */
export const PAUSES_MS: readonly number[] = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000];
/** After so long nothing is asked again. The last try takes its own time. */
const LAST_TRY_MS = 60_000;
const LOOKS_EVERY_MS = 500;

/** Ends early when the device has a network again, and when nobody is `wanted` to wait any more. */
function pause(ms: number, wanted: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      clearInterval(looking);
      deaf();
      resolve();
    };
    const timer = setTimeout(end, ms);
    const looking = setInterval(() => {
      if (!wanted()) end();
    }, LOOKS_EVERY_MS);
    const deaf = onOnlineAgain(end);
  });
}

/** Says that an answer is being checked, for as long as somebody waits for it or until it is called off. */
function noteChecking(wanted: () => boolean): () => void {
  const done = noteWaiting('checking');
  const looking = setInterval(() => {
    if (!wanted()) end();
  }, LOOKS_EVERY_MS);
  const end = () => {
    clearInterval(looking);
    done();
  };
  return end;
}

/**
 * Sends a write, and asks again for as long as no answer comes: whoever waits is told that it is being
 * checked. `send` must be the same request each time, under one request key, so that it has one effect.
 * Throws the refusal, or what came last after about a minute, or once nobody is `wanted` to wait any more.
 * Where the device knows that it has no network nothing is sent, so nothing is left to check.
 */
export async function untilAnswered<T>(
  send: () => Promise<T>,
  wanted: () => boolean = () => true,
): Promise<T> {
  if (deviceOffline.get()) throw new ApiError('networkFailed');
  const endsAt = Date.now() + LAST_TRY_MS;
  let done: (() => void) | undefined;
  try {
    for (let tries = 0; ; tries += 1) {
      try {
        return await send();
      } catch (cause) {
        const leftMs = endsAt - Date.now();
        if (!isUnanswered(asApiError(cause)) || leftMs <= 0 || !wanted()) throw cause;
        done ??= noteChecking(wanted);
        await pause(Math.min(PAUSES_MS[tries] ?? leftMs, leftMs), wanted);
        if (!wanted()) throw cause;
      }
    }
  } finally {
    done?.();
  }
}
