/// <reference types="jest" />
import { approvalsAsked, startApprovals, stopApprovals } from './approvals';
import { startSession } from './session';

/** The looks that are under way, the earliest first. */
const mockLooks: ((items: object[]) => void)[] = [];
jest.mock('@tarojs/taro', () => ({
  __esModule: true,
  default: {
    request: () =>
      new Promise((resolve) =>
        mockLooks.push((items) => resolve({ statusCode: 200, data: { items } })),
      ),
    ...jest.requireActual<{ storage: object }>('@/testing/taro').storage,
  },
}));

const settled = () => new Promise((resolve) => setTimeout(resolve));
const asked = () => approvalsAsked.get().map(({ redemptionId }) => redemptionId);

beforeEach(() => {
  startSession({ token: 't', user: { id: 'usr_1', phone: '138****0001' } as never });
  mockLooks.length = 0;
});
afterEach(stopApprovals);

test('an older look that is answered late does not take the question away', async () => {
  startApprovals();
  startApprovals();
  mockLooks[1]?.([{ redemptionId: 'rdm_1' }]);
  await settled();
  mockLooks[0]?.([]);
  await settled();
  expect(asked()).toEqual(['rdm_1']);
});

test('each look counts while none after it has been answered', async () => {
  startApprovals();
  startApprovals();
  mockLooks[0]?.([{ redemptionId: 'rdm_1' }]);
  await settled();
  expect(asked()).toEqual(['rdm_1']);
  mockLooks[1]?.([]);
  await settled();
  expect(asked()).toEqual([]);
});
