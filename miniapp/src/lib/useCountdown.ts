import { useCallback, useEffect, useState } from 'react';

/** Whole seconds until an instant that `start` sets; 0 when there is nothing to wait for. */
export function useCountdown(): [number, (seconds: number) => void] {
  const [until, setUntil] = useState(0);
  const [left, setLeft] = useState(0);
  useEffect(() => {
    const look = () => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1000)));
    look();
    if (until <= Date.now()) return undefined;
    const timer = setInterval(look, 500);
    return () => clearInterval(timer);
  }, [until]);
  return [left, useCallback((seconds) => setUntil(Date.now() + seconds * 1000), [])];
}
