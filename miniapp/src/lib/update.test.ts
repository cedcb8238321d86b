/// <reference types="jest" />
import { noteDialog } from './openDialogs';
import { noteWaiting, watchWrite } from './waiting';
import { keepUpToDate, useRestingPage } from './update';

const mockPage = { show: () => undefined as void, hide: () => undefined as void };
const mockManager = { ready: () => undefined as void, applyUpdate: jest.fn() };
jest.mock('@tarojs/taro', () => ({
  __esModule: true,
  default: {
    getUpdateManager: () => ({
      onUpdateReady: (listener: () => void) => {
        mockManager.ready = listener;
      },
      applyUpdate: () => void mockManager.applyUpdate(),
    }),
  },
  useDidShow: (listener: () => void) => {
    mockPage.show = listener;
  },
  useDidHide: (listener: () => void) => {
    mockPage.hide = listener;
  },
}));

/** The page that the hook is on comes and goes. */
function Resting() {
  useRestingPage('cards');
}

beforeAll(() => {
  keepUpToDate();
  Resting();
});
beforeEach(() => {
  mockManager.applyUpdate.mockReset();
  mockPage.hide();
});

const started = () => mockManager.applyUpdate.mock.calls.length;

test('where nobody is in the middle of something a new version starts at once', () => {
  mockPage.show();
  expect(started()).toBe(0);
  mockManager.ready();
  expect(started()).toBe(1);
});

test('elsewhere it waits until somebody comes by such a page', () => {
  mockManager.ready();
  expect(started()).toBe(0);
  mockPage.show();
  expect(started()).toBe(1);
});

test('an open dialog is not torn away', () => {
  mockManager.ready();
  const close = noteDialog();
  mockPage.show();
  mockManager.ready();
  expect(started()).toBe(0);
  close();
  mockPage.show();
  expect(started()).toBe(1);
});

test('neither is what waits for its answer, lost or not', async () => {
  mockManager.ready();
  let answer: (value: string) => void = () => undefined;
  const written = watchWrite(new Promise<string>((resolve) => (answer = resolve)));
  mockPage.show();
  expect(started()).toBe(0);
  const checked = noteWaiting('checking');
  answer('done');
  await written;
  mockPage.show();
  expect(started()).toBe(0);
  checked();
  mockPage.show();
  expect(started()).toBe(1);
});
