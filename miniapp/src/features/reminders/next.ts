import type { AnnualDay } from '@merchant-coin/shared/reminders/rules';
import { useTexts } from '@/i18n';
import { myReminderTexts } from '@/i18n/reminders';
import { call } from '@/lib/client';
import { formatDate } from '@/lib/format';
import { useResource } from '@/lib/resource';
import { useSettled } from '@/lib/useSettled';

/** When somebody born on a date has their birthdays next, in words; undefined where no date is picked. */
export function useNextBirthdays(wanted: string): { solar?: string; lunar?: string } {
  const t = useTexts(myReminderTexts);
  const date = useSettled(wanted);
  const { data, error } = useResource(`nextBirthday.${date}`, async () =>
    date === '' ? null : call('calendar.nextBirthday', { date }),
  );
  if (wanted === '') return {};
  if (date !== wanted || (data === undefined && !error))
    return { solar: t.finding, lunar: t.finding };
  if (!data) return { solar: t.noNext, lunar: t.noNext };
  return {
    solar: t.fallsOn(formatDate(data.nextSolarOn, { year: true })),
    lunar: t.fallsOnLunar(formatDate(data.nextLunarOn, { year: true }), data.lunarText),
  };
}

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
