import { defineTexts } from '.';

/** A merchant's own page, which is opened from a code or a share. */
export const merchantTexts = defineTexts(
  {
    title: '商家',
    at: '入会门店',
    atNote: '你扫的是这家门店的码',
    signInToJoin: '登录并加入',
    seeCard: '看我的会员卡',
    closed: '这家商家暂时不接受新会员',
    unknownTitle: '认不出这个码',
    unknownText: '可能没有扫完整。请再扫一次，或在“发现”里找这家商家。',
    toFind: '去发现商家',
    single: '点下方“前往小程序”，就可以加入',
    share: (name: string, offer: string) => (offer ? `${name}：${offer}` : `加入${name}`),
  },
  {
    title: 'Merchant',
    at: 'Your store',
    atNote: 'You scanned this store’s code',
    signInToJoin: 'Sign in and join',
    seeCard: 'See my card',
    closed: 'This merchant takes no new members now',
    unknownTitle: 'This code is not known',
    unknownText:
      'It may not have been read whole. Scan it again, or look for the merchant under Find.',
    toFind: 'Find merchants',
    single: 'Open the mini-program below to join',
    share: (name, offer) => (offer ? `${name}: ${offer}` : `Join ${name}`),
  },
);
