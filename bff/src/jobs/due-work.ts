import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../db/clock';
import { log } from '../http/log';

/** Things of a merchant that have to be looked at again until they come to an end, each when it is due. */
export interface DueWork {
  name: string;
  /**
   * Takes the next thing that is due, so that no other worker takes it, and looks at it; false where nothing
   * is due. What cannot be done is due again later, by itself.
   */
  doNext(merchantId: string, now: Date): Promise<boolean>;
}

const LOOK_EVERY_MS = 10_000;

export interface DueWorkOptions {
  works: readonly DueWork[];
  merchantIds: () => AsyncIterable<string>;
  clock: Clock;
  lookEveryMs?: number;
}

/** Looks after what is due at each merchant. Any number of workers may. */
export function startDueWork(options: DueWorkOptions): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const loop = async () => {
    while (!signal.aborted) {
      await lookOnce(options, signal).catch((error: unknown) =>
        log.warn({ err: error }, 'due work not looked after'),
      );
      const pauseMs = options.lookEveryMs ?? LOOK_EVERY_MS;
      await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
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

/** One look at all merchants. A merchant's failure is its own. */
export async function lookOnce(
  { works, merchantIds, clock }: DueWorkOptions,
  signal: AbortSignal,
): Promise<void> {
  for await (const merchantId of merchantIds()) {
    for (const work of works) {
      try {
        while (!signal.aborted && (await work.doNext(merchantId, clock.now())));
      } catch (error) {
        log.warn({ err: error, work: work.name, merchantId }, 'due work failed');
      }
      if (signal.aborted) return;
    }
  }
}
