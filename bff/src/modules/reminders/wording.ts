import {
  fillText,
  formatFen,
  type ReminderFacts,
  type ReminderKind,
  type ReminderSettings,
} from '@merchant-coin/shared';

const yuan = (fen = 0): string => formatFen(fen);

/** What a reminder says outside the app, in a sentence that fits a subscribe message's field where it can. */
const SENTENCES: Record<ReminderKind, (facts: ReminderFacts) => string> = {
  lowBalance: ({ balanceFen }) => `余额 ${yuan(balanceFen)}，该充值了`,
  cardExpiring: ({ days, date }) => `会员卡${inDays(days)}到期（${date}）`,
  bonusExpiring: ({ days, amountFen }) => `赠送币 ${yuan(amountFen)} ${inDays(days)}到期`,
  birthday: () => '生日快乐，来店里坐坐吧',
  anniversary: () => '今天是你记下的纪念日',
  absent: ({ days }) => `${days} 天没见，等你来`,
};

const inDays = (days = 0): string => (days === 0 ? '今天' : days === 1 ? '明天' : `${days} 天后`);

export const sentenceOf = (kind: ReminderKind, facts: ReminderFacts): string =>
  SENTENCES[kind](facts);

/** What the owner has written for a kind, with the facts in it; null where nothing is written. */
export function ownWordsOf(
  { texts }: Pick<ReminderSettings, 'texts'>,
  kind: ReminderKind,
  facts: ReminderFacts,
): string | null {
  const own = texts[kind];
  return own === undefined ? null : fillText(own, facts);
}
