import { Picker, Text, View } from '@tarojs/components';
import { a11y } from '@/lib/a11y';
import { IS_H5 } from '@/lib/platform';
import './Field.scss';

interface SelectFieldProps {
  label: string;
  words: readonly string[];
  /** Which of the words. */
  index: number;
  onPick: (index: number) => void;
}

/** One of many, by the platform's own wheel. */
export function SelectField({ label, words, index, onPick }: SelectFieldProps) {
  return (
    <View className="field">
      <Text className="field__label">{label}</Text>
      {IS_H5 ? (
        <View className="field__box">
          <select
            className="field__input"
            aria-label={label}
            value={index}
            onChange={(event) => onPick(Number(event.target.value))}
          >
            {words.map((word, at) => (
              <option key={word} value={at}>
                {word}
              </option>
            ))}
          </select>
        </View>
      ) : (
        <Picker
          mode="selector"
          range={[...words]}
          value={index}
          onChange={(event) => onPick(Number(event.detail.value))}
        >
          <View
            className="field__box"
            {...a11y({ role: 'button', label: `${label} ${words[index] ?? ''}` })}
          >
            {words[index]}
          </View>
        </Picker>
      )}
    </View>
  );
}
