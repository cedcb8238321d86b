/// <reference types="jest" />
import type { Merchant } from '@merchant-coin/shared';
import { createElement } from 'react';
import { openReact, type React } from '@/testing/react';
import { isContractChanged, joinMerchant } from './joining';
import { useMerchant } from './merchants';
import { startSession } from './session';

interface Sent {
  method: string;
  data: object;
}
const mockRequest = jest.fn();
jest.mock('@tarojs/taro', () => ({
  __esModule: true,
  useDidShow: () => undefined,
  default: {
    request: (options: unknown) => mockRequest(options) as unknown,
    ...jest.requireActual<{ storage: object }>('@/testing/taro').storage,
  },
}));

let { act, newRoot } = {} as React;
beforeAll(() => {
  startSession({ token: 't', user: { id: 'usr_1', phone: null, staffOf: [] } as never });
  ({ act, newRoot } = openReact());
});

const merchantWith = (version: number) =>
  ({ id: 'mer_1', contract: { version, text: `v${version}` } }) as Merchant;

let shown: Merchant | undefined;
function Page() {
  shown = useMerchant('mer_1').data;
  return null;
}

test('one joins by the contract that is shown; a new one is shown before it is accepted', async () => {
  let inForce = 1;
  mockRequest.mockImplementation(({ method }: Sent) =>
    Promise.resolve(
      method === 'GET'
        ? { statusCode: 200, data: merchantWith(inForce), header: {} }
        : {
            statusCode: 409,
            data: { code: 'conflict', details: { reason: 'contractChanged', version: inForce } },
            header: {},
          },
    ),
  );
  await act(() => newRoot().render(createElement(Page)));
  expect(shown).toEqual(merchantWith(1));

  inForce = 2;
  let refusal: unknown;
  await act(() => {
    void joinMerchant(shown as Merchant).catch((cause: unknown) => (refusal = cause));
  });
  const [join] = mockRequest.mock.calls
    .map(([sent]: [Sent]) => sent)
    .filter(({ method }: Sent) => method === 'POST');
  expect(join?.data).toEqual({ contractVersion: 1 });
  expect(isContractChanged(refusal)).toBe(true);
  expect(shown).toEqual(merchantWith(2));
});
