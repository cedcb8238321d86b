import { Picker, Text, View } from '@tarojs/components';
import { a11y } from '@/lib/a11y';
import { IS_H5 } from '@/lib/platform';
import './Field.scss';

interface TimeFieldProps {
  label: string;
  /** `HH:MM`. */
  value: string;
  onTime: (time: string) => void;
}

/** A time of day by the platform's own picker. */
export function TimeField({ label, value, onTime }: TimeFieldProps) {
  return (
    <View className="field">
      <Text className="field__label">{label}</Text>
      {IS_H5 ? (
        <View className="field__box">
          <input
            className="field__input"
            type="time"
            aria-label={label}
            value={value}
            onChange={(event) => event.target.value && onTime(event.target.value)}
          />
        </View>
      ) : (
        <Picker mode="time" value={value} onChange={(event) => onTime(event.detail.value)}>
          <View className="field__box" {...a11y({ role: 'button', label: `${label} ${value}` })}>
            {value}
          </View>
        </Picker>
      )}
    </View>
  );
}
