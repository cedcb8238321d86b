import type { Approval } from '@merchant-coin/shared';
import { useCallback, useEffect, useState } from 'react';
import { call } from './client';
import { liveConnected, onLiveEvent } from './live';
import { sessionStore } from './session';
import { useStore } from './store';

const POLL_MS = 3_000;
/** With a socket, asking now and then makes sure that nothing got lost on its way. */
const SLOW_POLL_MS = 15_000;

/**
 * The payments that wait for the member's word, or did when last asked, newest first: at once by the socket, within seconds by asking
 * where there is none. The second value asks again.
 */
export function useApprovals(): [Approval[], () => void] {
  const [asked, setAsked] = useState<Approval[]>([]);
  const connected = useStore(liveConnected);

  const look = useCallback(() => {
    if (!sessionStore.get()) return;
    call('redemptions.listApprovals', {}).then(
      ({ items }) => setAsked(items),
      // The next look may succeed; without a network nobody can answer anyway.
      () => undefined,
    );
  }, []);
  useEffect(() => {
    look();
    const timer = setInterval(look, connected ? SLOW_POLL_MS : POLL_MS);
    return () => clearInterval(timer);
  }, [connected, look]);
  useEffect(
    () =>
      onLiveEvent((event) => {
        if (event.type === 'approvalAsked' || event.type === 'approvalEnded') look();
      }),
    [look],
  );
  return [asked, look];
}
