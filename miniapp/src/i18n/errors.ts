import type { AnyErrorCode } from '@/lib/errors';
import { defineTexts } from '.';

export interface ErrorText {
  /** What happened. */
  title: string;
  /** What it means for your money. */
  money: string;
  /** What to do. */
  action: string;
}

const text = (title: string, money: string, action: string): ErrorText => ({
  title,
  money,
  action,
});

/** `money` and `action` in one line, as the language joins sentences. */
export function inOneLine({ money, action }: Pick<ErrorText, 'money' | 'action'>): string {
  return money.endsWith('.') ? `${money} ${action}` : money + action;
}

/** After a failed look nothing can have happened, which is more than can be said after a failed act. */
export const failedLookTexts = defineTexts(
  { money: '你的币没有变动。', action: '请稍后再试。' },
  { money: 'Your coins have not moved.', action: 'Try again in a moment.' },
);

/** After an act without money that got no answer: what the entries show has nothing to do with it. */
export const failedActTexts = defineTexts(
  { money: '不影响你的币。', action: '请再试一次。' },
  { money: 'Your coins are not affected.', action: 'Please try again.' },
);

const untouched = '币没有变动。';
const unaffected = '与你的币无关。';
const safe = 'No coins have moved.';
const unrelated = 'Your coins are not affected.';

