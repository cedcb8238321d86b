import { useEffect, useState } from 'react';
import { serverNow } from './clock';

const LOOK_MS = 200;

const wholeSecond = () => Math.floor(serverNow() / 1000) * 1000;

/**
 * What `of` makes of the server's clock in whole seconds, in ms. What uses it is drawn again only when that
 * changes, not each second: a plain value, such as the number of a step.
 */
export function useNowOf<T extends string | number | boolean>(of: (nowMs: number) => T): T {
  const value = of(wholeSecond());
  const [, draw] = useState(value);
  useEffect(() => {
    const timer = setInterval(() => draw(of(wholeSecond())), LOOK_MS);
    return () => clearInterval(timer);
  });
  return value;
}

/** Whole seconds to an instant of the server's clock; 0 once it is over. */
export function useSecondsTo(atMs: number): number {
  return useNowOf((nowMs) => Math.max(0, Math.ceil((atMs - nowMs) / 1000)));
}

/** The server's clock in whole seconds, in ms. */
export function useNow(): number {
  const [now, setNow] = useState(wholeSecond);
  useEffect(() => {
    const timer = setInterval(() => setNow(wholeSecond()), LOOK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
