import { useEffect, useState } from 'react';
import { serverNow } from '@/lib/clock';

/** The server's time, looked at once a second. */
export function useNow(): number {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
