import { defineTexts } from '.';

export const cardsTexts = defineTexts(
  {
    greeting: (hour: number, name: string) => {
      const part =
        hour < 5
          ? '夜深了'
          : hour < 11
            ? '早上好'
            : hour < 13
              ? '中午好'
              : hour < 18
                ? '下午好'
                : '晚上好';
      return name ? `${part}，${name}` : part;
    },
    cardCount: (count: number) => `${count} 张会员卡`,
    pay: '付款码',
    recharge: '充值',
    join: '加入商家',
    emptyTitle: '还没有会员卡',
    emptyText: '加入一家商家，会员卡就在这里。不用填表。',
    find: '去发现商家',
  },
  {
    greeting: (hour, name) => {
      const part =
        hour < 5 || hour >= 18 ? 'Good evening' : hour < 12 ? 'Good morning' : 'Good afternoon';
      return name ? `${part}, ${name}` : part;
    },
    cardCount: (count) => (count === 1 ? '1 card' : `${count} cards`),
    pay: 'Pay',
    recharge: 'Recharge',
    join: 'Join a merchant',
    emptyTitle: 'No cards yet',
    emptyText: 'Join a merchant and its card is here. Nothing to fill in.',
    find: 'Find a merchant',
  },
);
