/// <reference types="jest" />
import { stored } from '@/testing/taro';
import { keepAnswer, keptAnswer } from './kept';
import { endSession, startSession } from './session';

jest.mock('@tarojs/taro', () => ({
  __esModule: true,
  default: jest.requireActual<{ storage: object }>('@/testing/taro').storage,
}));

const signIn = () => startSession({ token: 't', user: { id: 'usr_1' } as never });

beforeEach(() => {
  signIn();
  endSession();
  signIn();
});

test('an answer comes back with its time', () => {
  keepAnswer('cards', { data: [1, 2], at: 7 });
  expect(keptAnswer('cards')).toEqual({ data: [1, 2], at: 7 });
  expect(keptAnswer('card.crd_1')).toBeUndefined();
});

const keptKeys = () => [...stored.keys()].filter((key) => key.startsWith('mc.kept.'));

test('of many answers the latest forty stay; one that is kept again counts as late', () => {
  keepAnswer('first', { data: 'old', at: 1 });
  for (let n = 0; n < 39; n += 1) keepAnswer(`n${n}`, { data: n, at: n });
  keepAnswer('first', { data: 'new', at: 2 });
  keepAnswer('last', { data: 'last', at: 3 });
  expect(keptAnswer('n0')).toBeUndefined();
  expect(keptAnswer('first')).toEqual({ data: 'new', at: 2 });
  expect(keptKeys()).toHaveLength(40);
});

test("nothing pushes out one's own cards but more of them", () => {
  keepAnswer('cards', { data: 'cards', at: 1 });
  keepAnswer('card.crd_1', { data: 'card', at: 1 });
  keepAnswer('entries.crd_1', { data: 'entries', at: 1 });
  for (let n = 0; n < 50; n += 1) keepAnswer(`cardTypes.${n}`, { data: n, at: n });
  for (const name of ['cards', 'card.crd_1', 'entries.crd_1'])
    expect(keptAnswer(name)).toBeDefined();
  for (let n = 0; n < 40; n += 1) keepAnswer(`card.n${n}`, { data: n, at: n });
  expect(keptAnswer('card.crd_1')).toBeUndefined();
  expect(keptKeys()).toHaveLength(80);
});

test('one answer cannot fill the storage', () => {
  keepAnswer('huge', { data: 'x'.repeat(60_000), at: 1 });
  expect(keptAnswer('huge')).toBeUndefined();
});

test('nothing is left for the next person on the phone', () => {
  keepAnswer('cards', { data: ['mine'], at: 1 });
  endSession();
  expect(keptAnswer('cards')).toBeUndefined();
  expect([...stored.values()].join()).not.toContain('mine');
});
