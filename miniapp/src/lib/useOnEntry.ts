import type { CardEntry } from '@merchant-coin/shared';
import { useEffect, useRef } from 'react';
import { onLiveEvent } from './live';

/** Acts when this device is told live that something has moved on a card. */
export function useOnEntry(cardId: string, act: (entry: CardEntry) => void): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(
    () =>
      onLiveEvent((event) => {
        if (event.type === 'entry' && event.cardId === cardId) latest.current(event.entry);
      }),
    [cardId],
  );
}
