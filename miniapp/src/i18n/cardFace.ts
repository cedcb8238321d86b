import { defineTexts } from '.';

export const cardFaceTexts = defineTexts(
  {
    bonusEnds: (amount: string, date: string) => `${amount} 赠送币 ${date} 到期`,
    validThrough: (date: string) => `优惠至 ${date}`,
    lastFour: (digits: string) => `尾号 ${digits}`,
    pay: '付款码',
    recharge: '充值',
    paused: '优惠已暂停 · 币仍可用',
    frozen: '已冻结 · 币都在卡里',
  },
  {
    bonusEnds: (amount, date) => `${amount} of bonus ends ${date}`,
    validThrough: (date) => `Benefits until ${date}`,
    lastFour: (digits) => `No. … ${digits}`,
    pay: 'Pay',
    recharge: 'Recharge',
    paused: 'Benefits paused · coins still good',
    frozen: 'Frozen · your coins are safe',
  },
);
