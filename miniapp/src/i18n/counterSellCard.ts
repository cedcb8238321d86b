import { defineTexts } from '.';

/** Selling recharge cards at the counter. */
export const sellCardTexts = defineTexts(
  {
    way: '卖充值卡',
    field: '卡号',
    placeholder: '12 位卡号，或充值码',
    note: '卡号印在卡面上。不用刮开充值码。',
    wrong: '卡号不对，再核对一遍',
    scan: '扫卡',
    notCard: '这不是充值卡',
    value: '面值',
    number: '卡号',
    notFound: '没有这张卡，不要收款。核对卡号。',
    refused: {
      sold: '这张卡已经售出，不要再收款。',
      loaded: '这张卡已经充值，不要收款。',
      voided: '这张卡已经作废，不要卖，不要收款。',
    },
    sentence: (tender: string, amount: string) =>
      `${tender}收 ${amount}。售出后卡才能充值，谁有充值码谁能充。`,
    submit: (tender: string, amount: string) => `收 ${amount} · ${tender}`,
    sold: '已售出',
    soldText: '请顾客保管好充值码，刮开后在“会员卡”里充值。',
    another: '再卖一张',
    paid: '收款',
    time: '时间',
  },
  {
    way: 'Sell a recharge card',
    field: 'Card number',
    placeholder: '12 digits, or the code',
    note: 'The number is printed on the front. Do not scratch the code.',
    wrong: 'Not a card number; check again',
    scan: 'Scan the card',
    notCard: 'That is not a recharge card',
    value: 'Value',
    number: 'Number',
    notFound: 'No such card. Do not take the money; check the number.',
    refused: {
      sold: 'This card is sold already. Do not take the money again.',
      loaded: 'This card is loaded already. Do not take the money.',
      voided: 'This card is void. Do not sell it or take the money.',
    },
    sentence: (tender, amount) =>
      `${tender}: takes ${amount}. From then on whoever has the code can load it.`,
    submit: (tender, amount) => `Take ${amount} · ${tender}`,
    sold: 'Sold',
    soldText: 'The customer keeps the code safe, and loads it on the page of their card.',
    another: 'Sell another',
    paid: 'Taken',
    time: 'Time',
  },
);
