/// <reference types="jest" />
import { createElement } from 'react';
import { openReact, type React, type Root } from '@/testing/react';
import { stored } from '@/testing/taro';
import { ApiError } from './errors';
import { keepAnswer } from './kept';
import { type Pages, usePages } from './pages';
import type { Page } from './pagesState';
import { startSession } from './session';

jest.mock('@tarojs/taro', () => ({
  __esModule: true,
  useDidShow: () => undefined,
  useRouter: () => ({ path: '/pages/list/index' }),
  default: jest.requireActual<{ storage: object }>('@/testing/taro').storage,
}));

const NO_NETWORK = new ApiError('networkFailed');
const OLD_AT = 7;
const ask = jest.fn<Promise<Page<string>>, [string | undefined]>();

let root: Root;
let act: React['act'];

beforeAll(() => {
  startSession({ token: 't', user: { id: 'usr_1' } as never });
  const react = openReact();
  root = react.newRoot();
  act = react.act;
});
afterAll(() => act(() => root.unmount()));

/** What the list shows by now. */
let shown: Pages<string>;
function List() {
  shown = usePages<string>('list.all', ask, { keep: true, idOf: (item) => item });
  return null;
}

let lists = 0;
const open = () => act(() => root.render(createElement(List, { key: (lists += 1) })));

beforeEach(() => {
  stored.clear();
  ask.mockReset();
  keepAnswer('list.all', { data: { items: ['old'], nextCursor: 'old' }, at: OLD_AT });
});

test('a kept first page is asked anew before anything is put below it', async () => {
  ask.mockRejectedValueOnce(NO_NETWORK);
  await open();
  expect(shown).toMatchObject({ items: ['old'], staleSince: OLD_AT, hasMore: true });
  ask.mockResolvedValueOnce({ items: ['a'], nextCursor: 'new' });
  await act(() => shown.loadMore());
  expect(ask).toHaveBeenLastCalledWith(undefined);
  expect(shown).toMatchObject({ items: ['a'], staleSince: undefined });
  ask.mockResolvedValueOnce({ items: ['b'], nextCursor: null });
  await act(() => shown.loadMore());
  expect(ask).toHaveBeenLastCalledWith('new');
  expect(shown).toMatchObject({ items: ['a', 'b'], hasMore: false });
});

test('a refused look says since when the rows are known, as does one without an answer', async () => {
  ask.mockRejectedValueOnce(new ApiError('internal', { status: 500 }));
  await open();
  expect(shown).toMatchObject({ items: ['old'], staleSince: OLD_AT });
});

test('a further page does not make the first one news', async () => {
  ask.mockResolvedValueOnce({ items: ['a'], nextCursor: 'next' });
  await open();
  ask.mockRejectedValueOnce(NO_NETWORK);
  await act(() => shown.reload());
  expect(shown.staleSince).toBeDefined();
  ask.mockResolvedValueOnce({ items: ['b'], nextCursor: null });
  await act(() => shown.loadMore());
  expect(shown.items).toEqual(['a', 'b']);
  expect(shown.staleSince).toBeDefined();
});

test('what was changed by an act stays, though a look from before it is answered later', async () => {
  let answer: (page: Page<string>) => void = () => undefined;
  ask.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
  await open();
  ask.mockResolvedValueOnce({ items: ['done'], nextCursor: null });
  await act(() => shown.replace(() => ['done']));
  await act(() => answer({ items: ['open'], nextCursor: null }));
  expect(shown.items).toEqual(['done']);
  expect(ask).toHaveBeenCalledTimes(2);
});

/** A list of which two pages are shown. */
async function openTwoPages(): Promise<void> {
  ask.mockResolvedValueOnce({ items: ['d', 'c'], nextCursor: 'after c' });
  await open();
  ask.mockResolvedValueOnce({ items: ['b', 'a'], nextCursor: 'after a' });
  await act(() => shown.loadMore());
}

test('rows further down stay when the first page comes anew and reaches them', async () => {
  await openTwoPages();
  ask.mockResolvedValueOnce({ items: ['e', 'd'], nextCursor: 'after d' });
  await act(() => shown.reload());
  expect(shown.items).toEqual(['e', 'd', 'c', 'b', 'a']);
  ask.mockResolvedValueOnce({ items: [], nextCursor: null });
  await act(() => shown.loadMore());
  expect(ask).toHaveBeenLastCalledWith('after a');
});

test('where it does not reach them, they go: there may be a gap', async () => {
  await openTwoPages();
  ask.mockResolvedValueOnce({ items: ['g', 'f'], nextCursor: 'after f' });
  await act(() => shown.reload());
  expect(shown.items).toEqual(['g', 'f']);
});
