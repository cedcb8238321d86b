import { defineTexts } from '.';

/** Members that staff might greet, call or look after today. */
export const todayTexts = defineTexts(
  {
    title: '今日关怀',
    intro: '今天过生日、快到期、余额不多或很久没来的会员。',
    emptyTitle: '今天没有要关怀的会员',
    emptyText: '有会员过生日、快到期或很久没来，会在这里列出。每天早上更新。',
    emptyKind: '今天没有这一种',
    cardEnd: (digits: string) => `尾号 ${digits}`,
    balance: (amount: string) => `余额 ${amount}`,
    lastVisit: (date: string) => `上次来 ${date}`,
    call: '打电话',
    noCall: '会员没有同意接电话',
    done: '标为已处理',
    undo: '撤销',
    doneAt: (when: string) => `已处理 · ${when}`,
  },
  {
    title: 'Today',
    intro: 'Members with a birthday, an ending, a low balance, or long not seen.',
    emptyTitle: 'Nobody to look after today',
    emptyText: 'Birthdays, endings and members long not seen are listed here. New each morning.',
    emptyKind: 'None of this kind today',
    cardEnd: (digits) => `card …${digits}`,
    balance: (amount) => `Balance ${amount}`,
    lastVisit: (date) => `last here ${date}`,
    call: 'Call',
    noCall: 'Has not agreed to calls',
    done: 'Mark as done',
    undo: 'Undo',
    doneAt: (when) => `Done · ${when}`,
  },
);
