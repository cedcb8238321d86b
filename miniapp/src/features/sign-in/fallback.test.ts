import { ApiError } from '@/lib/errors';
import { fallbackOfAnswer, fallbackOfEvent } from './fallback';

test.each([
  [{ errMsg: 'getPhoneNumber:fail user deny' }, 'refused'],
  [{ errMsg: 'getPhoneNumber:fail', errno: 1400001 }, 'quota'],
  [{ errMsg: 'getPhoneNumber:fail', errno: '1400001' }, 'quota'],
  [{}, 'refused'],
])('a press that gave %j goes on by SMS: %s', (detail, why) => {
  expect(fallbackOfEvent(detail)).toBe(why);
});

test.each([
  [new ApiError('conflict', { details: { reason: 'otherWechat' } }), 'otherWechat'],
  [new ApiError('wechatCodeInvalid', { details: { reason: 'foreignPhone' } }), 'foreignPhone'],
  [new ApiError('unavailable'), 'unavailable'],
  // Pressing once more may help.
  [new ApiError('wechatCodeInvalid'), null],
  [new ApiError('networkFailed'), null],
  [new Error('ours'), null],
])('a code that ended in %s: %s', (cause, why) => {
  expect(fallbackOfAnswer(cause)).toBe(why);
});
