import { defineTexts } from '.';

/** A payment that its member did not want: told by the member, read by whoever answers for the store. */
export const reportTexts = defineTexts(
  {
    offerTitle: '已拒绝，没有扣款',
    offerText: '不是你在店里消费？告诉商家，店长会看到是哪家店、哪位店员、多少钱。',
    reason: '说明（选填）',
    reasonPlaceholder: '比如：我不在店里',
    report: '告诉商家',
    reporting: '正在发送',
    reported: '已告诉商家',
    noNeed: '不用了',
    title: '会员举报',
    intro: '会员拒绝后说不是自己要付的。都没有扣款，请问清楚当时的情况。',
    emptyTitle: '没有举报',
    emptyText: '会员拒绝付款后可以举报，会列在这里。',
    noClerk: '未填称呼的店员',
    of: (member: string, number: string) => `会员 ${member} · 卡尾号 ${number}`,
    asked: (when: string) => `${when} 发起`,
    told: (when: string) => `${when} 举报`,
  },
  {
    offerTitle: 'Refused: nothing was taken',
    offerText:
      'Not you at the store? Tell the merchant: the managers see which store, which clerk and how much.',
    reason: 'What happened (optional)',
    reasonPlaceholder: 'Such as: I was not there',
    report: 'Report it',
    reporting: 'Sending',
    reported: 'Reported to the merchant',
    noNeed: 'No need',
    title: 'Reports by members',
    intro: 'Payments that members refused and did not ask for. Nothing was taken; find out why.',
    emptyTitle: 'No reports',
    emptyText: 'Members can report a payment after refusing it. It shows up here.',
    noClerk: 'A clerk without a name',
    of: (member, number) => `Member ${member} · card ${number}`,
    asked: (when) => `Asked ${when}`,
    told: (when) => `Reported ${when}`,
  },
);
