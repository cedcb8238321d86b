/// <reference types="jest" />
import { loginCode } from './loginCode';

const mockLogin = jest.fn();
jest.mock('@tarojs/taro', () => ({
  __esModule: true,
  default: { login: () => mockLogin() as unknown },
}));

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test('it is what WeChat gives, and leaves nothing behind', async () => {
  mockLogin.mockResolvedValueOnce({ code: 'c1' });
  expect(await loginCode()).toBe('c1');
  expect(jest.getTimerCount()).toBe(0);
});

test('a WeChat that fails, and one that never answers, are alike', async () => {
  mockLogin.mockRejectedValueOnce({ errMsg: 'login:fail' });
  await expect(loginCode()).rejects.toMatchObject({ code: 'wechatCodeInvalid' });
  mockLogin.mockReturnValueOnce(new Promise(() => undefined));
  const rejects = expect(loginCode()).rejects.toMatchObject({ code: 'wechatCodeInvalid' });
  await jest.advanceTimersByTimeAsync(10_000);
  await rejects;
});
