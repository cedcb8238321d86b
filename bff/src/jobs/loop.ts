import { setTimeout as sleep } from 'node:timers/promises';
import { log } from '../http/log';

export interface Loop {
  /** Ends what is under way at its next safe point. */
  stop(): Promise<void>;
}

/** Looks again and again, with a pause between, until it is stopped; a look that fails is logged as `problem`. */
export function startLoop({
  look,
  everyMs,
  problem,
}: {
  look: (signal: AbortSignal) => Promise<void>;
  everyMs: number;
  problem: string;
}): Loop {
  const stopping = new AbortController();
  const { signal } = stopping;
  const loop = async () => {
    while (!signal.aborted) {
      await look(signal).catch((error: unknown) => log.warn({ err: error }, problem));
      await sleep(everyMs, undefined, { signal }).catch(() => undefined);
    }
  };
  const done = loop();
  return {
    async stop() {
      stopping.abort();
      await done;
    },
  };
}