export const errorTexts = defineTexts<Record<AnyErrorCode, ErrorText>>(
  {
    validationFailed: text('填写的内容不对', untouched, '检查后再提交。'),
    idempotencyKeyMissing: text('这次请求不完整', untouched, '返回上一页再试。'),
    unauthenticated: text('登录已过期', '币都在卡里。', '请重新登录。'),
    forbidden: text('你没有这个权限', untouched, '请店长或商家来操作。'),
    storeForbidden: text('你不在这家门店工作', untouched, '在“我的”里换到你的门店。'),
    notFound: text('没有找到', untouched, '核对号码，或返回刷新。'),
    conflict: text('刚才有人先改了', untouched, '刷新后再试。'),
    possibleDuplicate: text('刚收过同样一笔', '这一笔还没有扣。', '确认是新的一笔，再继续。'),
    insufficientBalance: text('余额不足', '没有扣款。', '请充值，或换一种付款方式。'),
    insufficientPoints: text('积分不够', '没有扣积分。', '攒够积分再来，或换一个兑换项。'),
    cardFrozen: text('这张卡已冻结', '没有扣款，币都在卡里。', '请联系商家解冻。'),
    payCodeUsed: text('这个付款码用过了', '没有再次扣款。', '请出示新的付款码。'),
    payDeviceElsewhere: text(
      '付款码在另一台手机上',
      '币都在卡里。',
      '改用这台手机付款，另一台随即失效。',
    ),
    payCodeInvalid: text('不是有效的付款码', '没有扣款。', '请会员打开付款码，再扫一次。'),
    payCodeExpired: text('付款码过期了', '没有扣款。', '请出示新的付款码。'),
    payCodeLocked: text('付款码输错太多次', '没有扣款，币都在卡里。', '请等一分钟再试。'),
    payCodeAmountDiffers: text(
      '这个码付的是另一个金额',
      untouched,
      '请会员按应收金额重新出一个码。',
    ),
    pinInvalid: text('密码不对，或还没有设置', untouched, '请会员再输一次，或改用付款码。'),
    pinTooWeak: text('这个密码太容易猜到', unaffected, '换六位没有规律、也不在手机号里的数字。'),
    pinLocked: text('密码暂时锁定', untouched, '一小时后再试，或改用付款码。'),
    pinLimitExceeded: text('超过密码支付的每日限额', untouched, '改用付款码，或换个方式付款。'),
    principalCapExceeded: text(
      '超过单张卡的充值上限',
      '没有入账。',
      '少充一些，或登记姓名后再充。',
    ),
    rechargeUnavailable: text('商家暂时不能充值', '没有入账，请不要收款。', '请联系商家。'),
    rechargeCardInvalid: text(
      '这个充值卡码不能用',
      '没有入账。',
      '核对每一位；还是不行，拿着卡找售卡的门店。',
    ),
    refundUnavailable: text('这笔充值不能这样退', '没有退款，币都在卡里。', '返回重新核对。'),
    phoneUnconfirmed: text(
      '会员还没有验证手机号',
      '没有入账，请先不要收款。',
      '请会员用短信验证码确认一次。',
    ),
    reversalExceeds: text('超过可退的金额', '没有退回。', '改小金额再退。'),
    idempotencyMismatch: text('这一笔已用别的金额提交过', '没有重复扣款。', '返回重新开一笔。'),
    approvalUnavailable: text(
      '暂时不能在会员手机上确认',
      '没有扣款。',
      '请会员出示付款码，扫码收款。',
    ),
    smsCodeInvalid: text('验证码不对或已过期', unaffected, '核对短信，或重新获取。'),
    wechatCodeInvalid: text('微信没有通过这次登录', unaffected, '再试一次，或用短信验证码登录。'),
    rateLimited: text('操作太快了', untouched, '稍等一会儿再试。'),
    internal: text('我们这边出了点问题', '以流水记录为准。', '再试一次，不会重复扣款。'),
    unavailable: text('暂时连不上服务', '以流水记录为准。', '稍后再试，不会重复扣款。'),
    networkFailed: text('没有连上网络', '以流水记录为准。', '联网后再试，不会重复扣款。'),
    timeout: text('网络太慢，没有等到回应', '以流水记录为准。', '再试一次，不会重复扣款。'),
    sessionEnded: text('登录已过期', '币都在卡里。', '请重新登录。'),
  },
  {
    validationFailed: text('Something is not filled in right', safe, 'Check it and send again.'),
    idempotencyKeyMissing: text('The request was not complete', safe, 'Go back and try again.'),
    unauthenticated: text('You have been signed out', 'Your coins are safe.', 'Sign in again.'),
    forbidden: text('You may not do this', safe, 'Ask a manager or the owner.'),
    storeForbidden: text('You do not work at this store', safe, 'Switch store under “Me”.'),
    notFound: text('Nothing found', safe, 'Check the number, or go back and refresh.'),
    conflict: text('Someone changed this first', safe, 'Refresh and try again.'),
    possibleDuplicate: text(
      'The same sum was just taken',
      'This one has not been taken.',
      'Go on only if it is a new purchase.',
    ),
    insufficientBalance: text(
      'Not enough coins',
      'Nothing was taken.',
      'Recharge, or pay another way.',
    ),
    insufficientPoints: text(
      'Not enough points',
      'No points were taken.',
      'Collect some more, or choose another option.',
    ),
    cardFrozen: text(
      'This card is frozen',
      'Nothing was taken. Your coins are safe.',
      'Ask the merchant to unfreeze it.',
    ),
    payCodeUsed: text(
      'This code has been used',
      'Nothing was taken twice.',
      'Show a new pay code.',
    ),
    payDeviceElsewhere: text(
      'Another phone shows this pay code',
      'Your coins are safe.',
      'Pay with this phone instead; the other one stops working.',
    ),
    payCodeInvalid: text(
      'That is not a pay code',
      'Nothing was taken.',
      'Open the pay code and scan again.',
    ),
    payCodeExpired: text('The code has expired', 'Nothing was taken.', 'Show a new pay code.'),
    payCodeLocked: text(
      'Too many wrong codes',
      'Nothing was taken. Your coins are safe.',
      'Wait a minute and try again.',
    ),
    payCodeAmountDiffers: text(
      'This code pays another sum',
      'Nothing was taken.',
      'Ask the member for a code for the price.',
    ),
    pinInvalid: text(
      'The PIN is wrong, or none is set',
      'Nothing was taken.',
      'Ask the member to enter it again, or to show the pay code.',
    ),
    pinTooWeak: text(
      'This PIN is easy to guess',
      unrelated,
      'Choose six digits without a pattern that are not in the phone number.',
    ),
    pinLocked: text(
      'The PIN is locked',
      'Nothing was taken.',
      'Try again in an hour, or show the pay code.',
    ),
    pinLimitExceeded: text(
      'Above the day’s limit for a PIN',
      'Nothing was taken.',
      'Use the pay code, or pay another way.',
    ),
    principalCapExceeded: text(
      'Over the limit for one card',
      'Nothing was loaded.',
      'Load less, or record the member’s name first.',
    ),
    rechargeUnavailable: text(
      'This merchant cannot take recharges now',
      'Nothing was loaded. Do not take the money.',
      'Ask the merchant.',
    ),
    rechargeCardInvalid: text(
      'This code cannot be loaded',
      'Nothing was loaded.',
      'Check each character, or take the card to the store that sold it.',
    ),
    refundUnavailable: text(
      'This recharge cannot be refunded like that',
      'Nothing was refunded. The coins are on the card.',
      'Go back and check.',
    ),
    phoneUnconfirmed: text(
      'The phone number is not confirmed',
      'Nothing was loaded. Do not take the money yet.',
      'Confirm it with a code by SMS.',
    ),
    reversalExceeds: text('More than is left to give back', safe, 'Enter a smaller sum.'),
    idempotencyMismatch: text(
      'This was already sent with another sum',
      'Nothing was taken twice.',
      'Go back and start a new one.',
    ),
    approvalUnavailable: text(
      'Approval on the member’s phone is not available',
      'Nothing was taken.',
      'Scan the member’s pay code.',
    ),
    smsCodeInvalid: text(
      'The code is wrong or has expired',
      unrelated,
      'Check the message, or ask for a new code.',
    ),
    wechatCodeInvalid: text(
      'WeChat did not accept the sign-in',
      unrelated,
      'Try again, or use a code by SMS.',
    ),
    rateLimited: text('That was too fast', safe, 'Wait a moment and try again.'),
    internal: text(
      'Something went wrong on our side',
      'What the entries show is what counts.',
      'Try again; nothing is taken twice.',
    ),
    unavailable: text(
      'The service is out of reach',
      'What the entries show is what counts.',
      'Try again soon; nothing is taken twice.',
    ),
    networkFailed: text(
      'No network',
      'What the entries show is what counts.',
      'Try again once connected; nothing is taken twice.',
    ),
    timeout: text(
      'The network is too slow',
      'What the entries show is what counts.',
      'Try again; nothing is taken twice.',
    ),
    sessionEnded: text('You have been signed out', 'Your coins are safe.', 'Sign in again.'),
  },
);
