// @ts-check
import Sequencer from '@jest/test-sequencer';

/**
 * Suites that take a minute and more, the longest first: begun last, one of them would run on alone with a core
 * idle. Jest orders by time too, but knows none on a clean checkout.
 */
const LONGEST = [
  'test/e2e/app.test.ts',
  'test/faults/checker.test.ts',
  'test/shots/visual.test.ts',
  'test/flows/wechat.test.ts',
  'test/bff/coins/committer.simulation.test.ts',
  'test/flows/recharge-killed.test.ts',
  'test/faults/quick.test.ts',
];

/** @param {{ path: string }} test */
function rankOf({ path }) {
  const index = LONGEST.findIndex((each) => path.endsWith(each));
  return index < 0 ? LONGEST.length : index;
}

// Its types are those of the CommonJS build, where this is one step further in.
const Base = /** @type {typeof Sequencer.default} */ (/** @type {unknown} */ (Sequencer));

export default class LongestFirst extends Base {
  /**
   * @override
   * @param {Parameters<InstanceType<typeof Base>['sort']>[0]} tests
   */
  async sort(tests) {
    const sorted = await super.sort(tests);
    return [...sorted].sort((a, b) => rankOf(a) - rankOf(b));
  }
}
