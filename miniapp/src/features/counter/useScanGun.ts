import { useEffect, useRef } from 'react';
import { IS_H5 } from '@/lib/platform';
import { createGunReader, type GunListener } from '@/lib/scanGun';

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && ['INPUT', 'TEXTAREA'].includes(target.tagName);
}

/**
 * Listens to the whole page: a scanner gun that types a code, and a person's keys where no field has the
 * focus. Only browsers have a keyboard to listen to.
 */
export function useScanGun(listener: GunListener): void {
  const current = useRef(listener);
  current.current = listener;
  useEffect(() => {
    if (!IS_H5) return undefined;
    const reader = createGunReader({
      onCode: (digits, leaked) => current.current.onCode(digits, leaked),
      onStray: (digits) => current.current.onStray(digits),
      onKey: (key) => current.current.onKey(key),
    });
    const onKeyDown = (event: KeyboardEvent) => {
      const { key, ctrlKey, altKey, metaKey, isComposing, repeat, timeStamp, target } = event;
      if (ctrlKey || altKey || metaKey || isComposing) return;
      // A key that is held down would look like a gun.
      if (repeat && key !== 'Backspace') return;
      if (reader.press(key, timeStamp, isTyping(target))) {
        event.preventDefault();
        event.stopPropagation();
      }
    };
    window.addEventListener('keydown', onKeyDown, true);
    return () => {
      window.removeEventListener('keydown', onKeyDown, true);
      reader.stop();
    };
  }, []);
}
