import { useCallback, useRef, useState } from 'react';

/** Runs one act at a time: what is tapped while one runs is ignored. */
export function useBusy(): [boolean, (act: () => Promise<void>) => void] {
  const [busy, setBusy] = useState(false);
  const running = useRef(false);
  const run = useCallback((act: () => Promise<void>) => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    void act().finally(() => {
      running.current = false;
      setBusy(false);
    });
  }, []);
  return [busy, run];
}
