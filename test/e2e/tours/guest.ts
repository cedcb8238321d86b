import { BACK, both, type Stop, stop } from './stops';

/** What is seen without a session, from the page that signs in. */
export const guestStops = (url: string, merchantId: string): readonly Stop[] => [
  stop('sign-in', [], both('手机号', 'Mobile number')),
  stop(
    'agreement',
    [both('《用户协议》', 'User agreement')],
    both('商家币怎么用', 'How coins are used'),
  ),
  stop(
    'privacy',
    [BACK, both('《隐私政策》', 'Privacy policy')],
    both('我们收集什么', 'What we collect'),
  ),
  {
    name: 'merchant',
    go: async (phone) => {
      await phone.page.goto(`${url}/#/features/merchant/index?merchantId=${merchantId}`);
      await phone.sees('青禾咖啡');
    },
  },
];
