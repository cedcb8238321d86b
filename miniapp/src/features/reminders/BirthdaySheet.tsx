import type { MyReminders } from '@merchant-coin/shared';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { textsNow, useTexts } from '@/i18n';
import { commonTexts } from '@/i18n/common';
import { myReminderTexts } from '@/i18n/reminders';
import { today } from '@/lib/format';
import { askForMessages } from '@/lib/messages';
import { Button } from '@/ui/Button';
import { DateField } from '@/ui/DateField';
import { Sheet } from '@/ui/Sheet';
import { SwitchRow } from '@/ui/SwitchRow';
import { toast } from '@/ui/toast';
import { useNextBirthdays } from './next';
import type { MyRemindersUse } from './useMyReminders';

interface BirthdaySheetProps {
  mine: MyRemindersUse;
  data: MyReminders;
  onClose: () => void;
}

/** The birthday as it stands in one's papers; the lunar one follows from it. */
export function BirthdaySheet({ mine, data, onClose }: BirthdaySheetProps) {
  const t = useTexts(myReminderTexts);
  const common = useTexts(commonTexts);
  const kept = data.birthday;
  const [date, setDate] = useState(kept?.date ?? '');
  const [solarOn, setSolarOn] = useState(kept?.solarOn ?? true);
  const [lunarOn, setLunarOn] = useState(kept?.lunarOn ?? true);
  const notes = useNextBirthdays(date);
  const save = () => {
    if (solarOn || lunarOn) askForMessages('reminder');
    mine.setBirthday({ date, solarOn, lunarOn }, () => {
      toast(textsNow(myReminderTexts).birthdaySaved, 'good');
      onClose();
    });
  };
  const remove = () =>
    mine.setBirthday(null, () => {
      toast(textsNow(myReminderTexts).birthdayRemoved, 'good');
      onClose();
    });
  return (
    <Sheet
      title={t.birthdayTitle}
      onClose={onClose}
      action={
        <>
          <Button busy={mine.busy} disabled={date === ''} onTap={save}>
            {common.save}
          </Button>
          {kept && (
            <Button kind="danger" disabled={mine.busy} onTap={remove}>
              {t.birthdayRemove}
            </Button>
          )}
        </>
      }
    >
      <DateField
        label={t.birthdayDate}
        note={t.birthdayNote}
        placeholder={t.birthdayPick}
        value={date}
        latest={today()}
        onDate={setDate}
      />
      <View className="reminders__switches">
        <SwitchRow title={t.bySun} note={notes.solar} isOn={solarOn} onChange={setSolarOn} />
        <SwitchRow title={t.byMoon} note={notes.lunar} isOn={lunarOn} onChange={setLunarOn} />
      </View>
      {!solarOn && !lunarOn && <Text className="reminders__foot">{t.birthdayQuiet}</Text>}
    </Sheet>
  );
}
