import { REMINDER_KINDS, type ReminderKind } from '@merchant-coin/shared/reminders/rules';
import { View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { reminderTexts } from '@/i18n/reminderKinds';
import { Chips } from './Chips';

export type KindChoice = ReminderKind | 'all';
const CHOICES: readonly KindChoice[] = ['all', ...REMINDER_KINDS];

interface KindFilterProps {
  kind: KindChoice;
  onKind: (kind: KindChoice) => void;
}

/** All reminders, or those of one kind. */
export function KindFilter({ kind, onKind }: KindFilterProps) {
  const t = useTexts(reminderTexts);
  return (
    <View className="kind-filter">
      <Chips
        label={t.filter}
        options={CHOICES.map((value) => ({
          value,
          word: value === 'all' ? t.all : t.kinds[value],
        }))}
        isPicked={(value) => value === kind}
        onPick={onKind}
      />
    </View>
  );
}
