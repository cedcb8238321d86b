import { useRef, useState } from 'react';
import { call, type CallInput, type CallName, type CallOutput } from '@/lib/client';
import { asApiError, isUnanswered, type ApiError } from '@/lib/errors';
import { newRequestKey } from '@/lib/random';
import { untilAnswered } from '@/lib/untilAnswered';
import { useBusy } from '@/lib/useBusy';
import { useIsOpen } from '@/lib/useIsOpen';
import { stoppedOffline } from '../network';

interface KeptCall<N extends CallName> {
  busy: boolean;
  error: ApiError | null;
  send: (input: CallInput<N>, onDone: (answer: CallOutput<N>) => void) => void;
}

/**
 * A write whose request key is kept until it is answered: sending the same again is the same request. What
 * became of one whose answer was lost is also seen when the screen is opened again.
 */
export function useKeptCall<N extends CallName>(
  name: N,
  onRefused?: (error: ApiError) => void,
): KeptCall<N> {
  const kept = useRef<{ content: string; idempotencyKey: string } | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, run] = useBusy();
  const wanted = useIsOpen();
  const send: KeptCall<N>['send'] = (input, onDone) => {
    if (stoppedOffline()) return;
    const content = JSON.stringify(input);
    if (kept.current?.content !== content) {
      kept.current = { content, idempotencyKey: newRequestKey() };
    }
    const { idempotencyKey } = kept.current;
    setError(null);
    run(async () => {
      try {
        const answer = await untilAnswered(() => call(name, input, { idempotencyKey }), wanted);
        kept.current = null;
        onDone(answer);
      } catch (cause) {
        const refusal = asApiError(cause);
        setError(refusal);
        if (!isUnanswered(refusal)) onRefused?.(refusal);
      }
    });
  };
  return { busy, error, send };
}
