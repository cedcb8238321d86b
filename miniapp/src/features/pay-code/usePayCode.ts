import {
  amountCodeAt,
  payCodeAt,
  payCodeStep,
  spokenCodeAt,
} from '@merchant-coin/shared/cards/rules';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { serverNow } from '@/lib/clock';
import { ApiError, asApiError } from '@/lib/errors';
import {
  fetchPayKey,
  isPaidElsewhere,
  keptPayKey,
  type PayKey,
  passOverStepsBefore,
  payKeysVersion,
} from '@/lib/payKeys';
import { useStore } from '@/lib/store';
import { stepOfCode, stepToShow } from './steps';
import { useNowOf } from '@/lib/useNow';

export interface ShownCode {
  /**
   * 22 digits, or 28 of a code for one sum; null while every code that the server would take has been used.
   */
  code: string | null;
  /** Six digits to read out instead; they pay whatever is asked, so none beside a code for one sum. */
  spoken: string | null;
  /** When it changes, or when there is one again, by the server's clock. */
  changesAtMs: number;
}

export interface PayCodeState {
  /** Undefined while this device has no key for the card. */
  shown: ShownCode | undefined;
  error: ApiError | undefined;
  /** Shows the next code that has not been used. */
  next: () => void;
  /** Asks the server again; `takeOver` moves the card's code to this device. */
  ask: (takeOver?: boolean) => Promise<void>;
}

/** What a key makes of a step: the code to scan, for one sum where there is one, and the digits to read out. */
function codesAt(key: PayKey, step: number, amountFen: number | null) {
  const { serial, secret } = key;
  if (amountFen !== null) return { code: amountCodeAt(key, step, amountFen), spoken: null };
  return { code: payCodeAt(serial, secret, step), spoken: spokenCodeAt(secret, step) };
}

const NO_CODES = { code: null, spoken: null };

/** Codes of a card, worked out on the device step by step; the server is asked for the key only. */
export function usePayCode(cardId: string, amountFen: number | null): PayCodeState {
  const version = useStore(payKeysVersion);
  // The version tells when what is kept has changed.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const key = useMemo(() => keptPayKey(cardId), [cardId, version]);
  const [failure, setError] = useState<ApiError>();
  const present = useNowOf(payCodeStep);

  const ask = useCallback(
    async (takeOver = false) => {
      setError(undefined);
      try {
        const { code } = await fetchPayKey(cardId, takeOver);
        const fresh = keptPayKey(cardId);
        const step = fresh && stepOfCode(fresh, code, serverNow());
        if (step) passOverStepsBefore(cardId, step);
      } catch (cause) {
        const error = asApiError(cause);
        // Whether another device has the key is known from what is kept: this answer may be an old one.
        if (error.code !== 'payDeviceElsewhere') setError(error);
      }
    },
    [cardId],
  );
  useEffect(() => void ask(), [ask]);

  const { step, exhausted, changesAtMs } = stepToShow(key?.firstStep ?? 0, present);
  const codes = useMemo(
    () => (key && !exhausted ? codesAt(key, step, amountFen) : NO_CODES),
    [key, exhausted, step, amountFen],
  );
  const next = useCallback(() => passOverStepsBefore(cardId, step + 1), [cardId, step]);
  // The key may also be lost while the page shows, when another device takes over.
  const lost = isPaidElsewhere(cardId) ? new ApiError('payDeviceElsewhere') : undefined;
  const error = failure ?? lost;
  return { shown: key && { ...codes, changesAtMs }, error, next, ask };
}
