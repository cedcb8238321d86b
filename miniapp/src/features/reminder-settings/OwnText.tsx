import {
  FACTS_OF_KINDS,
  MAX_TEXT_LENGTH,
  type ReminderKind,
  unknownFactIn,
} from '@merchant-coin/shared/reminders/rules';
import { View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { reminderSettingsTexts } from '@/i18n/reminderSettings';
import { Chips } from '@/ui/Chips';
import { LongField } from '@/ui/LongField';

interface OwnTextProps {
  kind: ReminderKind;
  text: string;
  isWrong: boolean;
  onText: (text: string) => void;
}

/** The owner's own words for a kind; what is in braces is filled in for each member. */
export function OwnText({ kind, text, isWrong, onText }: OwnTextProps) {
  const t = useTexts(reminderSettingsTexts);
  const facts = FACTS_OF_KINDS[kind];
  const unknown = isWrong ? unknownFactIn(kind, text) : null;
  return (
    <View className="reminder-settings__part">
      <LongField
        label={t.ownText}
        value={text}
        placeholder={t.ownTextEmpty}
        maxLength={MAX_TEXT_LENGTH}
        isProse
        note={t.ownTextNote(text.length, MAX_TEXT_LENGTH)}
        problem={unknown === null ? undefined : t.ownTextWrong(unknown)}
        onInput={onText}
      />
      <View className="reminder-settings__insert">
        <Chips
          label={t.insert}
          options={facts.map((fact) => ({ value: fact, word: t.insertFact(t.facts[fact]) }))}
          isPicked={() => false}
          onPick={(fact) => onText(`${text}{${fact}}`.slice(0, MAX_TEXT_LENGTH))}
        />
      </View>
    </View>
  );
}
