import { useCallback, useRef, useState } from 'react';
import { type ApiError, asApiError, isUnanswered } from './errors';
import { newRequestKey } from './random';
import { useBusy } from './useBusy';

interface KeyedAct {
  busy: boolean;
  /** Why the last try failed. */
  error: ApiError | null;
  forgetError: () => void;
  /** Sends under the kept key; a rejection becomes `error`. */
  act: (send: (options: { idempotencyKey: string }) => Promise<void>) => void;
}

/**
 * One act under one request key: where no answer came, the next try is the same request. After an answer a
 * new try is a new act.
 */
export function useKeyedAct(): KeyedAct {
  const key = useRef<string | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, run] = useBusy();
  const act: KeyedAct['act'] = (send) =>
    run(async () => {
      setError(null);
      const idempotencyKey = (key.current ??= newRequestKey());
      try {
        await send({ idempotencyKey });
        key.current = null;
      } catch (cause) {
        const failure = asApiError(cause);
        if (!isUnanswered(failure) && failure.code !== 'internal') key.current = null;
        setError(failure);
      }
    });
  return { busy, error, forgetError: useCallback(() => setError(null), []), act };
}
