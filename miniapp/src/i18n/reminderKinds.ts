import type { ReminderKind } from '@merchant-coin/shared/reminders/rules';
import { defineTexts } from '.';

/** A reminder's facts, written out. */
export interface Told {
  balance: string;
  limit: string;
  amount: string;
  date: string;
  days: number;
  name: string;
}

type Words = Record<ReminderKind, string>;
type Sentences = Record<ReminderKind, (told: Told) => string>;

const kindsZh: Words = {
  lowBalance: '余额不多了',
  cardExpiring: '会员卡快到期',
  bonusExpiring: '赠送币快到期',
  birthday: '生日',
  anniversary: '纪念日',
  absent: '好久没来',
};
const kindsEn: Words = {
  lowBalance: 'Low balance',
  cardExpiring: 'Card ending',
  bonusExpiring: 'Bonus ending',
  birthday: 'Birthday',
  anniversary: 'Anniversary',
  absent: 'Not seen lately',
};

const memberZh: Sentences = {
  lowBalance: ({ balance }) => `余额 ${balance}，可以充值了`,
  cardExpiring: ({ date }) => `会员权益 ${date} 到期，币不受影响`,
  bonusExpiring: ({ amount, date }) => `${amount} 赠送币 ${date} 到期，记得用`,
  birthday: () => '生日快乐，来店里坐坐吧',
  anniversary: ({ date, name }) => `${date} 是${name}`,
  absent: ({ date }) => `上次来是 ${date}，有空来坐坐`,
};
const memberEn: Sentences = {
  lowBalance: ({ balance }) => `Your balance is ${balance}. Time to recharge`,
  cardExpiring: ({ date }) => `Benefits end ${date}. Your coins stay`,
  bonusExpiring: ({ amount, date }) => `${amount} of bonus ends ${date}. Use it before`,
  birthday: () => 'Happy birthday! Come and see us',
  anniversary: ({ date, name }) => `${date} is ${name}`,
  absent: ({ date }) => `Last here on ${date}. Come by some time`,
};

const staffZh: Sentences = {
  lowBalance: ({ balance, limit }) => `付款后余额 ${balance}，低于 ${limit}`,
  cardExpiring: ({ date }) => `会员权益 ${date} 到期`,
  bonusExpiring: ({ amount, date }) => `${amount} 赠送币 ${date} 到期`,
  birthday: ({ date }) => `${date} 生日`,
  anniversary: ({ date, name }) => `${date} 是${name}`,
  absent: ({ days }) => `${days} 天没来`,
};
const staffEn: Sentences = {
  lowBalance: ({ balance, limit }) => `${balance} left after paying, below ${limit}`,
  cardExpiring: ({ date }) => `Benefits end ${date}`,
  bonusExpiring: ({ amount, date }) => `${amount} of bonus ends ${date}`,
  birthday: ({ date }) => `Birthday on ${date}`,
  anniversary: ({ date, name }) => `${date} is ${name}`,
  absent: ({ days }) => `Not here for ${days} days`,
};

/** Kinds of reminders, and what they say inside the app. */
export const reminderTexts = defineTexts(
  { kinds: kindsZh, all: '全部', filter: '只看一种', member: memberZh, staff: staffZh },
  { kinds: kindsEn, all: 'All', filter: 'Show one kind', member: memberEn, staff: staffEn },
);
