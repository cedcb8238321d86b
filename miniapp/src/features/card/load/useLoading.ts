import { useState } from 'react';
import { asApiError, isUnanswered, type ApiError } from '@/lib/errors';
import { refreshAll } from '@/lib/resource';
import { useBusy } from '@/lib/useBusy';
import { useIsOpen } from '@/lib/useIsOpen';
import { loadOnto, lookAt, type Loaded, type Preview } from './loading';

/** A recharge card from its code to the coins on a card, in two steps: what it would bring, then loading. */
export function useLoading(cardId: string) {
  const [preview, setPreview] = useState<Preview | null>(null);
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, run] = useBusy();
  const isOpen = useIsOpen();
  const attempt = (work: () => Promise<void>) =>
    run(async () => {
      setError(null);
      await work().catch((cause: unknown) => setError(asApiError(cause)));
    });
  const finish = (done: Loaded) => {
    setLoaded(done);
    refreshAll('cards', `card.${cardId}`, `entries.${cardId}`);
  };
  return {
    preview,
    loaded,
    error,
    busy,
    /** A load whose answer was lost: it may have happened. */
    isUnknown: preview !== null && error !== null && isUnanswered(error),
    forget: () => {
      setPreview(null);
      setError(null);
    },
    look: (code: string) =>
      attempt(async () => {
        const found = await lookAt({ code, cardId }, isOpen);
        if ('loaded' in found) finish(found.loaded);
        else setPreview(found.preview);
      }),
    load: (code: string) => attempt(async () => finish(await loadOnto({ code, cardId }, isOpen))),
  };
}
