/// <reference types="jest" />
import { createElement } from 'react';
import { openReact, type React } from '@/testing/react';
import { keptAnswer } from './kept';
import { putResource, refreshAll, useResource, type Resource } from './resource';
import { startSession } from './session';

jest.mock('@tarojs/taro', () => ({
  __esModule: true,
  useDidShow: () => undefined,
  default: jest.requireActual<{ storage: object }>('@/testing/taro').storage,
}));

let { act, newRoot } = {} as React;
beforeAll(() => {
  startSession({ token: 't', user: { id: 'usr_1' } as never });
  ({ act, newRoot } = openReact());
});

/** Questions that are under way, the earliest first. */
let asked: ((answer: string) => void)[];
const ask = () => new Promise<string>((resolve) => asked.push(resolve));
const answer = (which: number, what: string) => act(() => asked[which]?.(what));

let shown: Resource<string>;
function Card({ name }: { name: string }) {
  shown = useResource(name, ask, { keep: name.startsWith('kept.') });
  return null;
}

let cards = 0;
/** A page that asks for something nobody has asked for before. */
async function open(kind = 'card'): Promise<string> {
  asked = [];
  cards += 1;
  const name = `${kind}.${cards}`;
  await act(() => newRoot().render(createElement(Card, { name })));
  expect(asked).toHaveLength(1);
  return name;
}

test('after an act what was asked for before it does not count, in whatever order the answers come', async () => {
  const name = await open();
  await act(() => refreshAll(name));
  expect(asked).toHaveLength(2);
  await answer(1, 'after the payment');
  await answer(0, 'before the payment');
  expect(shown).toMatchObject({ data: 'after the payment', busy: false });
});

test('an answer that came from elsewhere stays, though an older question is answered later', async () => {
  const name = await open();
  await act(() => putResource(name, 'from a live event'));
  await answer(0, 'older');
  expect(shown).toMatchObject({ data: 'from a live event', busy: false });
});

test('what has just been changed is asked for anew, though a look is under way', async () => {
  await open();
  await act(() => void shown.refresh());
  await answer(1, 'after the change');
  await answer(0, 'before the change');
  expect(shown).toMatchObject({ data: 'after the change', busy: false });
});

test('asking twice for the same thing asks once', async () => {
  await open();
  await act(() => void shown.reload());
  expect(asked).toHaveLength(1);
  await answer(0, 'all');
  expect(shown).toMatchObject({ data: 'all', busy: false });
});

test('what comes with a save is what the next start knows, if the answer is one that is kept', async () => {
  const caps = await open('kept');
  await answer(0, 'as it was');
  await act(() => putResource(caps, 'as it was saved'));
  expect(keptAnswer(caps)).toMatchObject({ data: 'as it was saved' });

  const pin = await open('pin');
  await answer(0, 'set');
  await act(() => putResource(pin, 'changed'));
  expect(keptAnswer(pin)).toBeUndefined();
});
