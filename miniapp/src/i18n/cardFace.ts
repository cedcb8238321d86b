import { defineTexts } from '.';

export const cardFaceTexts = defineTexts(
  {
    validThrough: (date: string) => `优惠至 ${date}`,
    lastFour: (digits: string) => `尾号 ${digits}`,
    paused: '优惠已暂停 · 币仍可用',
    frozen: '已冻结 · 币都在卡里',
  },
  {
    validThrough: (date) => `Benefits until ${date}`,
    lastFour: (digits) => `No. … ${digits}`,
    paused: 'Benefits paused · coins still good',
    frozen: 'Frozen · your coins are safe',
  },
);
