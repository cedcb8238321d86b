import { REMINDER_KINDS, type ReminderKind } from '@merchant-coin/shared/reminders/rules';
import { View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { reminderTexts } from '@/i18n/reminderKinds';
import { Chips } from './Chips';

export type KindChoice = ReminderKind | 'all';
const CHOICES: readonly KindChoice[] = ['all', ...REMINDER_KINDS];

interface KindFilterProps {
  kind: KindChoice;
  /** How many of each there are; nothing is said of none, or where that is not known. */
  countOf?: (kind: KindChoice) => number | undefined;
  onKind: (kind: KindChoice) => void;
}

/** All reminders, or those of one kind. */
export function KindFilter({ kind, countOf, onKind }: KindFilterProps) {
  const t = useTexts(reminderTexts);
  const wordOf = (choice: KindChoice) => {
    const count = countOf?.(choice);
    const word = choice === 'all' ? t.all : t.kinds[choice];
    return count ? `${word} ${count}` : word;
  };
  return (
    <View className="kind-filter">
      <Chips
        label={t.filter}
        options={CHOICES.map((value) => ({ value, word: wordOf(value) }))}
        isPicked={(value) => value === kind}
        onPick={onKind}
      />
    </View>
  );
}
