/// <reference types="jest" />
import { createElement } from 'react';
import { openReact } from '@/testing/react';
import { useTypedAmount } from './typedAmount';

jest.mock('@tarojs/taro', () => ({
  __esModule: true,
  default: jest.requireActual<{ storage: object }>('@/testing/taro').storage,
}));

type Typed = ReturnType<typeof useTypedAmount>;
let typed: Typed;
function Till() {
  typed = useTypedAmount('sto_1');
  return null;
}

test('a sum stays while one looks at another page, until its charge is settled', async () => {
  const { act, newRoot } = openReact();
  const first = newRoot();
  await act(() => first.render(createElement(Till)));
  await act(() => typed[1]('30'));
  const charge = typed;
  await act(() => first.unmount());

  const second = newRoot();
  await act(() => second.render(createElement(Till)));
  expect(typed[0]).toBe('30');
  // The charge that the first page had begun.
  await act(() => charge[1](''));
  expect(typed[0]).toBe('');
  await act(() => second.unmount());
});
