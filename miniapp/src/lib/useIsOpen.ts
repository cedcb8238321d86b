import { useCallback, useEffect, useRef } from 'react';

/** Tells whether what is shown is still there: what it waits for matters to nobody else. */
export function useIsOpen(): () => boolean {
  const isOpen = useRef(true);
  useEffect(() => {
    isOpen.current = true;
    return () => {
      isOpen.current = false;
    };
  }, []);
  return useCallback(() => isOpen.current, []);
}
