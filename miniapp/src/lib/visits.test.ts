/// <reference types="jest" />
import { createElement } from 'react';
import { openReact, type React, type Root } from '@/testing/react';
import { endSession, startSession } from './session';
import { useVisitState } from './visits';

const mockShown: (() => void)[] = [];
let mockPath = '';
jest.mock('./platform', () => ({ IS_H5: true, IS_WEAPP: false }));
jest.mock('@tarojs/taro', () => ({
  __esModule: true,
  useDidShow: (shown: () => void) => void mockShown.push(shown),
  useRouter: () => ({ path: mockPath }),
  default: {
    ...jest.requireActual<{ storage: object }>('@/testing/taro').storage,
  },
}));

let { act, newRoot } = {} as React;
beforeAll(() => {
  ({ act, newRoot } = openReact());
});
beforeEach(() => startSession({ token: 't', user: { id: 'usr_1' } as never }));

/** What the page shows as picked, and the way to pick something else. */
let picked: string;
let pick: (value: string) => void;
function Page({ inner = false }: { inner?: boolean }) {
  [picked, pick] = useVisitState(inner ? 'inner' : 'kind', 'all');
  return null;
}

let stamps = 0;
/** The browser is at a place of its history: what lies there is opened. */
async function openAt(key: string, path = '/features/today/index'): Promise<Root> {
  window.history.replaceState({ key }, '');
  stamps += 1;
  mockPath = `${path}?stamp=${stamps}`;
  mockShown.length = 0;
  const root = newRoot();
  await act(() => root.render(createElement(Page)));
  return root;
}

/** Picks and goes elsewhere. */
async function leave(root: Root, value: string): Promise<void> {
  await act(() => pick(value));
  await act(() => root.unmount());
}

test('a page that is come back to is as it was left; opened anew it begins anew', async () => {
  await leave(await openAt('a'), 'birthday');
  await openAt('b');
  expect(picked).toBe('all');
  await openAt('a');
  expect(picked).toBe('birthday');
});

test('another page at the same place knows nothing of it', async () => {
  await leave(await openAt('c'), 'birthday');
  await openAt('c', '/features/payee/orders');
  expect(picked).toBe('all');
});

test('what is opened later on the page begins anew', async () => {
  const root = await openAt('d');
  await act(() => root.render(createElement(Page, { inner: true, key: 'inner' })));
  await leave(root, 'typed');
  const back = await openAt('d');
  await act(() => back.render(createElement(Page, { inner: true, key: 'inner' })));
  expect(picked).toBe('all');
});

test('a tab that takes another’s place is found at its new one', async () => {
  const root = await openAt('e');
  window.history.replaceState({ key: 'f' }, '');
  mockShown.at(-1)?.();
  await leave(root, 'absent');
  await openAt('f');
  expect(picked).toBe('absent');
});

test('of many places the latest fifty are known', async () => {
  await leave(await openAt('first'), 'birthday');
  for (let n = 0; n < 49; n += 1) await leave(await openAt(`n${n}`), `${n}`);
  await leave(await openAt('last'), 'last');
  await openAt('first');
  expect(picked).toBe('all');
  await openAt('n5');
  expect(picked).toBe('5');
});

test('nothing outlives the session, whatever page is still there', async () => {
  const root = await openAt('g');
  await act(() => pick('birthday'));
  endSession();
  mockShown.at(-1)?.();
  await act(() => root.unmount());
  await openAt('g');
  expect(picked).toBe('all');
});
