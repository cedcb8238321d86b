import type { AnnualDay } from '@merchant-coin/shared/reminders/rules';
import { useTexts } from '@/i18n';
import { myReminderTexts } from '@/i18n/reminders';
import { call } from '@/lib/client';
import { formatDate } from '@/lib/format';
import { useResource } from '@/lib/resource';
import { useSettled } from '@/lib/useSettled';

/** When a day falls next, in words, while it is still being picked. */
export function useNextText(wanted: AnnualDay): string {
  const t = useTexts(myReminderTexts);
  const day = useSettled(wanted);
  const { calendar, month, leap } = day;
  const { data, error } = useResource(
    `nextOccurrence.${calendar}.${month}.${day.day}.${leap}`,
    () =>
      call('calendar.nextOccurrence', {
        calendar,
        month: String(month),
        day: String(day.day),
        leap: leap ? 'true' : 'false',
      }),
  );
  if (day !== wanted) return t.finding;
  if (data) return t.fallsOnLunar(formatDate(data.date, { year: true }), data.lunarText);
  return error ? t.noNext : t.finding;
}
