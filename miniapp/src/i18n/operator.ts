import { defineTexts } from '.';

export const operatorTexts = defineTexts(
  {
    title: '平台审核',
    emptyTitle: '没有待审核的商家',
    emptyText: '有新的申请会出现在这里。',
    approve: '通过',
    approveTitle: (name: string) => `让${name}上线？`,
    approveText: '通过后，商家会出现在“发现”里，可以发展会员、发行商家币。',
    approveAction: '通过审核',
    approved: (name: string) => `${name}已上线`,
  },
  {
    title: 'Approvals',
    emptyTitle: 'Nobody is waiting',
    emptyText: 'New requests appear here.',
    approve: 'Approve',
    approveTitle: (name) => `Open ${name}?`,
    approveText: 'It appears under “Find”, takes members and issues coins.',
    approveAction: 'Approve',
    approved: (name) => `${name} is open`,
  },
);
