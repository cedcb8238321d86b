import type { MyReminders } from '@merchant-coin/shared';
import { parseYuan } from '@merchant-coin/shared/kernel/money';
import { REMINDER_KINDS, type ReminderKind } from '@merchant-coin/shared/reminders/rules';

export type Preferences = Pick<
  MyReminders,
  'allOff' | 'offKinds' | 'sms' | 'call' | 'lowBalanceFen'
>;

export const preferencesOf = (mine: MyReminders): Preferences => {
  const { allOff, offKinds, sms, call, lowBalanceFen } = mine;
  return { allOff, offKinds, sms, call, lowBalanceFen };
};

/** The kinds with one more on or off; what the merchant does not remind of now stays as it was. */
export function switchKind(
  offKinds: readonly ReminderKind[],
  kind: ReminderKind,
  isOn: boolean,
): ReminderKind[] {
  return REMINDER_KINDS.filter((each) => (each === kind ? !isOn : offKinds.includes(each)));
}

/** As the server judges it. */
const MOST_LIMIT_FEN = 1_000_000;

/** The limit that was typed; null for the merchant's, undefined for what can be none. */
export function readLimit(typed: string): number | null | undefined {
  if (typed.trim() === '') return null;
  const fen = parseYuan(typed);
  return fen !== null && fen <= MOST_LIMIT_FEN ? fen : undefined;
}
