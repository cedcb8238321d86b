import { Picker, Text, View } from '@tarojs/components';
import { formatDate } from '@/lib/format';
import { IS_H5 } from '@/lib/platform';
import './Field.scss';

interface DateFieldProps {
  label: string;
  note?: string;
  /** Empty until a date is picked. */
  value: string;
  placeholder?: string;
  latest: string;
  onDate: (date: string) => void;
}

/** A calendar date by the platform's own picker. */
export function DateField({ label, note, value, placeholder, latest, onDate }: DateFieldProps) {
  return (
    <View className="field">
      <Text className="field__label">{label}</Text>
      {IS_H5 ? (
        <View className="field__box">
          <input
            className="field__input"
            type="date"
            aria-label={label}
            value={value}
            max={latest}
            onChange={(event) => event.target.value && onDate(event.target.value)}
          />
        </View>
      ) : (
        <Picker
          mode="date"
          value={value}
          end={latest}
          onChange={(event) => onDate(event.detail.value)}
        >
          <View className="field__box">
            {value ? formatDate(value, { year: true }) : placeholder}
          </View>
        </Picker>
      )}
      {note && <Text className="field__note">{note}</Text>}
    </View>
  );
}
