import type { MyReminders } from '@merchant-coin/shared';
import { formatFen } from '@merchant-coin/shared/kernel/money';
import { REMINDER_KINDS } from '@merchant-coin/shared/reminders/rules';
import { useTexts } from '@/i18n';
import { reminderTexts } from '@/i18n/reminderKinds';
import { myReminderTexts } from '@/i18n/reminders';
import { REMINDER_ICONS } from '@/ui/reminderIcons';
import { Row, Rows } from '@/ui/Rows';
import { SwitchRow } from '@/ui/SwitchRow';
import { switchKind } from './preferences';
import type { MyRemindersUse } from './useMyReminders';

interface KindsProps {
  mine: MyRemindersUse;
  data: MyReminders;
  onLimit: () => void;
}

/** A switch for each kind that the merchant reminds of, and from which balance on. */
export function Kinds({ mine, data, onLimit }: KindsProps) {
  const t = useTexts(myReminderTexts);
  const { kinds: names } = useTexts(reminderTexts);
  const { offKinds, merchantKinds, lowBalanceFen, merchantLowBalanceFen } = data;
  const kinds = REMINDER_KINDS.filter((kind) => merchantKinds.includes(kind));
  const hasLimit = kinds.includes('lowBalance') && !offKinds.includes('lowBalance');
  if (kinds.length === 0) return null;
  return (
    <Rows heading={t.kinds}>
      {kinds.map((kind) => (
        <SwitchRow
          key={kind}
          icon={REMINDER_ICONS[kind]}
          title={names[kind]}
          note={t.notes[kind]}
          isOn={!offKinds.includes(kind)}
          disabled={mine.busy}
          onChange={(isOn) => mine.change({ offKinds: switchKind(offKinds, kind, isOn) })}
        />
      ))}
      {hasLimit && (
        <Row
          title={t.limit}
          note={
            lowBalanceFen === null
              ? t.limitMerchant(formatFen(merchantLowBalanceFen))
              : t.limitOwn(formatFen(lowBalanceFen))
          }
          onTap={onLimit}
        />
      )}
    </Rows>
  );
}
