import { Text, View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { reminderSettingsTexts } from '@/i18n/reminderSettings';
import { Chips } from '@/ui/Chips';
import { Rows } from '@/ui/Rows';
import { TimeField } from '@/ui/TimeField';
import { choicesOf, type Draft } from './draft';

const USUAL_CAPS = [0, 1, 2, 3, 5, 10];

interface LimitsProps {
  draft: Draft;
  onChange: (change: Partial<Draft>) => void;
}

/** When nothing is sent, and how much at most. */
export function Limits({ draft, onChange }: LimitsProps) {
  const t = useTexts(reminderSettingsTexts);
  const { quietFrom, quietUntil, dailyCap } = draft;
  const caps = choicesOf(USUAL_CAPS, [dailyCap]).reverse();
  return (
    <>
      <Rows heading={t.quiet}>
        <View className="reminder-settings__part">
          <View className="reminder-settings__times">
            <TimeField
              label={t.from}
              value={quietFrom}
              onTime={(time) => onChange({ quietFrom: time })}
            />
            <TimeField
              label={t.until}
              value={quietUntil}
              onTime={(time) => onChange({ quietUntil: time })}
            />
          </View>
          <Text className="reminder-settings__note">
            {quietFrom === quietUntil ? t.quietNone : t.quietNote}
          </Text>
        </View>
      </Rows>
      <Rows heading={t.cap}>
        <View className="reminder-settings__part">
          <Chips
            label={t.cap}
            options={caps.map((value) => ({ value, word: t.capOf(value) }))}
            isPicked={(value) => value === dailyCap}
            onPick={(value) => onChange({ dailyCap: value })}
          />
          <Text className="reminder-settings__note">{t.capNote}</Text>
        </View>
      </Rows>
    </>
  );
}
