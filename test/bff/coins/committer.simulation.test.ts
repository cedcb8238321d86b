import { BROKEN_STORES } from './broken-stores';
import { run } from './simulation';
import { problemsOf } from './simulation-judge';

const RUNS = 2_000;
const RUNS_A_TEST = 200;

beforeEach(() => {
  // Time stands still but for what the simulation lets pass; `setImmediate` is how it waits for promises.
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
});
afterEach(() => jest.useRealTimers());

const batches = Array.from({ length: RUNS / RUNS_A_TEST }, (_, n) => 1 + n * RUNS_A_TEST);

describe('two committers over a store that delays, reorders, loses and forgets', () => {
  it.each(batches)('keep every promise, seeds from %i', async (first) => {
    for (let seed = first; seed < first + RUNS_A_TEST; seed += 1) {
      expect({ seed, problems: await problemsOf(await run(seed)) }).toEqual({ seed, problems: [] });
    }
  });
});

describe('the judge', () => {
  it.each(BROKEN_STORES)('convicts a store %s', async (_what, make, problem) => {
    const problems: string[] = [];
    for (let seed = 1; seed <= 60; seed += 1)
      problems.push(...(await problemsOf(await run(seed, make))));
    expect(problems).toContainEqual(expect.stringMatching(problem));
  });
});
