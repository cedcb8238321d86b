import { defineTexts } from '.';

export const inboxTexts = defineTexts(
  {
    title: '消息',
    settings: '提醒设置',
    which: '设置哪张卡的提醒？',
    emptyTitle: '还没有消息',
    emptyText: '余额不多、卡或赠送币快到期、生日和纪念日，商家会在这里提醒你。',
    unread: '未读',
  },
  {
    title: 'Messages',
    settings: 'Reminders',
    which: 'Reminders of which card?',
    emptyTitle: 'No messages yet',
    emptyText:
      'Merchants tell you here when your balance is low, a card or a bonus ends, and on birthdays.',
    unread: 'Unread',
  },
);
