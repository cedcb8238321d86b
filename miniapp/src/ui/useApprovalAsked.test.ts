/// <reference types="jest" />
import type { Approval } from '@merchant-coin/shared';
import { createElement } from 'react';
import { approvalsAsked } from '@/lib/approvals';
import { openReact, type React, type Root } from '@/testing/react';
import { useApprovalAsked } from './useApprovalAsked';

jest.mock('@tarojs/taro', () => ({
  __esModule: true,
  default: jest.requireActual<{ storage: object }>('@/testing/taro').storage,
}));

const [older, newer] = ['rdm_1', 'rdm_2'].map((redemptionId) => ({ redemptionId }) as Approval) as [
  Approval,
  Approval,
];

let { act, newRoot } = {} as React;
let root: Root;
let asked: ReturnType<typeof useApprovalAsked>;
function Prompt() {
  asked = useApprovalAsked();
  return null;
}

beforeAll(() => ({ act, newRoot } = openReact()));
beforeEach(async () => {
  approvalsAsked.set([older]);
  root = newRoot();
  await act(() => root.render(createElement(Prompt)));
});
afterEach(() => act(() => root.unmount()));

const look = (...waiting: Approval[]) => act(() => approvalsAsked.set(waiting));

test('the newest is asked about, until it waits no more', async () => {
  await look(newer, older);
  expect(asked.approval).toBe(newer);
  await look();
  expect(asked.approval).toBeUndefined();
});

test('one that is being answered stays, though the server has ended it and another one waits', async () => {
  await act(() => asked.takeInHand(older));
  await look();
  expect(asked.approval).toBe(older);
  await look(newer);
  expect(asked.approval).toBe(older);
  await act(() => asked.letGo());
  expect(asked.approval).toBe(newer);
});

test('one that is put aside is not asked about again here, whether its answer came or not', async () => {
  await act(() => asked.takeInHand(older));
  await act(() => asked.putAside(older));
  expect(asked.approval).toBeUndefined();
  await look(newer, older);
  expect(asked.approval).toBe(newer);
});
