import { createStore } from './store';

/** So long nobody wonders; after that a screen says that it still waits. */
export const SLOW_AFTER_MS = 3_000;

/** Whether a write has been without an answer for so long that it is worth a word. */
export const slowWrite = createStore(false);

let slowOnes = 0;

function count(change: number): void {
  slowOnes += change;
  slowWrite.set(slowOnes > 0);
}

/** Calls `onSlow` if what runs is not done in time. */
export async function whenSlow<T>(running: Promise<T>, onSlow: () => void): Promise<T> {
  const timer = setTimeout(onSlow, SLOW_AFTER_MS);
  try {
    return await running;
  } finally {
    clearTimeout(timer);
  }
}

/** Counts a write as slow from when it is until it is done. */
export async function watchWrite<T>(running: Promise<T>): Promise<T> {
  let isSlow = false;
  const onSlow = () => {
    isSlow = true;
    count(1);
  };
  try {
    return await whenSlow(running, onSlow);
  } finally {
    if (isSlow) count(-1);
  }
}
