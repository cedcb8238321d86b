import { useEffect, useState } from 'react';
import { onOnlineAgain } from '@/lib/network';
import { PAUSES_MS } from '@/lib/untilAnswered';
import { sendSlip, type Slip } from './slips';

/** An act that was begun longer ago is asked for again only by a tap: nobody may be waiting for it any more. */
const STILL_WAITED_FOR_MS = 120_000;

interface Checking {
  /** An answer is asked for, or is going to be in a moment. */
  checking: boolean;
  ask: () => void;
}

/** While an act of one's own whose answer got lost is on the screen, it is asked for again by itself. */
export function useChecking(storeId: string, slip: Slip, isOwn: boolean): Checking {
  const { key, at, state } = slip;
  const [tries, setTries] = useState(0);
  const pauseMs = PAUSES_MS[tries];
  const isFresh = isOwn && Date.now() - at < STILL_WAITED_FOR_MS;
  const waits = state === 'unknown' && isFresh && pauseMs !== undefined;
  useEffect(() => {
    if (!waits) return undefined;
    const ask = () => {
      setTries((count) => count + 1);
      void sendSlip(storeId, key);
    };
    const timer = setTimeout(ask, pauseMs);
    const deaf = onOnlineAgain(ask);
    return () => {
      clearTimeout(timer);
      deaf();
    };
  }, [waits, pauseMs, storeId, key]);
  return { checking: waits || state === 'sending', ask: () => void sendSlip(storeId, key) };
}
