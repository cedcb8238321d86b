import { View } from '@tarojs/components';
import { a11y } from '@/lib/a11y';
import { Tap } from './Tap';
import './Chips.scss';

interface ChipsProps<V> {
  label: string;
  options: readonly { value: V; word: string }[];
  isPicked: (value: V) => boolean;
  onPick: (value: V) => void;
}

/** Short answers in a row that wraps: one or several, as the caller keeps them. */
export function Chips<V extends string | number>({
  label,
  options,
  isPicked,
  onPick,
}: ChipsProps<V>) {
  return (
    <View className="chips" {...a11y({ role: 'group', label })}>
      {options.map(({ value, word }) => (
        <Tap
          key={value}
          className={`chips__one ${isPicked(value) ? 'chips__one--picked' : ''}`}
          selected={isPicked(value)}
          onTap={() => onPick(value)}
        >
          {word}
        </Tap>
      ))}
    </View>
  );
}
