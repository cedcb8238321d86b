/// <reference types="jest" />
import { endOf } from './pay';

jest.mock('@tarojs/taro', () => ({ __esModule: true, default: {} }));

test('leaving WeChat’s sheet is told from a failure', () => {
  expect(endOf('requestPayment:fail cancel')).toBe('cancel');
  expect(endOf('requestPayment:fail no permission')).toBe('fail');
  expect(endOf('')).toBe('fail');
});
