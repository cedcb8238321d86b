import type { AnyErrorCode } from '@/lib/errors';
import { defineTexts } from '.';

/** What a clerk reads: what happened, then what it means for the money and what to do. */
export interface FailureText {
  title: string;
  text: string;
}

type Failures = Partial<Record<AnyErrorCode, FailureText>>;

const say = (title: string, text: string): FailureText => ({ title, text });

/** Refusals as the clerk needs them; codes that are missing are said in the words of `errors.ts`. */
export const failureTexts = defineTexts<{
  charge: Failures;
  recharge: Failures;
  refund: Failures;
  /** Freezing, replacing, correcting. */
  care: Failures;
  ownCard: FailureText;
  notYours: FailureText;
  tooLate: FailureText;
  insufficient: (there: string, missing: string) => FailureText;
  capExceeded: (room: string, cap: string) => FailureText;
  aboveHeld: (held: string) => FailureText;
  amountDiffers: (code: string, price: string) => FailureText;
  holds: Record<string, FailureText>;
  noRecharge: Record<string, FailureText>;
  noRefund: Record<string, FailureText>;
}>(
  {
    charge: {
      payCodeUsed: say('付款码用过了', '没有再次扣款。请会员点“换一个新码”，再扫。'),
      payCodeExpired: say('付款码过期了', '没有扣款。请会员打开付款码，扫新的。'),
      payCodeInvalid: say('不是本店的付款码', '没有扣款。请会员打开本店会员卡的付款码，再扫。'),
      payCodeLocked: say('付款码暂时锁定', '连续输错太多次。没有扣款，币都在卡里。'),
      cardFrozen: say('卡已冻结', '没有扣款，币都在卡里。请店长处理，或换一种付款方式。'),
      approvalUnavailable: say('凭手机号不能扣款', '没有扣款。请会员出示付款码，扫码收款。'),
      notFound: say('没有这个会员', '没有扣款。核对手机号，或为顾客登记。'),
      networkFailed: say('没有连上网络', '还没有扣款。联网后再试。'),
      timeout: say('网络太慢', '还没有扣款。再试一次。'),
      unavailable: say('暂时连不上服务', '还没有扣款。稍后再试。'),
      internal: say('我们这边出了点问题', '还没有扣款。再试一次。'),
      storeForbidden: say('你不在这家门店工作', '没有扣款。切换到你的门店。'),
      rateLimited: say('操作太快了', '没有扣款。稍等一会儿再试。'),
    },
    recharge: {
      cardFrozen: say('卡已冻结', '没有入账，请不要收款。请店长处理。'),
      phoneUnconfirmed: say('会员还没有验证手机号', '没有入账。验证后再充，先不要收款。'),
      notFound: say('没有这个会员', '没有入账。核对手机号，或为顾客登记。'),
      networkFailed: say('没有连上网络', '还没有入账。联网后再试。'),
      timeout: say('网络太慢', '还没有入账。再试一次。'),
      unavailable: say('暂时连不上服务', '还没有入账。稍后再试。'),
      internal: say('我们这边出了点问题', '还没有入账。再试一次。'),
      storeForbidden: say('你不在这家门店工作', '没有入账。切换到你的门店。'),
      payCodeUsed: say('付款码用过了', '请会员点“换一个新码”，再扫；或输入手机号。'),
      payCodeExpired: say('付款码过期了', '请会员打开付款码，扫新的；或输入手机号。'),
      payCodeInvalid: say('不是本店的付款码', '请会员打开本店会员卡的付款码；或输入手机号。'),
    },
    refund: {
      cardFrozen: say('卡已冻结', '没有退款，请先不要付钱。解冻后再办。'),
      networkFailed: say('没有连上网络', '结果还不知道，先不要再付。联网后再试，不会重复退款。'),
      timeout: say('网络太慢', '结果还不知道，先不要再付。再试一次，不会重复退款。'),
      unavailable: say('暂时连不上服务', '结果还不知道，先不要再付。再试一次，不会重复退款。'),
      internal: say('我们这边出了点问题', '结果还不知道，先不要再付。再试一次，不会重复退款。'),
      storeForbidden: say('你不在这家门店工作', '没有退款。切换到你的门店。'),
    },
    care: {
      conflict: say('卡的状态刚刚变了', '什么都没有变动。关闭后看看最新的状态。'),
      forbidden: say('你没有这个权限', '什么都没有变动。请店长或商家来做。'),
      notFound: say('手机号和这张卡对不上', '什么都没有变动。核对会员的手机号。'),
      idempotencyMismatch: say('刚才那次已经提交了', '没有重复更正。关闭后看看最新的状态。'),
      networkFailed: say('没有连上网络', '可能已经完成。再试一次，不会做两次。'),
      timeout: say('网络太慢', '可能已经完成。再试一次，不会做两次。'),
      unavailable: say('暂时连不上服务', '可能已经完成。再试一次，不会做两次。'),
      internal: say('我们这边出了点问题', '可能已经完成。再试一次，不会做两次。'),
    },
    ownCard: say('不能操作自己的卡', '什么都没有变动。请同事来做这一笔。'),
    notYours: say('不是你收的', '没有退回。请当时的店员或店长来撤销。'),
    tooLate: say('超过 15 分钟了', '没有退回。请店长来撤销。'),
    insufficient: (there, missing) =>
      say('余额不足', `卡里有 ${there}，还差 ${missing}。没有扣款。`),
    capExceeded: (room, cap) =>
      say('超过充值上限', `没有入账。每张卡最多 ${cap}，这张还能充 ${room}。`),
    noRefund: {
      sumChanged: say('可退的金额变了', '没有退款。金额已重新计算，请和会员核对。'),
      refundOpen: say('这笔充值已在退款', '没有再退一次。返回充值记录，打开那笔退款。'),
      coinsHeld: say('有一笔消费待确认', '没有退款。等那笔消费确认或取消后再退。'),
      cardMoved: say('卡里刚有变动', '没有退款。请再试一次。'),
      doneMeanwhile: say('已经有人办过了', '没有再退一次。返回充值记录看结果。'),
      holdEnded: say('已经有人办过了', '没有再退一次。返回充值记录看结果。'),
      refundEnded: say('已经有人办过了', '没有再退一次。返回充值记录看结果。'),
      wechatAsked: say('微信正在退这一笔', '没有再退一次。等微信的结果。'),
      notPaidInWechat: say('这笔充值不是微信支付的', '没有退款。换一种方式退。'),
      tooLate: say('付款超过一年，微信不再退', '没有退款。请转到会员本人的账户。'),
      nothingLeft: say('没有可退的金额', '没有退款。卡里剩下的币还可以用。'),
      viewNotAllowed: say('不能改选退得更少的算法', '没有退款。请重新选择。'),
      cashLimit: say('超过 100 元不能付现金', '没有退款。请转到会员本人的账户。'),
      terminalStore: say('终端商家不能办退款', '没有退款。请到商家自己的门店办理。'),
    },
    amountDiffers: (code, price) =>
      say(
        `这个码只付 ${code}`,
        `应收 ${price}，没有扣款。请会员按 ${price} 重新出码，或用普通付款码。`,
      ),
    aboveHeld: (held) => say('超过预留的金额', `没有扣款。这一笔只预留了 ${held}。`),
    holds: {
      holdEnded: say('这笔预留已经结束', '没有扣款。可能已收款、已退回或已到期，看看最近记录。'),
      tooManyHolds: say('这张卡的预留太多了', '没有预留。先把未结的收款或退回。'),
      nothingToHold: say('折后不到 0.01', '没有预留。金额再大一点。'),
      nothingToCapture: say('折后不到 0.01', '没有扣款。不消费就全部退回。'),
    },
    noRecharge: {
      offerChanged: say('充值优惠刚刚变了', '没有入账，先不要收款。按现在的优惠和会员核对后再充。'),
      merchantNotOpen: say('商家还没有开通', '没有入账，请不要收款。等平台审核通过。'),
      notIssuing: say('商家停止了充值', '没有入账，请不要收款。'),
      filingPending: say('商家备案还没有完成', '没有入账，请不要收款。备案后才能充值。'),
      terminalStore: say('终端商家不能充值', '没有入账，请不要收款。请会员到商家的门店充值。'),
    },
  },
  {
    charge: {
      payCodeUsed: say(
        'This code has been used',
        'Nothing was taken twice. Ask for a new code and scan again.',
      ),
      payCodeExpired: say('The code has expired', 'Nothing was taken. Scan the new code.'),
      payCodeInvalid: say(
        'Not a code of this merchant',
        'Nothing was taken. Ask for the pay code of a card from here.',
      ),
      payCodeLocked: say(
        'The code is locked for a moment',
        'Too many wrong codes. Nothing was taken; the coins are safe.',
      ),
      cardFrozen: say(
        'The card is frozen',
        'Nothing was taken; the coins are safe. Ask a manager, or take another payment.',
      ),
      approvalUnavailable: say(
        'A phone number alone cannot pay',
        'Nothing was taken. Ask the member to show the pay code.',
      ),
      notFound: say('No such member', 'Nothing was taken. Check the number, or register it.'),
      networkFailed: say('No network', 'Nothing was taken yet. Try again once connected.'),
      timeout: say('The network is too slow', 'Nothing was taken yet. Try again.'),
      unavailable: say('The service is out of reach', 'Nothing was taken yet. Try again soon.'),
      internal: say('Something went wrong on our side', 'Nothing was taken yet. Try again.'),
      storeForbidden: say('You do not work at this store', 'Nothing was taken. Switch store.'),
      rateLimited: say('That was too fast', 'Nothing was taken. Wait a moment.'),
    },
    recharge: {
      cardFrozen: say(
        'The card is frozen',
        'Nothing was loaded; do not take the money. Ask a manager.',
      ),
      phoneUnconfirmed: say(
        'The phone number is not confirmed',
        'Nothing was loaded. Confirm it before you take the money.',
      ),
      notFound: say('No such member', 'Nothing was loaded. Check the number, or register it.'),
      networkFailed: say('No network', 'Nothing was loaded yet. Try again once connected.'),
      timeout: say('The network is too slow', 'Nothing was loaded yet. Try again.'),
      unavailable: say('The service is out of reach', 'Nothing was loaded yet. Try again soon.'),
      internal: say('Something went wrong on our side', 'Nothing was loaded yet. Try again.'),
      storeForbidden: say('You do not work at this store', 'Nothing was loaded. Switch store.'),
      payCodeUsed: say('This code has been used', 'Ask for a new code, or use the phone number.'),
      payCodeExpired: say('The code has expired', 'Scan the new code, or use the phone number.'),
      payCodeInvalid: say(
        'Not a code of this merchant',
        'Ask for the pay code of a card from here, or use the phone number.',
      ),
    },
    refund: {
      cardFrozen: say('The card is frozen', 'Nothing was refunded; do not pay. Unfreeze it first.'),
      networkFailed: say('No network', 'Not known yet: do not pay again. Trying again is safe.'),
      timeout: say('The network is too slow', 'Not known yet: do not pay again. Try once more.'),
      unavailable: say('Out of reach', 'Not known yet: do not pay again. Try once more.'),
      internal: say('Something went wrong', 'Not known yet: do not pay again. Try once more.'),
      storeForbidden: say('You do not work at this store', 'Nothing was refunded. Switch store.'),
    },
    care: {
      conflict: say(
        'The card has just changed',
        'Nothing was done. Close this and see how it is now.',
      ),
      forbidden: say('You may not do this', 'Nothing was done. Ask a manager or the owner.'),
      notFound: say('Not the phone of this card', 'Nothing was done. Check the member’s number.'),
      idempotencyMismatch: say(
        'The last try went through',
        'Nothing was done twice. Close this and see how the card is now.',
      ),
      networkFailed: say('No network', 'It may be done. Try again; it is not done twice.'),
      timeout: say('The network is too slow', 'It may be done. Try again; it is not done twice.'),
      unavailable: say(
        'The service is out of reach',
        'It may be done. Try again; it is not done twice.',
      ),
      internal: say(
        'Something went wrong on our side',
        'It may be done. Try again; it is not done twice.',
      ),
    },
    ownCard: say('Not on your own card', 'Nothing has changed. Ask a colleague to do it.'),
    notYours: say('Not taken by you', 'Nothing was given back. Ask that clerk or a manager.'),
    tooLate: say('More than 15 minutes ago', 'Nothing was given back. Ask a manager.'),
    insufficient: (there, missing) =>
      say('Not enough coins', `${there} on the card, ${missing} missing. Nothing was taken.`),
    capExceeded: (room, cap) =>
      say(
        'Over the limit for one card',
        `Nothing was loaded. A card holds ${cap}; ${room} is left.`,
      ),
    noRefund: {
      sumChanged: say('The sum has changed', 'Nothing was refunded. Check the new sum together.'),
      refundOpen: say(
        'A refund is already under way',
        'Nothing was refunded twice. Go back to the recharges and open it.',
      ),
      coinsHeld: say('A purchase waits', 'Nothing was refunded. Let that purchase end first.'),
      cardMoved: say('The card has just changed', 'Nothing was refunded. Try again.'),
      doneMeanwhile: say('Somebody did it already', 'Nothing happened twice. Go back to see it.'),
      holdEnded: say('Somebody did it already', 'Nothing happened twice. Go back to see it.'),
      refundEnded: say('Somebody did it already', 'Nothing happened twice. Go back to see it.'),
      wechatAsked: say('WeChat is giving it back', 'Nothing happened twice. Wait for its answer.'),
      notPaidInWechat: say('Not paid in WeChat', 'Nothing was refunded. Give it another way.'),
      tooLate: say(
        'Paid more than a year ago',
        'WeChat does not give it back any more. Transfer it to an account of the member.',
      ),
      nothingLeft: say('Nothing to refund', 'The coins that are left can still be spent.'),
      viewNotAllowed: say('That would give less', 'Nothing was refunded. Choose again.'),
      cashLimit: say(
        'Above ¥100 no cash',
        'Nothing was refunded. Transfer it to an account in the name of the member.',
      ),
      terminalStore: say(
        'Partner stores cannot refund',
        'Nothing was refunded. The member goes to a store of the merchant.',
      ),
    },
    amountDiffers: (code, price) =>
      say(
        `This code pays ${code} only`,
        `The price is ${price}. Nothing was taken. Ask for a code for ${price}, or the usual one.`,
      ),
    aboveHeld: (held) => say('More than is on hold', `Nothing was taken. Only ${held} is on hold.`),
    holds: {
      holdEnded: say(
        'This hold has ended',
        'Nothing was taken. It may have been charged, given back or run out: see the latest list.',
      ),
      tooManyHolds: say(
        'Too many holds on this card',
        'Nothing was held. Charge or give back the open ones first.',
      ),
      nothingToHold: say('Less than ¥0.01 to pay', 'Nothing was held. Enter a larger sum.'),
      nothingToCapture: say(
        'Less than ¥0.01 to pay',
        'Nothing was taken. Give it all back instead.',
      ),
    },
    noRecharge: {
      offerChanged: say(
        'The offer has just changed',
        'Nothing was loaded; do not take the money yet. Check the offer in force with the member, then recharge.',
      ),
      merchantNotOpen: say(
        'The merchant is not open yet',
        'Nothing was loaded; do not take the money. It waits for approval by the platform.',
      ),
      notIssuing: say(
        'The merchant has stopped recharges',
        'Nothing was loaded; do not take the money.',
      ),
      filingPending: say(
        'The filing is not complete',
        'Nothing was loaded; do not take the money.',
      ),
      terminalStore: say(
        'Partner stores cannot recharge',
        'Nothing was loaded; do not take the money. The member recharges at a store of the merchant.',
      ),
    },
  },
);
