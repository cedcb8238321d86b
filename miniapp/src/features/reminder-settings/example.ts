import type { ReminderFacts } from '@merchant-coin/shared';
import { addDays } from '@merchant-coin/shared/kernel/time';
import type { ReminderKind } from '@merchant-coin/shared/reminders/rules';

const AHEAD_DAYS = 7;
const BONUS_FEN = 2_000;

interface Wanted {
  limitFen: number;
  absentDays: number;
}

/** Facts that make a preview of any kind: a balance below the limit, a week before an end. */
export function exampleFacts(
  kind: ReminderKind,
  { limitFen, absentDays }: Wanted,
  { today, name }: { today: string; name: string },
): ReminderFacts {
  const date = kind === 'absent' ? addDays(today, -absentDays) : addDays(today, AHEAD_DAYS);
  const balanceFen = Math.floor(limitFen / 2);
  return { balanceFen, limitFen, amountFen: BONUS_FEN, date, days: absentDays, name };
}
