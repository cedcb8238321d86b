import type { ReminderFacts } from '@merchant-coin/shared';
import { formatFen } from '@merchant-coin/shared/kernel/money';
import type { ReminderKind } from '@merchant-coin/shared/reminders/rules';
import { textsNow } from '@/i18n';
import { reminderTexts, type Told } from '@/i18n/reminderKinds';
import { formatDate } from './format';

/** Facts as they are written; what a kind does not have is empty. */
function toldOf(facts: ReminderFacts): Told {
  const { balanceFen, limitFen, amountFen, date, days, name } = facts;
  const sum = (fen: number | undefined) => (fen === undefined ? '' : formatFen(fen));
  return {
    balance: sum(balanceFen),
    limit: sum(limitFen),
    amount: sum(amountFen),
    date: date === undefined ? '' : formatDate(date),
    days: days ?? 0,
    name: name ?? '',
  };
}

/** What a member reads in the inbox. Days are dates: it is still true when it is read later. */
export function sentenceForMember(kind: ReminderKind, facts: ReminderFacts): string {
  return textsNow(reminderTexts).member[kind](toldOf(facts));
}

/** The same as staff read it. */
export function sentenceForStaff(kind: ReminderKind, facts: ReminderFacts): string {
  return textsNow(reminderTexts).staff[kind](toldOf(facts));
}
