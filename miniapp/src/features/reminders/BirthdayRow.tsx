import type { MyReminders } from '@merchant-coin/shared';
import { View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { myReminderTexts } from '@/i18n/reminders';
import { formatDate } from '@/lib/format';
import { Row, Rows } from '@/ui/Rows';

/** When the birthday falls next, by the sun and by the moon, as far as it is kept. */
function Next({ birthday }: { birthday: NonNullable<MyReminders['birthday']> }) {
  const t = useTexts(myReminderTexts);
  const { solarOn, lunarOn, nextSolarOn, nextLunarOn, lunarText } = birthday;
  if (!solarOn && !lunarOn) return <>{t.birthdayQuiet}</>;
  const lunar = t.nextLunar(formatDate(nextLunarOn, { year: true }), lunarText);
  return (
    <>
      {solarOn && <View>{t.nextSolar(formatDate(nextSolarOn, { year: true }))}</View>}
      {lunarOn && <View>{lunar}</View>}
    </>
  );
}

export function BirthdayRow({ data, onTap }: { data: MyReminders; onTap: () => void }) {
  const t = useTexts(myReminderTexts);
  const { birthday } = data;
  return (
    <Rows heading={t.birthday}>
      <Row
        icon="cake"
        title={birthday ? formatDate(birthday.date, { year: true }) : t.birthdayAdd}
        note={birthday ? <Next birthday={birthday} /> : t.birthdayNone}
        onTap={onTap}
      />
    </Rows>
  );
}
