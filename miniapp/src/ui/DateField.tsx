import { Picker, Text, View } from '@tarojs/components';
import { a11y } from '@/lib/a11y';
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
  const shown = value ? formatDate(value, { year: true }) : placeholder;
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
          <View
            className="field__box"
            {...a11y({ role: 'button', label: `${label} ${shown ?? ''}` })}
          >
            {shown}
          </View>
        </Picker>
      )}
      {note && <Text className="field__note">{note}</Text>}
    </View>
  );
}
