import { useEffect } from 'react';
import { IS_H5 } from '@/lib/platform';
import { unlockSound } from './sound';

/** What counts as a person's act for every browser; Safari does not count a finger that is only put down. */
const ACTS = ['click', 'keydown'] as const;

/** Makes ready for the sounds of the counter: an answer comes when no finger is down any more. */
export function useSound(): void {
  useEffect(() => {
    if (!IS_H5) {
      unlockSound();
      return undefined;
    }
    for (const act of ACTS) window.addEventListener(act, unlockSound, true);
    return () => {
      for (const act of ACTS) window.removeEventListener(act, unlockSound, true);
    };
  }, []);
}
