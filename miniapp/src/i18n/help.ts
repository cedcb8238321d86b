import { defineTexts } from '.';

/** Whom a member asks. */
export const helpTexts = defineTexts(
  {
    title: '找人帮忙',
    note: '打电话给门店，或到店里问',
    text: '余额、流水、退款，都可以问门店。',
    safe: '不要把验证码和支付密码告诉任何人，店员也不会问。',
    stores: '门店',
    call: (store: string) => `打电话给${store}`,
    noPhone: '没有留电话',
  },
  {
    title: 'Help',
    note: 'Call the store, or ask there',
    text: 'The store helps with your balance, entries and refunds.',
    safe: 'Tell nobody your codes or your PIN. Staff never ask for them.',
    stores: 'Stores',
    call: (store) => `Call ${store}`,
    noPhone: 'No phone number',
  },
);
