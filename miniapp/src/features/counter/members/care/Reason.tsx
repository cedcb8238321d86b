import { View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { counterCareTexts } from '@/i18n/counterCare';
import { Field } from '@/ui/Field';
import { Picks } from '../../Picks';

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
      <Picks label={t.reason} words={usual} picked={value} onPick={onReason} />
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
