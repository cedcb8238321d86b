import { useCallback, useState } from 'react';
import { type ApiError, asApiError } from './errors';
import { keptKey } from './keptKey';
import { untilAnswered } from './untilAnswered';
import { useBusy } from './useBusy';
import { useIsOpen } from './useIsOpen';

interface KeyedAct {
  busy: boolean;
  /** Why the last try failed. */
  error: ApiError | null;
  forgetError: () => void;
  /** Sends under the kept key until it is answered; a rejection becomes `error`. */
  act: (send: (options: { idempotencyKey: string }) => Promise<void>) => void;
}

/** One act under one request key: until it is known to be done, the next try is the same request. */
export function useKeyedAct(): KeyedAct {
  const [kept] = useState(keptKey);
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, run] = useBusy();
  const wanted = useIsOpen();
  const act: KeyedAct['act'] = (send) =>
    run(async () => {
      setError(null);
      try {
        await kept.send((idempotencyKey) => untilAnswered(() => send({ idempotencyKey }), wanted));
      } catch (cause) {
        setError(asApiError(cause));
      }
    });
  return { busy, error, forgetError: useCallback(() => setError(null), []), act };
}
