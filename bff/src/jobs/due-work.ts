import type { Model } from 'mongoose';
import type { Clock } from '../db/clock';
import { trusted } from '../db/mongo';
import { log } from '../http/log';
import { type Loop, startLoop } from './loop';

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
export function startDueWork(options: DueWorkOptions): Loop {
  return startLoop({
    look: (signal) => lookOnce(options, signal),
    everyMs: options.lookEveryMs ?? LOOK_EVERY_MS,
    problem: 'due work not looked after',
  });
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

/** Something that is looked at when it is due; null once it has come to its end. */
export interface Dueable {
  _id: string;
  merchantId: string;
  dueAt: Date | null;
}

/** What taking one writes: the time of its next look, and whatever counts the looks. */
export type Next<T> = (due: T, now: Date) => Partial<T> & { dueAt: Date };

/**
 * Takes the first of what is due: whoever moves its time on has it until then. `isDone` where nothing is due;
 * `taken` is null also where somebody else was faster.
 */
export async function takeDue<T extends Dueable>(
  model: Model<T>,
  filter: { merchantId: string; _id?: string },
  next: Next<T>,
  now: Date,
): Promise<{ taken: T | null; isDone: boolean }> {
  const due = await model
    .findOne({ ...filter, dueAt: trusted({ $lte: now }) })
    .sort({ dueAt: 1 })
    .lean<T>();
  if (!due) return { taken: null, isDone: true };
  const { merchantId, _id, dueAt } = due;
  const taken = await model
    .findOneAndUpdate(
      { merchantId, _id, dueAt },
      { $set: next(due, now) },
      { returnDocument: 'after' },
    )
    .lean<T>();
  return { taken, isDone: false };
}

/** Work on a collection of such things; a look that fails is logged, and due again at the next time. */
export function dueWorkOn<T extends Dueable>({
  name,
  model,
  next,
  look,
}: {
  name: string;
  model: Model<T>;
  next: Next<T>;
  look: (taken: T, now: Date) => Promise<void>;
}): DueWork {
  return {
    name,
    async doNext(merchantId, now) {
      const { taken, isDone } = await takeDue(model, { merchantId }, next, now);
      if (taken) {
        await look(taken, now).catch((error: unknown) =>
          log.warn({ err: error, work: name, id: taken._id }, 'due work not done'),
        );
      }
      return !isDone;
    },
  };
}

/** Twice as long after each look, up to the longest. */
export function doubledPause(
  looks: number,
  { firstMs, longestMs }: { firstMs: number; longestMs: number },
): number {
  return Math.min(longestMs, firstMs * 2 ** Math.min(looks, 30));
}
