import DataLoader from 'dataloader';

/**
 * Gathers what one turn of the event loop asks for, from all requests, into one call. Not of one tick: each
 * socket's call-back is a tick of its own, and nothing would meet. No cache: each answer is as it is now.
 *
 * @param answer answers what was asked for, in its order
 */
export function gather<Q, A>(
  answer: (asked: readonly Q[]) => Promise<A[]>,
  most: number,
): (question: Q) => Promise<A> {
  const loader = new DataLoader<Q, A, unknown>(answer, {
    cache: false,
    maxBatchSize: most,
    batchScheduleFn: setImmediate,
  });
  return (question) => loader.load(question);
}
