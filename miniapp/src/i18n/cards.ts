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
    join: '加入商家',
    emptyTitle: '还没有会员卡',
    firstSteps: [
      '找到商家，点“加入”，不用填表',
      '到店出示付款码，店员扫一下',
      '余额、优惠和到期日，都在卡上',
    ],
    find: '去发现商家',
  },
  {
    greeting: (hour, name) => {
      const part =
        hour < 5 || hour >= 18 ? 'Good evening' : hour < 12 ? 'Good morning' : 'Good afternoon';
      return name ? `${part}, ${name}` : part;
    },
    cardCount: (count) => (count === 1 ? '1 card' : `${count} cards`),
    join: 'Join a merchant',
    emptyTitle: 'No cards yet',
    firstSteps: [
      'Find a merchant and tap Join: nothing to fill in',
      'At the counter show your pay code',
      'Balance, benefits and endings are on the card',
    ],
    find: 'Find a merchant',
  },
);
