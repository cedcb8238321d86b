/// <reference types="jest" />
import type { StaffPost } from '@merchant-coin/shared';
import { createElement } from 'react';
import { startSession } from '@/lib/session';
import { openReact, type React, type Root } from '@/testing/react';
import { beginSlip, type RedeemSlip } from './slips/slips';
import { useCounterState } from './useCounterState';

const mockRequest = jest.fn();
jest.mock('@tarojs/taro', () => ({
  __esModule: true,
  default: {
    request: (options: unknown) => mockRequest(options) as unknown,
    ...jest.requireActual<{ storage: object }>('@/testing/taro').storage,
  },
}));

const PAYMENT = { statusCode: 201, header: {}, data: { redemption: { id: 'r', paidFen: 500 } } };
const REFUSAL = { statusCode: 409, header: {}, data: { code: 'insufficientBalance' } };

let { act, newRoot } = {} as React;
beforeAll(() => {
  startSession({ token: 't', user: { id: 'usr_1', staffOf: [] } as never });
  ({ act, newRoot } = openReact());
});

let counter: ReturnType<typeof useCounterState>['counter'];
function Counter({ storeId }: { storeId: string }) {
  const place = { merchantId: 'mer_1', storeId };
  ({ counter } = useCounterState({ place, post: {} as StaffPost }));
  return null;
}

async function open(storeId: string): Promise<Root> {
  const root = newRoot();
  await act(() => root.render(createElement(Counter, { storeId })));
  return root;
}

let key: string;
let answer: (response: object) => void;
/** Types a sum and takes it, as a charge does; the answer is under way. */
async function take(storeId: string): Promise<void> {
  await act(() => counter.pressKey('5'));
  mockRequest.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));
  const { clearAmount, go, place } = counter;
  await act(() => {
    const slip = beginSlip<RedeemSlip>(storeId, {
      ...{ kind: 'redeem', userId: 'usr_1', who: '139****2222', amountFen: 500 },
      input: { ...place, payCode: '1', listFen: 500 },
    });
    ({ key } = slip);
    void slip.settled.then((settled) => {
      if (settled?.state === 'refused') return;
      clearAmount();
      go({ is: 'slip', key });
    });
  });
}

test('what is typed is still there when the clerk comes back from another page', async () => {
  const root = await open('sto_1');
  await act(() => counter.pressKey('5'));
  await act(() => root.unmount());
  await open('sto_1');
  expect(counter).toMatchObject({ amount: '5', stage: { is: 'till' } });
});

test('a sum that was taken while another page showed is gone, and its receipt is what opens', async () => {
  const root = await open('sto_2');
  await take('sto_2');
  await act(() => root.unmount());
  await act(() => answer(PAYMENT));
  const back = await open('sto_2');
  expect(counter).toMatchObject({ amount: '', stage: { is: 'slip', key } });
  // It has been seen: the next visit begins with the next customer.
  await act(() => back.unmount());
  await open('sto_2');
  expect(counter.stage).toEqual({ is: 'till' });
});

test('who comes back while the sum is on its way waits for its receipt', async () => {
  const root = await open('sto_3');
  await take('sto_3');
  await act(() => root.unmount());
  await open('sto_3');
  expect(counter).toMatchObject({ amount: '5', stage: { is: 'slip', key } });
  await act(() => answer(PAYMENT));
  expect(counter).toMatchObject({ amount: '', stage: { is: 'slip', key } });
});

test('a sum that was refused while another page showed stands, beside its refusal', async () => {
  const root = await open('sto_4');
  await take('sto_4');
  await act(() => root.unmount());
  await act(() => answer(REFUSAL));
  await open('sto_4');
  expect(counter).toMatchObject({ amount: '5', stage: { is: 'slip', key } });
});

test('a receipt that was reached in the counter does not open a second time', async () => {
  const root = await open('sto_5');
  await take('sto_5');
  await act(() => answer(PAYMENT));
  expect(counter).toMatchObject({ amount: '', stage: { is: 'slip', key } });
  await act(() => root.unmount());
  await open('sto_5');
  expect(counter).toMatchObject({ amount: '', stage: { is: 'till' } });
});
