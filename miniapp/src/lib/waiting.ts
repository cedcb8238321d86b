import { createStore } from './store';

/** So long nobody wonders; after that a screen says that it still waits. */
const SLOW_AFTER_MS = 3_000;

/** What is worth a word about a write that is under way: that it takes long, or that its answer got lost. */
export type WaitingNote = 'slow' | 'checking' | null;

export const waitingNote = createStore<WaitingNote>(null);

const counts = { slow: 0, checking: 0 };
let writes = 0;

/** Whether a write is under way, or the lost answer of one is being checked. */
export const isWriting = (): boolean => writes > 0 || counts.checking > 0;

function count(note: keyof typeof counts, change: number): void {
  counts[note] += change;
  waitingNote.set(counts.checking > 0 ? 'checking' : counts.slow > 0 ? 'slow' : null);
}

/** Notes something until what is returned is called. */
export function noteWaiting(note: keyof typeof counts): () => void {
  let isOver = false;
  count(note, 1);
  return () => {
    if (!isOver) count(note, -1);
    isOver = true;
  };
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

/** Notes a write as slow from when it is until it is done. */
export async function watchWrite<T>(running: Promise<T>): Promise<T> {
  let done: (() => void) | undefined;
  writes += 1;
  try {
    return await whenSlow(running, () => {
      done = noteWaiting('slow');
    });
  } finally {
    writes -= 1;
    done?.();
  }
}
