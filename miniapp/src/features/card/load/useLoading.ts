import type { CallOutput } from '@/lib/client';
import { useRef, useState } from 'react';
import { call } from '@/lib/client';
import { asApiError, isUnanswered, type ApiError } from '@/lib/errors';
import { newRequestKey } from '@/lib/random';
import { refreshAll } from '@/lib/resource';
import { useBusy } from '@/lib/useBusy';

export type Preview = CallOutput<'rechargeCards.previewRechargeCard'>;
export type Loaded = CallOutput<'rechargeCards.loadRechargeCard'>;

/** A recharge card from its code to the coins on a card, in two steps: what it would bring, then loading. */
export function useLoading(cardId: string) {
  const [preview, setPreview] = useState<Preview | null>(null);
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, run] = useBusy();
  /** One code is one act: asked again after a lost answer, it is the same request. */
  const act = useRef({ code: '', key: '' });
  const keyFor = (code: string) => {
    if (act.current.code !== code) act.current = { code, key: newRequestKey() };
    return act.current.key;
  };
  const attempt = (work: () => Promise<void>) => {
    setError(null);
    run(() => work().catch((cause: unknown) => setError(asApiError(cause))));
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
        setPreview(await call('rechargeCards.previewRechargeCard', { code, cardId }));
      }),
    load: (code: string) =>
      attempt(async () => {
        const idempotencyKey = keyFor(code);
        setLoaded(
          await call('rechargeCards.loadRechargeCard', { code, cardId }, { idempotencyKey }),
        );
        refreshAll('cards', `card.${cardId}`, `entries.${cardId}`);
      }),
  };
}
