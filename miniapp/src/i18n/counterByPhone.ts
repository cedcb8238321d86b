import type { AnyErrorCode } from '@/lib/errors';
import { defineTexts } from '.';
import type { FailureText } from './counterFailures';

const say = (title: string, text: string): FailureText => ({ title, text });

/** How a member who was named by phone proves it: digits read out, the PIN, or a word on their own phone. */
export const byPhoneTexts = defineTexts<{
  ways: { code6: string; pin: string; ask: string };
  how: string;
  code6: string;
  code6Note: string;
  pin: string;
  pinNote: string;
  sixDigits: string;
  askText: string;
  refused: Partial<Record<AnyErrorCode, FailureText>>;
  pinUnset: FailureText;
  pinAbove: (left: string, limit: string) => FailureText;
  locked: (minutes: number) => FailureText;
}>(
  {
    ways: { code6: '报六位数', pin: '输密码', ask: '手机确认' },
    how: '怎么确认是本人',
    code6: '会员报的六位数',
    code6Note: '在会员的付款码页面上，“念给店员”旁边',
    pin: '支付密码',
    pinNote: '请会员自己输入。每天最多付 ¥200，付完有短信',
    sixDigits: '六位数字',
    askText: '会员会在自己的手机上看到这一笔，确认后才扣款。',
    refused: {
      payCodeInvalid: say('六位数不对', '没有扣款。请会员打开付款码页面，把六位数再念一遍。'),
      payCodeUsed: say('这六位数用过了', '没有再次扣款。请会员点“换一个新码”，念新的六位数。'),
      payCodeExpired: say('这六位数过期了', '没有扣款。请会员念现在显示的六位数。'),
      payCodeLocked: say('输错太多次', '没有扣款。一分钟后再试，或请会员输密码。'),
      pinInvalid: say('密码不对', '没有扣款。请会员再输一次，输错五次会锁定一小时。'),
    },
    pinUnset: say('会员还没有设支付密码', '没有扣款。改用六位数，或请会员在手机上确认。'),
    pinAbove: (left, limit) =>
      say('超过密码支付的限额', `没有扣款。每天最多 ${limit}，今天还能付 ${left}。改用别的方式。`),
    locked: (minutes) =>
      say('密码已锁定', `没有扣款。${minutes} 分钟后再试，或改用六位数、手机确认。`),
  },
  {
    ways: { code6: 'Six digits', pin: 'PIN', ask: 'Their phone' },
    how: 'How the member proves it',
    code6: 'Six digits that the member reads out',
    code6Note: 'On their pay-code page, beside “Read these out”',
    pin: 'PIN',
    pinNote: 'The member enters it. Up to ¥200 a day, with a receipt by SMS',
    sixDigits: 'Six digits',
    askText: 'The member sees this payment on their own phone and has to approve it.',
    refused: {
      payCodeInvalid: say(
        'The six digits are wrong',
        'Nothing was taken. Ask the member to read out what the pay-code page shows.',
      ),
      payCodeUsed: say(
        'These digits have been used',
        'Nothing was taken twice. Ask the member to tap “Show a new code” and read again.',
      ),
      payCodeExpired: say(
        'These digits have expired',
        'Nothing was taken. Ask for the digits that show now.',
      ),
      payCodeLocked: say(
        'Too many wrong tries',
        'Nothing was taken. Try again in a minute, or use the PIN.',
      ),
      pinInvalid: say(
        'The PIN is wrong',
        'Nothing was taken. Five wrong ones lock it for an hour.',
      ),
    },
    pinUnset: say(
      'This member has no PIN',
      'Nothing was taken. Use the six digits, or ask on their phone.',
    ),
    pinAbove: (left, limit) =>
      say(
        'Above the limit for a PIN',
        `Nothing was taken. Up to ${limit} a day, ${left} left today. Use another way.`,
      ),
    locked: (minutes) =>
      say(
        'The PIN is locked',
        `Nothing was taken. Try again in ${minutes} min, or use the six digits or their phone.`,
      ),
  },
);
