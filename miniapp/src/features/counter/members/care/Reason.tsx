import { Text, View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { counterCareTexts } from '@/i18n/counterCare';
import { Field } from '@/ui/Field';
import { Tap } from '@/ui/Tap';

const LONGEST = 200;

interface ReasonProps {
  value: string;
  /** The usual ones, one tap each. */
  usual: readonly string[];
  /** Who will read it. */
  note: string;
  onReason: (reason: string) => void;
}

/** Why, for the record: one of the usual reasons, or a few words. */
export function Reason({ value, usual, note, onReason }: ReasonProps) {
  const t = useTexts(counterCareTexts);
  return (
    <View className="care__reason">
      <Text className="recharge__label">{t.reason}</Text>
      <View className="reverse__reasons">
        {usual.map((reason) => (
          <Tap
            key={reason}
            className={`reverse__reason ${reason === value ? 'reverse__reason--picked' : ''}`}
            selected={reason === value}
            onTap={() => onReason(reason)}
          >
            {reason}
          </Tap>
        ))}
      </View>
      <Field
        label={t.reason}
        hideLabel
        value={value}
        maxLength={LONGEST}
        placeholder={t.otherReason}
        note={note}
        onInput={onReason}
      />
    </View>
  );
}
