import { type AnnualDay, daysOfMonth } from '@merchant-coin/shared/reminders/rules';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { textsNow, useTexts } from '@/i18n';
import { myReminderTexts } from '@/i18n/reminders';
import { a11y } from '@/lib/a11y';
import { today } from '@/lib/format';
import { askForMessages } from '@/lib/messages';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Segments } from '@/ui/Segments';
import { SelectField } from '@/ui/SelectField';
import { Sheet } from '@/ui/Sheet';
import { SwitchRow } from '@/ui/SwitchRow';
import { toast } from '@/ui/toast';
import { changeDay, dayOf, mayLeap } from './annualDay';
import { useNextText } from './next';
import type { MyRemindersUse } from './useMyReminders';

const LONGEST_NAME = 20;
const CALENDARS = ['solar', 'lunar'] as const;

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

interface DayFieldsProps {
  day: AnnualDay;
  onDay: (day: AnnualDay) => void;
}

/** Calendar, month and day; whether it is a leap month only where there can be one. */
function DayFields({ day, onDay }: DayFieldsProps) {
  const t = useTexts(myReminderTexts);
  const { calendar, month } = day;
  const set = (change: Partial<AnnualDay>) => onDay(changeDay(day, change));
  return (
    <>
      <Segments
        label={t.calendar}
        options={CALENDARS.map((value) => ({ value, word: t.calendars[value] }))}
        value={calendar}
        onChange={(value) => set({ calendar: value })}
      />
      <View className="reminders__wheels">
        <SelectField
          label={t.month}
          words={upTo(12).map((each) => t.monthOf(calendar, each))}
          index={month - 1}
          onPick={(index) => set({ month: index + 1 })}
        />
        <SelectField
          label={t.day}
          words={upTo(daysOfMonth(calendar, month)).map((each) => t.dayOfMonth(calendar, each))}
          index={day.day - 1}
          onPick={(index) => set({ day: index + 1 })}
        />
      </View>
      {mayLeap(day) && (
        <View className="reminders__switches">
          <SwitchRow
            title={t.leap}
            note={t.leapNote}
            isOn={day.leap}
            onChange={(leap) => set({ leap })}
          />
        </View>
      )}
    </>
  );
}

/** A day to be reminded of each year. */
export function AddSheet({ mine, onClose }: { mine: MyRemindersUse; onClose: () => void }) {
  const t = useTexts(myReminderTexts);
  const [name, setName] = useState('');
  const [day, setDay] = useState(() => dayOf(today()));
  const [touched, setTouched] = useState(false);
  const next = useNextText(day);
  const wanted = name.trim();
  const save = () => {
    setTouched(true);
    if (wanted === '') return;
    askForMessages('reminder');
    mine.addOccasion({ name: wanted, day }, () => {
      toast(textsNow(myReminderTexts).added, 'good');
      onClose();
    });
  };
  return (
    <Sheet
      title={t.addTitle}
      onClose={onClose}
      action={
        <Button busy={mine.busy} onTap={save}>
          {t.save}
        </Button>
      }
    >
      <View className="reminders__form">
        <Field
          label={t.name}
          placeholder={t.namePlaceholder}
          maxLength={LONGEST_NAME}
          value={name}
          problem={touched && wanted === '' ? t.nameWrong : undefined}
          onInput={setName}
        />
        <DayFields day={day} onDay={setDay} />
        <Text className="reminders__next" {...a11y({ live: 'polite' })}>
          {next}
        </Text>
      </View>
    </Sheet>
  );
}
