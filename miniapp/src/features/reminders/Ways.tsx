import type { MyReminders } from '@merchant-coin/shared';
import { useTexts } from '@/i18n';
import { myReminderTexts } from '@/i18n/reminders';
import { Rows } from '@/ui/Rows';
import { SwitchRow } from '@/ui/SwitchRow';
import type { MyRemindersUse } from './useMyReminders';

/** Ways that cost the member some peace: only with their word, which they can take back. */
export function Ways({ mine, data }: { mine: MyRemindersUse; data: MyReminders }) {
  const t = useTexts(myReminderTexts);
  return (
    <Rows heading={t.ways}>
      <SwitchRow
        icon="phone"
        title={t.sms}
        note={t.smsNote}
        isOn={data.sms}
        disabled={mine.busy}
        onChange={(sms) => mine.change({ sms })}
      />
      <SwitchRow
        icon="call"
        title={t.call}
        note={t.callNote}
        isOn={data.call}
        disabled={mine.busy}
        onChange={(call) => mine.change({ call })}
      />
    </Rows>
  );
}
