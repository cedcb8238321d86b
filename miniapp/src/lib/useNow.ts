import { useEffect, useState } from 'react';
import { serverNow } from './clock';

const wholeSecond = () => Math.floor(serverNow() / 1000) * 1000;

/** The server's clock in whole seconds, in ms. */
export function useNow(): number {
  const [now, setNow] = useState(wholeSecond);
  useEffect(() => {
    const timer = setInterval(() => setNow(wholeSecond()), 200);
    return () => clearInterval(timer);
  }, []);
  return now;
}
